import { type Catalogue, firstOf, replaceAdmin, whyLeft } from "./catalogue";

type Who = { readonly address: string };
/** Why someone can no longer be where they are, and whose account it was where it was deleted. */
type Left = Who & { readonly reason: string; readonly name?: string };

const UNLESS_LEFT: Readonly<Record<string, string>> = {
  deleted: "If that was a mistake, have the account restored. ",
  disabled: "If the person comes back, have the account enabled. ",
  "not-in-directory": "If the person has another address by now, that is the new one. ",
  "not-migrated": "If the person stays, have the mailbox migrated. ",
};
const replaceAdvice = (a: Left): string =>
  `${UNLESS_LEFT[a.reason] ?? ""}Remove the line, or replace the person everywhere: bookings replace ${a.address} NEW-ADDRESS`;

const named = (all: readonly string[]): string => firstOf(all, 3);

/** Problems of the area “directory”: who may be on a calendar, and which address may receive its replies. */
export const directoryProblems = {
  "person-unknown": {
    outcome: "invalid",
    sentence: (a: Who) => `No one in the directory has the address ${a.address}.`,
    advice: (a: { near?: readonly string[] }) =>
      a.near && a.near.length > 0
        ? `Did you mean ${a.near.join(" or ")}?`
        : "Look the person up in the address book and copy their address.",
  },
  "person-deleted": {
    outcome: "invalid",
    sentence: (a: Who & { name: string }) =>
      `${a.address} was the address of ${a.name}, whose account was deleted within the last 30 days.`,
    advice: (a: Who & { use: "member" | "reply" }) =>
      a.use === "reply"
        ? "Write another reply address, or have the account restored first: otherwise patients' replies are lost."
        : `Remove the line, or replace the person everywhere: bookings replace ${a.address} NEW-ADDRESS. If it was a mistake, the account can be restored for 30 days.`,
  },
  "person-is-not-a-user": {
    outcome: "invalid",
    sentence: (a: Who & { mailbox: string }) =>
      `${a.address} is a ${a.mailbox}. Only people can be admins or viewers of a calendar (guide, section 3 v).`,
    advice: (_a: Who) =>
      "Write the address of the person who uses it. A shared mailbox may be the calendar's reply address instead.",
  },
  "person-not-migrated": {
    outcome: "invalid",
    sentence: (a: Who) =>
      `The mailbox of ${a.address} has not been migrated to Exchange Online, which Bookings needs (guide, section 3 v).`,
    advice: (_a: Who) => "Have the mailbox migrated first, or add the person later.",
  },
  "person-disabled": {
    outcome: "invalid",
    sentence: (a: Who) => `The account of ${a.address} is disabled.`,
    advice: (_a: Who) => "Remove the person from the calendar, or have the account enabled first.",
  },
  "person-ambiguous": {
    outcome: "refused",
    sentence: (a: Who & { one: string; other: string }) =>
      `Two accounts in the directory have the address ${a.address}: ${a.one} and ${a.other}.`,
    advice: () =>
      "Have the address taken off one of them, or write another address of the person who is meant.",
  },
  "person-mailbox-unreadable": {
    outcome: "unreadable",
    sentence: (a: Who & { reason: string }) =>
      `The kind of mailbox of ${a.address} could not be read: ${a.reason}`,
    advice: (_a: Who) =>
      "Only people can be on a calendar, and this cannot be checked now. Run the command again; if it fails again, have an administrator let the observer read this mailbox's settings (docs/tenant.md).",
  },
  "person-of-other-organisation": {
    outcome: "invalid",
    sentence: ({ address, theirs, ours }: { address: string; theirs: string; ours: string }) =>
      `${address} is in ${theirs}, not in ${ours}.`,
    advice: () =>
      "Name someone of this organisation. To allow others, write “otherOrganisations: allowed” in specs/tenant.yaml.",
  },
  "person-is-guest": {
    outcome: "invalid",
    sentence: (a: Who) => `${a.address} is a guest of the tenant, not an NHSmail user.`,
    advice: (_a: Who) => "Only NHSmail users can be admins or viewers of calendars, or in user policies.",
  },
  "person-without-bookings": {
    severity: "warning",
    sentence: (a: { people: readonly string[] }) =>
      `Bookings is not switched on for ${named(a.people)}: they cannot open the app.`,
    advice: (a: { files: readonly string[]; organisation: string; theirs?: string }) => {
      if (a.theirs !== undefined)
        return `They belong to ${a.theirs}: a user policy of ${a.theirs} has to list them.`;
      return a.files.length > 0
        ? `Add them under users in ${a.files.join(" or ")}.`
        : `The organisation has no user policy that switches Bookings on: write one in specs/${a.organisation}/policies/.`;
    },
  },
  "person-twice": {
    outcome: "invalid",
    sentence: (a: Who & { other: string }) => `${a.address} and ${a.other} are the same person.`,
    advice: (a: { other: string }) =>
      `Keep the line with ${a.other}, under the role that the person is to have.`,
  },
  "person-has-left": {
    severity: "warning",
    sentence: (a: Left & { on: readonly string[] }) =>
      `${a.address} is in the specs of ${named(a.on)}, but ${whyLeft(a)}.`,
    advice: replaceAdvice,
  },
  "last-admin-has-left": {
    outcome: "invalid",
    sentence: (a: Left & { calendar: string }) =>
      `${a.address} is an admin of ${a.calendar}, but ${whyLeft(a)}, and no other admin can use it.`,
    advice: replaceAdmin,
  },
  "no-admin-left": {
    severity: "warning",
    sentence: (a: Left & { calendar: string }) =>
      `No one can manage ${a.calendar}: ${a.address} is its admin, but ${whyLeft(a)}.`,
    advice: replaceAdmin,
  },
  "leavers-unknown": {
    severity: "warning",
    sentence: (a: { people: number; reason: string }) =>
      `${a.people === 1 ? "1 person" : `${a.people} people`} that this change does not concern could not be looked up in the directory: ${a.reason}`,
    advice: () => "This run does not depend on it. To see whether one of them has left, run: bookings drift",
  },
  "policy-user-moved": {
    severity: "warning",
    sentence: (a: Who & { policy: string; theirs: string }) =>
      `${a.address} now belongs to ${a.theirs}: the policy ${a.policy} can no longer include them.`,
    advice: (a: { theirs: string }) =>
      `Remove the line. The administrators of ${a.theirs} add them to a user policy of their own.`,
  },
  "person-of-another-organisation": {
    severity: "warning",
    sentence: (a: Who & { name: string; theirs: string; calendar: string }) =>
      `${a.name} (${a.address}) belongs to ${a.theirs} and is added to ${a.calendar}.`,
    advice: () =>
      "Nothing to do if that is meant. If another person of the same name is meant, write that address.",
  },
  "all-admins-new": {
    severity: "warning",
    sentence: (a: { calendar: string; admins: readonly string[]; left: readonly string[] }) =>
      `This change removes every present admin of ${a.calendar}: ${named(a.left)}. Where the tenant asks for approval, no one can manage it until ${a.admins.length === 1 ? named(a.admins) : `one of ${named(a.admins)}`} has approved Microsoft's e-mail.`,
    advice: () =>
      "To be sure, add the new admin in one change, and remove the old one in another after “bookings status” shows that the new one has confirmed.",
  },
  "admins-not-approved": {
    severity: "warning",
    sentence: (a: { calendar: string; admins: readonly string[]; left: readonly string[] }) =>
      `This change removes ${named(a.left)} as admin of ${a.calendar}, and ${named(a.admins)} ${a.admins.length === 1 ? "has" : "have"} not approved Microsoft's e-mail yet. Until one admin has, no one can manage it.`,
    advice: () => "Apply this change after “bookings status --live” shows that the new admin has confirmed.",
  },
  "one-admin-only": {
    severity: "advice",
    sentence: (a: { calendars: readonly string[] }) =>
      `One admin only: ${named(a.calendars)}. When that person is away or leaves, no one can manage the calendar.`,
    advice: () => "Add a second admin.",
  },
  "bookings-taken": {
    severity: "warning",
    sentence: (a: Who & { policy: string; on: readonly string[] }) =>
      `${a.address} loses Bookings with this change of ${a.policy}, and is on ${named(a.on)}: they can no longer open the app.`,
    advice: () =>
      "Take them off the calendar too, or list them in another user policy that switches Bookings on.",
  },
  "person-by-alias": {
    severity: "advice",
    sentence: (a: Who & { mail: string }) => `${a.address} is another address of ${a.mail}.`,
    advice: (a: { mail: string }) => `Write ${a.mail}: it is the address that everyone sees.`,
  },
  "reply-address-unknown": {
    outcome: "invalid",
    sentence: (a: Who) => `The reply address ${a.address} does not exist.`,
    advice: (a: { near?: readonly string[] }) =>
      a.near && a.near.length > 0
        ? `Did you mean ${a.near.join(" or ")}?`
        : "Write the address of a person or of a shared mailbox that exists; otherwise patients' replies are lost.",
  },
  "reply-address-unfit": {
    outcome: "invalid",
    sentence: (a: Who & { mailbox: string }) =>
      `The reply address ${a.address} is a ${a.mailbox}. Patients' replies need a mailbox that people read.`,
    advice: (_a: Who) => "Write the address of a person or of a shared mailbox.",
  },
  "directory-unreadable": {
    outcome: "unreadable",
    sentence: (a: { addresses: number; reason: string }) =>
      `${a.addresses === 1 ? "1 address" : `${a.addresses} addresses`} could not be looked up in the directory: ${a.reason}`,
    advice: (_a: { addresses: number }) =>
      "Nothing was changed. Run the command again when the directory answers.",
  },
} as const satisfies Catalogue;
