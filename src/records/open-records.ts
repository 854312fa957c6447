import { createHash, randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { hostname } from "node:os";
import { join, resolve } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { type BlobStore, isBlobUrl, openBlobStore } from "../files/blob-store";
import { isThere } from "../files/is-there";
import { makePrivateFolder } from "../files/private-folder";
import { accountNameOrNumber } from "../files/processes";
import { fileErrorReason, writeFileAtomically } from "../files/write-file";
import { problem } from "../problem/problem";
import { VisibleError } from "../problem/visible-error";
import {
  appendLine,
  assertAppendable,
  begunHandovers,
  type JournalEvent,
  type JournalLine,
  type JournalRun,
  openEntries,
  readJournal,
  unseenCreations,
  withoutSecrets,
} from "./journal";
import { SharedJournal, uploadJournal } from "./shared-journal";

/** What is kept of everything that is done. */
export interface Records {
  /** Fails when nothing could be noted: asked before anything is done. */
  assertWritable(organisation: string): Promise<void>;
  /** Notes what was done. */
  note(organisation: string, event: JournalEvent): Promise<void>;
  /**
   * Notes that something begins. It outlives the process at once, and a power failure from the next `note` on: that is
   * what a run of a thousand calendars can afford.
   */
  announce(organisation: string, event: JournalEvent): Promise<void>;
  /** When a calendar was created, or may have been, if that was the last that was done to it; as the journal was when first asked. */
  unseenCreation(organisation: string, calendar: string): Date | undefined;
  /** Whether a run died over a calendar's hand-over, and none has ended it since; as the journal was when first asked. */
  diedInHandover(organisation: string, calendar: string): boolean;
  /** The line of a run that died over a calendar or a policy, where none has ended it since; as the journal was when first asked. */
  diedOver(organisation: string, name: string): JournalLine | undefined;
  /** Keeps what a calendar was, with who deletes it and from which commit, and returns the file. */
  backUp(organisation: string, name: string, content: object): Promise<string>;
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
  const knownIn = rememberedByFile((file) => knownOf(readJournal(file).lines, run.id));
  const digestOf = (organisation: string): string => {
    const known = digests.get(organisation) ?? specDigest(root, organisation);
    digests.set(organisation, known);
    return known;
  };
  const shared = sharedJournals({ root, env });
  const append = async (organisation: string, event: JournalEvent, isSynced: boolean): Promise<void> => {
    const file = fileOf(organisation);
    const elsewhere = shared(organisation);
    const line: Omit<JournalLine, "previous"> = {
      schema: 1,
      at: now().toISOString(),
      organisation,
      run,
      specs: digestOf(organisation),
      ...event,
    };
    if (elsewhere) {
      await elsewhere.append(line).catch((cause: unknown) => {
        throw notWritten("journal-not-written", env["BOOKINGS_JOURNAL"] ?? file, cause);
      });
      return;
    }
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
    assertWritable: (organisation) => {
      const elsewhere = shared(organisation);
      const place = elsewhere ? (env["BOOKINGS_JOURNAL"] ?? "") : fileOf(organisation);
      return orRefuse("journal-not-written", place, async () =>
        elsewhere ? elsewhere.fetched() : assertAppendable(place),
      );
    },
    note: (organisation, event) => append(organisation, event, true),
    announce: (organisation, event) => append(organisation, event, false),
    unseenCreation: (organisation, calendar) =>
      knownIn(fileOf(organisation)).unseen.get(calendar.toLowerCase()),
    diedInHandover: (organisation, calendar) =>
      knownIn(fileOf(organisation)).handovers.has(calendar.toLowerCase()),
    diedOver: (organisation, name) => knownIn(fileOf(organisation)).open.get(name.toLowerCase()),
    backUp: (organisation, name, what) => {
      const place = env["BOOKINGS_BACKUPS"];
      // not which run: where one goes on from another, what both kept is one file
      const { id: _run, ...by } = run;
      const content = { ...what, by };
      return isBlobUrl(place)
        ? orRefuse("backup-not-written", place, () =>
            putBackup(place, openBlobStore(place, env), organisation, name, content),
          )
        : orRefuse("backup-not-written", folders.backups, async () =>
            writeBackup(folders.backups, organisation, name, content),
          );
    },
  };
}

/** What handlers ask of a journal. What the run that asks has begun is not yet over, and it is no run that died. */
function knownOf(lines: readonly JournalLine[], asking: string) {
  const others = lines.filter(({ run, outcome }) => run.id !== asking || outcome !== "begun");
  return { unseen: unseenCreations(lines), handovers: begunHandovers(lines), open: openEntries(others) };
}

/** What is read of a journal once. */
function rememberedByFile<T>(read: (file: string) => T): (file: string) => T {
  const known = new Map<string, T>();
  return (file) => {
    const found = known.get(file) ?? read(file);
    known.set(file, found);
    return found;
  };
}

type NotWritten = "journal-not-written" | "backup-not-written";

async function orRefuse<T>(code: NotWritten, file: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (cause) {
    throw notWritten(code, file, cause);
  }
}

function notWritten(code: NotWritten, file: string, cause: unknown): VisibleError {
  return VisibleError.of(problem(code, { file, why: fileErrorReason(cause) }), { cause });
}

/**
 * Writes what a calendar was, readable by the owner only, and returns the file. The name holds the content's digest: the
 * same calendar twice is one file, and no one changes one unnoticed.
 */
function writeBackup(folder: string, organisation: string, name: string, content: object): string {
  const text = `${JSON.stringify(withoutSecrets(content), undefined, 2)}\n`;
  const own = join(folder, organisation.toLowerCase());
  makePrivateFolder(own);
  const file = join(own, `${name.toLowerCase()}-${backupDigest(text)}.json`);
  writeFileAtomically(file, text);
  assertBackup(file, content);
  return file;
}

/** The same in Blob storage, where no one replaces one: the same content has the same name. */
async function putBackup(
  place: string,
  store: BlobStore,
  organisation: string,
  name: string,
  content: object,
): Promise<string> {
  const text = Buffer.from(`${JSON.stringify(withoutSecrets(content), undefined, 2)}\n`);
  const file = `${organisation.toLowerCase()}/${name.toLowerCase()}-${backupDigest(text.toString("utf8"))}.json`;
  await store.putNew(file, text);
  const kept = await store.get(file);
  if (!kept?.equals(text)) throw new Error("it is not what was written");
  return `${place.split("?")[0]}/${file}`;
}

/** Reads a backup again, by its name: nothing is deleted whose backup is not there, whole and as named. */
function assertBackup(file: string, content: object): void {
  const text = readFileSync(file, "utf8");
  if (!file.endsWith(`-${backupDigest(text)}.json`)) throw new Error("it is not what was written");
  if (!isDeepStrictEqual(JSON.parse(text), JSON.parse(JSON.stringify(withoutSecrets(content)))))
    throw new Error("it does not hold what was to be kept");
}

const backupDigest = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 16);

