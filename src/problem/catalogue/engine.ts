import { type Catalogue, firstOf } from "./catalogue";

const WRITE_ELSEWHERE =
  "Use a checkout that this account may write to. Commands that only read (validate, list, status, drift, preview) work here as well.";

const OWN_CLONE =
  "Work in a clone of your own: what commands keep in .bookings is for the account that ran them alone. A state that is shared is named by PULUMI_BACKEND_URL.";

/** What to do about a machine, by the system's code. */
const MACHINE_ADVICE: Readonly<Record<string, string>> = {
  EROFS: WRITE_ELSEWHERE,
  EACCES: OWN_CLONE,
  EPERM: OWN_CLONE,
  ENOSPC: "Free some space, then run the command again.",
  EDQUOT: "Free some space, then run the command again.",
  EMFILE: "Allow more open files (ulimit -n 4096), then run the command again.",
  ENFILE: "Allow more open files (ulimit -n 4096), then run the command again.",
};

/** `pulumi cancel` leaves no line in the journal: then the state of a run that died looks like one that was lost, or put back. */
const rebuilding = (organisation: string): string =>
  `If there is no copy, or the last run was killed and pulumi cancel took its lock away, rebuild it, which writes nothing in Microsoft 365: bookings adopt ${organisation} --recover`;

