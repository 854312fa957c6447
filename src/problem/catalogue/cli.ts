import { type Catalogue, didYouMean, firstOf, quotedList } from "./catalogue";

/** The calendars that a person is on, by role. */
interface Places {
  readonly person: string;
  readonly admin: readonly string[];
  readonly viewer: readonly string[];
}

/** The option of a role with its calendars. */
const listedAs = (role: string, calendars: readonly string[]): string =>
  calendars.length === 0 ? "" : ` --${role} ${calendars.join(" ")}`;

/** As many names as can be read at once. */
const MOST_NAMES = 20;

const LIST = "“bookings list” shows them all.";

const meantOr = (near: string | undefined, otherwise: string): string =>
  [didYouMean(near), otherwise].filter(Boolean).join(" ");

interface UnknownCalendar {
  readonly near?: string | undefined;
  /** Some specs could not be understood. */
  readonly broken?: boolean;
  /** The user policy that it is instead, and its file. */
  readonly policy?: string;
  readonly file?: string;
}

/** Problems of the area “cli”. */
export const cliProblems = {
  "no-root": {
    outcome: "failed",
    sentence: ({ cwd }: { cwd: string }) =>
      `There are no specs here: neither ${cwd} nor a folder above it has specs/tenant.yaml.`,
    advice: () => "Change into the folder that holds your specs/, or name that folder in BOOKINGS_ROOT.",
  },
  "no-organisations": {
    outcome: "failed",
    sentence: ({ root }: { root: string }) => `${root}/specs describes no organisation.`,
    advice: () => "An organisation is a folder under specs/ with an organisation.yaml in it.",
  },

  "runtime-folder-tracked": {
    outcome: "refused",
    sentence: ({ file }: { file: string }) =>
      `${file} is tracked by git. What is in .bookings (state, journal, identities, the running sandbox) must come from runs on this machine, not from a checkout. Nothing was changed.`,
    advice: () =>
      "Find out who added it. Then run git rm -r --cached .bookings, and add that folder to .gitignore.",
  },
  "runtime-folder-unknown": {
    outcome: "refused",
    sentence: ({ why }: { why: string }) =>
      `Git does not say whether it tracks .bookings: ${why}. What is in there (state, journal, identities, the running sandbox) must come from runs on this machine, not from a checkout. Nothing was changed.`,
    advice: () =>
      "Correct what git complains about, until this command works in this folder: git ls-files .bookings",
  },
  "needs-answers": {
    outcome: "failed",
    sentence: ({ missing }: { missing: readonly string[] }) =>
      `This is missing, and there is no terminal to ask on: ${missing.join(", ")}.`,
    advice: () => "Add it to the command, or run it in a terminal, where it asks.",
  },
  "unknown-choice": {
    outcome: "failed",
    sentence: ({ what, given }: { what: string; given: string; known: readonly string[] }) =>
      `There is no ${what} “${given}”.`,
    advice: ({ known }: { known: readonly string[] }) => `Use one of: ${firstOf(known, MOST_NAMES)}.`,
  },
  "unknown-organisation": {
    outcome: "failed",
    sentence: ({ names }: { names: readonly string[]; near?: string | undefined; all: readonly string[] }) =>
      `There is no organisation ${quotedList(names)} under specs/.`,
    advice: ({ near, all }: { near?: string | undefined; all: readonly string[] }) =>
      meantOr(near, `There ${all.length === 1 ? "is" : "are"}: ${firstOf(all, MOST_NAMES)}.`),
  },
  "unknown-calendar": {
    outcome: "failed",
    sentence: ({ name }: { name: string; near?: string | undefined }) => `There is no calendar “${name}”.`,
    advice: ({ near, broken, policy, file = "" }: UnknownCalendar) => {
      if (policy)
        return [
          `It is a user policy. To retire it, write into ${file}, without its users, and have it reviewed:`,
          "status: deleted",
          "deletion:",
          `  confirm: ${policy}`,
          "  reason: why, for auditors",
        ].join("\n");
      const broke = "Some specs have errors, and its own may be among them: bookings validate";
      return meantOr(near, broken ? broke : LIST);
    },
  },
  "unknown-calendar-or-policy": {
    outcome: "failed",
    sentence: ({ name }: { name: string; near?: string | undefined }) =>
      `There is no calendar and no user policy “${name}”.`,
    advice: ({ near }: { near?: string | undefined }) => meantOr(near, LIST),
  },
  "nothing-found": {
    outcome: "failed",
    sentence: ({ search }: { search: string }) => `No calendar and no user policy matches “${search}”.`,
    advice: () =>
      "Names, addresses, organisations and people are searched, and every word must be found. “bookings list” shows them all.",
  },
  "nothing-in-journal": {
    outcome: "failed",
    sentence: ({ name }: { name: string; near?: string | undefined }) =>
      `The journal has nothing on “${name}”.`,
    advice: ({ near }: { near?: string | undefined }) =>
      meantOr(
        near,
        "Name a calendar, a user policy or an organisation; without a name, “bookings journal” shows everything.",
      ),
  },
  "not-a-moment": {
    outcome: "failed",
    sentence: ({ text }: { text: string }) => `“${text}” is neither a day nor a time.`,
    advice: () => "Write a day (2026-11-01), a moment (2026-11-01T09:30), or how long ago: 24h, 7d, 2w.",
  },
  "not-a-count": {
    outcome: "failed",
    sentence: ({ text }: { text: string }) => `“${text}” is not a number of entries.`,
    advice: () => "Write a whole number from 1, such as 20.",
  },
  "no-address": {
    outcome: "failed",
    sentence: ({ text }: { text: string }) => `“${text}” is not an e-mail address.`,
    advice: () => "Write it as in the address book: amy.shah@nhs.net",
  },
  "needs-calendar": {
    outcome: "failed",
    sentence: () => "No calendar is named.",
    advice: () => "Add --admin or --viewer with one or more calendars.",
  },
  "remove-needs-calendar": {
    outcome: "failed",
    sentence: ({ person, admin, viewer }: Places) => {
      const places = [...admin, ...viewer];
      return places.length === 0
        ? `No calendar is named, and ${person} is on none in the specs.`
        : `No calendar is named. ${person} is on ${places.length === 1 ? "one calendar" : `${places.length} calendars`}: ${places.join(", ")}.`;
    },
    advice: ({ person, admin, viewer }: Places) =>
      admin.length + viewer.length === 0
        ? `Look for them: bookings list --search ${person}`
        : `Name those that the person is to leave; for all: bookings remove ${person}${listedAs("admin", admin)}${listedAs("viewer", viewer)}`,
  },
  "unknown-setting": {
    outcome: "failed",
    sentence: ({ field }: { field: string; known: readonly string[] }) => `“${field}” cannot be set.`,
    advice: ({ known }: { known: readonly string[] }) => `Write one of ${quotedList(known)}.`,
  },
  "person-in-no-spec": {
    outcome: "failed",
    sentence: ({ address }: { address: string }) => `No spec that can be changed names ${address}.`,
    advice: ({ address }: { address: string }) => `Look for them: bookings list --search ${address}`,
  },
  "needs-yes": {
    outcome: "failed",
    sentence: () => "Nothing was changed: there is no terminal to ask on.",
    advice: () => "Check the preview above; if it is right, run the same command with --yes.",
  },
  "needs-confirm": {
    outcome: "failed",
    sentence: () => "Nothing was changed: the address must be confirmed, and there is no terminal to ask on.",
    advice: ({ address }: { address: string }) => `If it is the right one, add: --confirm ${address}`,
  },
  "not-confirmed": {
    outcome: "failed",
    sentence: ({ wanted }: { wanted: string }) => `Nothing was changed: the answer was not “${wanted}”.`,
  },
  "wrong-confirmation": {
    outcome: "failed",
    sentence: ({ address }: { address: string }) =>
      `Nothing was changed: you did not type the calendar's address, ${address}.`,
    advice: () => "Type the address exactly, or give it with --confirm.",
  },
  "needs-reason": {
    outcome: "failed",
    sentence: () => "Nothing was changed: a deletion needs a reason, for auditors.",
    advice: () => "Add: --reason 'why it is deleted'",
  },
  "already-deleted": {
    outcome: "refused",
    sentence: ({ address, file }: { address: string; file: string }) =>
      `${file} already asks to delete ${address}, or it has been deleted. Nothing was changed.`,
    advice: () =>
      "“bookings status” shows which of the two; “bookings journal” shows when it was done and by whose run.",
  },
  "not-a-duration": {
    outcome: "failed",
    sentence: ({ text }: { text: string }) => `“${text}” is not a valid duration.`,
    advice: () => "Write seconds, minutes or hours: 90s, 10m, 1h.",
  },
  "needs-unlock-confirm": {
    outcome: "refused",
    sentence: ({ organisation, holder }: { organisation: string; holder: string }) =>
      `${organisation} was not unlocked. It is locked by ${holder}, and this machine cannot see whether that run is still alive.`,
    advice: ({ organisation }: { organisation: string }) =>
      `Look on that machine. If the run is certainly dead, add: --confirm ${organisation}`,
  },
  "unlock-not-confirmed": {
    outcome: "refused",
    sentence: ({ organisation }: { organisation: string }) =>
      `${organisation} was not unlocked: you did not type its short name.`,
    advice: ({ organisation }: { organisation: string }) =>
      `Run the command again and type “${organisation}”, or add: --confirm ${organisation}`,
  },
  "journal-changed": {
    outcome: "unreadable",
    sentence: ({ file, lines }: { file: string; lines: string }) =>
      `${file} has been changed: line ${lines} cannot be read, or does not follow the line before.`,
    advice: () =>
      "Someone changed it or removed lines. Compare it with your backup; do not repair it by hand.",
  },
  "journal-cut": {
    severity: "warning",
    sentence: ({ file, lines }: { file: string; lines: string }) =>
      `${file}: line ${lines} was written only in part, because of a full disk or a power failure.`,
    advice: () =>
      "Nothing to do: the other lines are whole, and no run changes anything before its own line is written.",
  },
  "not-half-made": {
    outcome: "refused",
    sentence: ({ address, status }: { address: string; status: string }) =>
      `${address} is not half made. Its status is: ${status}. Nothing was changed.`,
    advice: () =>
      "Only a half-made calendar can be discarded. To delete any other calendar: bookings delete ADDRESS",
  },
  "sandbox-not-running": {
    outcome: "failed",
    sentence: ({ isAnothers }: { isAnothers?: boolean }) =>
      isAnothers
        ? "The sandbox in this folder is another account's, and only that account may use it."
        : "No sandbox is running in this folder.",
    advice: ({ isAnothers }: { isAnothers?: boolean }) =>
      `Start one${isAnothers ? " in a clone of your own" : ""}: bookings sandbox start --detach`,
  },
  "sandbox-already-running": {
    outcome: "failed",
    sentence: ({ url }: { url: string }) => `A sandbox is running already: ${url}`,
    advice: () => "Use that one, or stop it first: bookings sandbox stop",
  },
  "sandbox-did-not-start": {
    outcome: "failed",
    sentence: ({ reason }: { reason: string }) => `The sandbox did not start: ${reason}`,
  },
  "sandbox-refused": {
    outcome: "failed",
    sentence: ({ what, reason }: { what: string; reason: string }) =>
      `The sandbox refused to ${what}: ${reason}`,
  },
} as const satisfies Catalogue;