/** Every file below a folder, by its path below the root, in a fixed order. */
function filesBelow(root: string, folder: string): string[] {
  const here = join(root, folder);
  if (!isThere(here)) return [];
  return readdirSync(here, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
}

/** A digest of everything that decides what an organisation's calendars are: its folder of specs and the tenant's file. */
export function specDigest(root: string, organisation: string): string {
  const hash = createHash("sha256");
  const own = filesBelow(root, join("specs", organisation.toLowerCase()));
  for (const file of [join("specs", "tenant.yaml"), ...own].filter((one) => isThere(join(root, one)))) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update("\0");
  }
  return hash.digest("hex");
}

type Env = Readonly<Record<string, string | undefined>>;

/** Where pipelines say which of their runs this is, and what they checked out. */
const PIPELINES: readonly ((env: Env) => string | undefined)[] = [
  (env) =>
    env["GITHUB_RUN_ID"] &&
    `${env["GITHUB_SERVER_URL"]}/${env["GITHUB_REPOSITORY"]}/actions/runs/${env["GITHUB_RUN_ID"]}`,
  (env) => env["BUILD_BUILDID"] && `${env["SYSTEM_TEAMPROJECT"]} build ${env["BUILD_BUILDID"]}`,
  (env) => env["CI_JOB_URL"],
];

/** A pull request of GitHub, also where a merge queue is at it. */
const GITHUB_CHANGE = /^refs\/(?:pull\/(\d+)\/|heads\/gh-readonly-queue\/.*\/pr-(\d+)-)/;

/** Where pipelines say which change they run for. */
const CHANGES: readonly ((env: Env) => string | undefined)[] = [
  (env) => env["BOOKINGS_CHANGE"],
  (env) => {
    const [, pull, queued] = GITHUB_CHANGE.exec(env["GITHUB_REF"] ?? "") ?? [];
    const number = pull ?? queued;
    return number && `${env["GITHUB_SERVER_URL"]}/${env["GITHUB_REPOSITORY"]}/pull/${number}`;
  },
  (env) =>
    env["SYSTEM_PULLREQUEST_PULLREQUESTID"] &&
    `${env["SYSTEM_PULLREQUEST_SOURCEREPOSITORYURI"]}/pullrequest/${env["SYSTEM_PULLREQUEST_PULLREQUESTID"]}`,
  (env) =>
    env["CI_MERGE_REQUEST_IID"] &&
    `${env["CI_MERGE_REQUEST_PROJECT_URL"]}/-/merge_requests/${env["CI_MERGE_REQUEST_IID"]}`,
];

