import { problem } from "../problem/problem";
import { VisibleError } from "../problem/visible-error";
import { appendLine, assertAppendable } from "./append-line";
import type { JournalEvent, JournalLine, JournalRun } from "./journal-line";
import { journalFile, recordFolders } from "./record-folders";
import { specDigest } from "./spec-digest";
import { thisRun } from "./this-run";
import { writeBackup } from "./write-backup";

/** What is kept of everything that is done. */
export interface Records {
  /** Fails when nothing could be noted: asked before anything is done. */
  assertWritable(organisation: string): void;
  /** Notes what was done. */
  note(organisation: string, event: JournalEvent): Promise<void>;
  /**
   * Notes that something begins. It outlives the process at once, and a power failure from the next `note` on: that is
   * what a run of a thousand calendars can afford.
   */
  announce(organisation: string, event: JournalEvent): Promise<void>;
  /** Keeps what a calendar was, and returns the file. */
  backUp(organisation: string, name: string, content: object): string;
}

/** Where the records get their facts from. */
export interface RecordsSource {
  readonly root: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now?: () => Date;
}

/** Opens the records below a root folder. Nothing is read or made before it is needed. */
export function openRecords({ root, env, now = () => new Date() }: RecordsSource): Records {
  const folders = recordFolders(root, env);
  const run: JournalRun = thisRun(env);
  const digests = new Map<string, string>();
  const turns = new Map<string, Promise<unknown>>();
  const fileOf = (organisation: string) => journalFile(root, env, organisation);
  const digestOf = (organisation: string): string => {
    const known = digests.get(organisation) ?? specDigest(root, organisation);
    digests.set(organisation, known);
    return known;
  };
  const append = async (organisation: string, event: JournalEvent, isSynced: boolean): Promise<void> => {
    const file = fileOf(organisation);
    const line: Omit<JournalLine, "previous"> = {
      schema: 1,
      at: now().toISOString(),
      organisation,
      run,
      specs: digestOf(organisation),
      ...event,
    };
    // one after the other: the lock between processes is not for twenty handlers of one
    const turn = (turns.get(file) ?? Promise.resolve())
      .catch(() => undefined)
      .then(() => appendLine(file, line, isSynced));
    turns.set(file, turn);
    await turn.catch((cause: unknown) => {
      throw notWritten("journal-not-written", file, cause);
    });
  };
  return {
    assertWritable: (organisation) =>
      orRefuse("journal-not-written", fileOf(organisation), () => assertAppendable(fileOf(organisation))),
    note: (organisation, event) => append(organisation, event, true),
    announce: (organisation, event) => append(organisation, event, false),
    backUp: (organisation, name, content) =>
      orRefuse("backup-not-written", folders.backups, () =>
        writeBackup(folders.backups, organisation, name, content),
      ),
  };
}

type NotWritten = "journal-not-written" | "backup-not-written";

function orRefuse<T>(code: NotWritten, file: string, write: () => T): T {
  try {
    return write();
  } catch (cause) {
    throw notWritten(code, file, cause);
  }
}

function notWritten(code: NotWritten, file: string, cause: unknown): VisibleError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return VisibleError.of(problem(code, { file, why }), { cause });
}
