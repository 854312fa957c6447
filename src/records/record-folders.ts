import { join, resolve } from "node:path";

/** Where records are kept that belong neither in git nor in the state. */
export interface RecordFolders {
  /** Backups of calendars that were deleted, a folder for each organisation. */
  readonly backups: string;
  /** The journal, a file for each organisation. */
  readonly journal: string;
}

/** Beside the rest of the runtime files, unless the environment names folders that a team shares. */
export function recordFolders(
  root: string,
  env: Readonly<Record<string, string | undefined>>,
): RecordFolders {
  return {
    backups: resolve(root, env["BOOKINGS_BACKUPS"] || join(".bookings", "backups")),
    journal: resolve(root, env["BOOKINGS_JOURNAL"] || join(".bookings", "journal")),
  };
}

/** The file of an organisation's journal. */
export function journalFile(
  root: string,
  env: Readonly<Record<string, string | undefined>>,
  organisation: string,
): string {
  return join(recordFolders(root, env).journal, `${organisation.toLowerCase()}.jsonl`);
}