/** Which run this process belongs to. Our commands name theirs in BOOKINGS_RUN; plain Pulumi's has a name of its own. */
export function thisRun(env: Env): JournalRun {
  const pipeline = PIPELINES.map((find) => find(env)).find(Boolean);
  const commit =
    env["GITHUB_SHA"] || env["BUILD_SOURCEVERSION"] || env["CI_COMMIT_SHA"] || env["BOOKINGS_COMMIT"];
  const { BOOKINGS_PLAN: plan, BOOKINGS_APPROVED_BY: approvedBy } = env;
  const change = CHANGES.map((find) => find(env)).find(Boolean);
  return {
    id: env["BOOKINGS_RUN"] || randomUUID(),
    host: hostname(),
    user: accountNameOrNumber(),
    ...(pipeline && { pipeline }),
    ...(commit && { commit }),
    ...(plan && { plan }),
    ...(change && { change: change.slice(0, 200) }),
    ...(approvedBy && { approvedBy: approvedBy.slice(0, 200) }),
  };
}

/** Where records are kept that belong neither in git nor in the state. */
interface RecordFolders {
  /** Backups of calendars that were deleted, a folder for each organisation. */
  readonly backups: string;
  /** The journal, a file for each organisation. */
  readonly journal: string;
  /** What searches for drift found, a file for each organisation. */
  readonly findings: string;
}

/**
 * Beside the rest of the runtime files, unless the environment names folders that a team shares. Where it names Blob storage,
 * the journal's folder is one of copies, as they were when they were fetched.
 */
export function recordFolders(
  root: string,
  env: Readonly<Record<string, string | undefined>>,
): RecordFolders {
  const linesIn = (place: string | undefined, name: string): string =>
    isBlobUrl(place)
      ? join(env["BOOKINGS_RUNTIME"] || join(root, ".bookings"), `${name}-copies`)
      : resolve(root, place || join(".bookings", name));
  return {
    backups: resolve(root, env["BOOKINGS_BACKUPS"] || join(".bookings", "backups")),
    journal: linesIn(env["BOOKINGS_JOURNAL"], "journal"),
    findings: linesIn(env["BOOKINGS_FINDINGS"], "findings"),
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

/** The organisations' journals in Blob storage, where the environment names that. */
function sharedJournals({ root, env }: RecordsSource): (organisation: string) => SharedJournal | undefined {
  const place = env["BOOKINGS_JOURNAL"];
  if (!isBlobUrl(place)) return () => undefined;
  const store = openBlobStore(place, env);
  const opened = new Map<string, SharedJournal>();
  return (organisation) => {
    const name = organisation.toLowerCase();
    const journal = opened.get(name) ?? new SharedJournal(store, name, journalFile(root, env, name));
    opened.set(name, journal);
    return journal;
  };
}

/** Brings journals that are kept in Blob storage here, so that they can be read as files. Others are here already. */
export async function fetchJournals(source: RecordsSource, organisations: readonly string[]): Promise<void> {
  const shared = sharedJournals(source);
  for (const organisation of organisations) {
    await shared(organisation)
      ?.fetched()
      .catch((cause: unknown) => {
        const file = source.env["BOOKINGS_JOURNAL"] ?? "";
        throw VisibleError.of(problem("journal-not-fetched", { file, why: fileErrorReason(cause) }), {
          cause,
        });
      });
  }
}

/** Where records are copied to. */
export interface RecordPlaces {
  readonly journal?: string;
  readonly findings?: string;
  readonly backups?: string;
}

/**
 * Copies an organisation's records from this machine to Blob storage. Answers which of them is there already as another one;
 * what was copied before stays copied.
 */
export async function copyRecords(
  { root, env }: RecordsSource,
  organisation: string,
  to: RecordPlaces,
): Promise<"journal" | "findings" | undefined> {
  const folders = recordFolders(root, env);
  for (const what of ["journal", "findings"] as const) {
    const place = to[what];
    const file = join(folders[what], `${organisation}.jsonl`);
    if (place === undefined) continue;
    const upload = () => uploadJournal(openBlobStore(place, env), organisation, file);
    if (!(await copying(place, upload))) return what;
  }
  const { backups } = to;
  if (!backups) return undefined;
  const store = await copying(backups, async () => openBlobStore(backups, env));
  const folder = join(folders.backups, organisation);
  for (const name of isThere(folder) ? readdirSync(folder) : [])
    await copying(backups, () => store.putNew(`${organisation}/${name}`, readFileSync(join(folder, name))));
  return undefined;
}

/** Does something where records go to; that it cannot be done there is told in words. */
async function copying<T>(place: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof VisibleError) throw cause;
    throw VisibleError.of(problem("records-not-copied", { place, why: fileErrorReason(cause) }), { cause });
  }
}