/** Problems of the area “engine”: what stops a run of Pulumi as a whole. */
export const engineProblems = {
  "state-damaged": {
    outcome: "refused",
    sentence: (a: { organisation: string; file: string }) =>
      `The state of ${a.organisation} is damaged: ${a.file} is empty, cut or overwritten. Nothing was changed.`,
    advice: ({ file, copy, isBlob }: { file: string; copy?: string; isBlob?: true }) => {
      if (copy === undefined)
        return "This machine kept no copy of it. Put a whole copy from your backups in its place.";
      return isBlob
        ? `Keep the damaged blob, then put the last whole copy in its place: ${copy}`
        : `Keep the damaged file, then put the last whole copy in its place: cp ${copy} ${file}`;
    },
  },
  "state-damaged-elsewhere": {
    outcome: "refused",
    sentence: (a: { organisation: string; url: string; why: string }) =>
      `The state of ${a.organisation} in ${a.url} is damaged: the engine cannot read it (${a.why}). Nothing was changed.`,
    advice: ({ organisation }: { organisation: string }) =>
      `Only the engine reaches that storage, so no copy there was looked at. Put back the last whole version of .pulumi/stacks/nhsmail-bookings/${organisation}.json, from the versions that the storage keeps or from your backups. If there is none, move that file away and rebuild the state: bookings adopt ${organisation} --recover`,
  },
  "state-copy-failed": {
    severity: "warning",
    sentence: (a: { organisation: string; why: string }) =>
      `The changes for ${a.organisation} are recorded, but no copy of its state could be made after them: ${a.why}.`,
    advice: () =>
      "Free some space in state-copies, or allow this account to write there. The next run makes the copy first, and changes nothing if it cannot.",
  },
  "state-not-copied": {
    outcome: "refused",
    sentence: (a: { organisation: string; why: string }) =>
      `No copy of the state of ${a.organisation} could be made before the run: ${a.why}. Nothing was changed.`,
    advice: () =>
      "Free some space in state-copies (.bookings/state-copies, or beside the states in Blob storage), or allow this account to write there. Then run the command again.",
  },
  "state-meta-damaged": {
    outcome: "refused",
    sentence: ({ file }: { file: string }) =>
      `${file} is empty, cut or overwritten. It tells the engine in which form the states beside it are. Nothing was changed.`,
    advice: ({ file }: { file: string }) =>
      `Write the one line “version: 1” into ${file}. That does not touch the states.`,
  },
  "stack-settings-damaged": {
    outcome: "refused",
    sentence: ({ file }: { file: string }) =>
      `${file}, the engine's own settings of this stack, is cut or overwritten. Nothing was changed.`,
    advice: ({ file }: { file: string }) =>
      `If git tracks it, put it back: git checkout -- ${file}\nOtherwise remove it, and the next run writes it again: rm ${file}`,
  },
  "state-names-program": {
    outcome: "refused",
    sentence: ({ organisation }: { organisation: string }) =>
      `The state of ${organisation} names a program that is not part of nhsmail-bookings. That program was not run, and nothing was changed.`,
    advice: ({ organisation }: { organisation: string }) =>
      `Find out who wrote to the state. Then restore it from your backups or from state-copies/${organisation}, or rebuild it: bookings adopt ${organisation} --recover`,
  },
  "state-lost": {
    outcome: "refused",
    sentence: ({ organisation }: { organisation: string }) =>
      `The state of ${organisation} is missing or empty, but its journal says that calendars or policies were made. Nothing was changed.`,
    advice: ({ organisation }: { organisation: string }) =>
      `Check PULUMI_BACKEND_URL, then restore the state from your backups or from .bookings/state-copies.\n${rebuilding(organisation)}`,
  },
  "state-older": {
    outcome: "refused",
    sentence: ({ stack, names, written }: { stack: string; names: readonly string[]; written?: string }) =>
      written === undefined
        ? `The state of ${stack} is older than its journal: it has no record of what was done to ${firstOf(names, 3)}. Nothing was changed.`
        : `The state of ${stack} is older than its journal: it was last written at ${written}, and changes were made after that. Nothing was changed.`,
    advice: ({ stack }: { stack: string }) =>
      `Put the newest state back, from your backups.\n${rebuilding(stack)}`,
  },
  "state-unreadable": {
    outcome: "unreadable",
    sentence: ({ organisation, why }: { organisation: string; why: string }) =>
      `The state of ${organisation} could not be read: ${why}. Nothing was changed.`,
    advice: ({ organisation }: { organisation: string }) =>
      `Run the command again when its storage answers. “bookings doctor ${organisation}” checks it.`,
  },
  "stack-locked": {
    outcome: "refused",
    sentence: (a: { organisation: string; holder?: string; isDead?: boolean }) =>
      a.isDead
        ? `The calendars of ${a.organisation} are locked by a dead run (${a.holder}).`
        : `Another run is in progress for ${a.organisation}${a.holder ? ` (${a.holder})` : ""}: its calendars have the status Updating.`,
    advice: (a: { organisation: string; isDead?: boolean }) =>
      a.isDead
        ? `It died before it could unlock them. Run: bookings unlock ${a.organisation}`
        : "Wait until it ends (bookings up --wait 10m waits for you). If that run is certainly dead, see docs/problems/engine.md#stack-locked.",
  },
  "engine-failed": {
    outcome: "failed",
    sentence: (a: { organisation: string; message: string }) =>
      `The run for ${a.organisation} stopped: ${a.message}`,
    advice: (_a: { organisation: string }) =>
      "What was done is recorded. Fix the cause and run the command again; it continues where it stopped.",
  },
  "state-place-unusable": {
    outcome: "failed",
    sentence: (a: { url: string; why: string }) =>
      `PULUMI_BACKEND_URL is ${a.url}, and the state cannot be kept there: ${a.why}.`,
    advice: () =>
      "Set it to a folder, such as file:///srv/bookings-state, or to a container, such as azblob://bookings. Unset it to keep the state in .bookings/state.",
  },
  "state-not-reached": {
    outcome: "unreadable",
    sentence: (a: { url: string; why: string }) => `The state in ${a.url} cannot be reached: ${a.why}.`,
    advice: () =>
      "Check PULUMI_BACKEND_URL, the network and the sign-in to that storage (AZURE_STORAGE_ACCOUNT, AZURE_STORAGE_KEY or az login), then run the command again.",
  },
  "state-not-moved-there": {
    outcome: "refused",
    sentence: (a: { from: string; to: string }) =>
      `The state cannot be moved from ${a.from} to ${a.to}. Nothing was changed.`,
    advice: () =>
      "Name a folder or a container as the target, such as azblob://bookings-state?storage_account=nhsbookings, and leave PULUMI_BACKEND_URL as it was until the state is moved.",
  },
  "state-there-already": {
    outcome: "refused",
    sentence: (a: { organisation: string; what: string; url: string }) =>
      `${a.url} holds another ${a.what} of ${a.organisation} already. It was left unchanged.`,
    advice: () =>
      "Find out which of the two is current. Move the other away by hand, or name another target.",
  },
  "passphrase-differs": {
    outcome: "failed",
    sentence: (a: { variable: string; why: string }) =>
      `The stacks cannot be opened with the passphrase in ${a.variable}: ${a.why}.`,
    advice: (a: { variable: string }) =>
      `Set ${a.variable} to the passphrase that the stacks were made with. If they were made without one, as npm start makes them, unset it.`,
  },
  "home-unknown": {
    outcome: "failed",
    sentence: () => "This account has no home folder, so there is no place to keep the engine.",
    advice: () => "Set BOOKINGS_ENGINE_CACHE to a folder that this account may write to, or set HOME.",
  },
  "account-without-name": {
    outcome: "failed",
    sentence: (a: { account: string }) =>
      `The engine cannot run under account number ${a.account}, for which this machine has no name.`,
    advice: () =>
      "Add a line for it to /etc/passwd. Or have the engine built again, which then needs no name: remove the folder of the old one, as BOOKINGS_ENGINE_CACHE or docs/engine.md names it.",
  },
  "file-not-written": {
    outcome: "failed",
    sentence: (a: { file: string; why: string }) =>
      `${a.file} could not be written: ${a.why}. It is as it was.`,
    advice: () => "Free some space or allow this account to write there, then run the same command again.",
  },
  "open-files-few": {
    outcome: "failed",
    sentence: (a: { most: number; least: number }) =>
      `This account may have only ${a.most} files open at once, and a run needs ${a.least}.`,
    advice: () => MACHINE_ADVICE["EMFILE"] ?? "",
  },
  "machine-failed": {
    outcome: "failed",
    sentence: (a: { path: string; code: string; why: string }) =>
      `${a.path === "" ? "This machine" : a.path} cannot be used: ${a.why} (${a.code}).`,
    advice: (a: { code: string }) => MACHINE_ADVICE[a.code] ?? "Correct that, then run the command again.",
  },
  "calendar-look-failed": {
    outcome: "unreadable",
    sentence: (a: { name: string; reason: string }) =>
      `${a.name} could not be read from Microsoft Graph: ${a.reason}`,
    advice: (_a: { name: string }) =>
      "It was left unchanged and is not assumed deleted. Run the command again when Graph answers.",
  },
  "handler-failed": {
    outcome: "failed",
    sentence: (a: { message: string }) => a.message,
    advice: () => "Run again. If it fails again, please report it with the text above.",
  },
  "more-of-the-same": {
    outcome: "failed",
    sentence: (a: { count: number }) => `… and ${a.count} more.`,
  },
} as const satisfies Catalogue;
