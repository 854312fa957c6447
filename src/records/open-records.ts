import { createHash, randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname, join, resolve } from "node:path";
import { isBlobUrl, openBlobStore } from "../files/blob-store";
import { isThere } from "../files/is-there";
import { makePrivateFolder } from "../files/private-folder";
import { accountNameOrNumber } from "../files/processes";
import { orTell, writeFileAtomically } from "../files/write-file";
import { problem } from "../problem/problem";
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

/** Where the records get their facts from. */
export interface RecordsSource {
  readonly root: string;
  readonly env: Env;
  readonly now?: () => Date;
}

type Env = Readonly<Record<string, string | undefined>>;

/** What is kept of everything that is done. */
export type Records = ReturnType<typeof openRecords>;

/** Opens the records below a root folder. Nothing is read or made before it is needed. */
export function openRecords({ root, env, now = () => new Date() }: RecordsSource) {
  const run = thisRun(env);
  const turns = new Map<string, Promise<unknown>>();
  const fileOf = (organisation: string) => journalFile(root, env, organisation);
  const knownIn = remembered((file) => knownOf(readJournal(file).lines, run.id));
  const digestOf = remembered((organisation) => specDigest(root, organisation));
  const shared = sharedJournals({ root, env });
  const toJournal = <T>(organisation: string, work: () => Promise<T>): Promise<T> => {
    const file = shared(organisation) ? (env["BOOKINGS_JOURNAL"] ?? "") : fileOf(organisation);
    return orTell((why) => problem("journal-not-written", { file, why }), work);
  };
  const append = async (organisation: string, event: JournalEvent, isSynced: boolean): Promise<void> => {
    const specs = digestOf(organisation);
    const line: Omit<JournalLine, "previous"> = {
      schema: 1,
      at: now().toISOString(),
      organisation,
      run,
      specs,
      ...event,
    };
    const file = fileOf(organisation);
    const elsewhere = shared(organisation);
    if (elsewhere) return toJournal(organisation, () => elsewhere.append(line));
    // one after the other: the lock between processes is not for twenty handlers of one
    const turn = (turns.get(file) ?? Promise.resolve())
      .catch(() => undefined)
      .then(() => appendLine(file, line, isSynced));
    turns.set(file, turn);
    return toJournal(organisation, () => turn);
  };
  return {
    /** Fails when nothing could be noted: asked before anything is done. */
    assertWritable: (organisation: string): Promise<void> =>
      toJournal(
        organisation,
        async () => shared(organisation)?.fetched() ?? assertAppendable(fileOf(organisation)),
      ),
    note: (organisation: string, event: JournalEvent) => append(organisation, event, true),
    /**
     * Notes that something begins. It outlives the process at once, and a power failure from the next `note` on: that is
     * what a run of a thousand calendars can afford.
     */
    announce: (organisation: string, event: JournalEvent) => append(organisation, event, false),
    /** When a calendar was created, or may have been, if that was the last that was done to it; as the journal was when first asked. */
    unseenCreation: (organisation: string, calendar: string) =>
      knownIn(fileOf(organisation)).unseen.get(calendar.toLowerCase()),
    /** Whether a run died over a calendar's hand-over, and none has ended it since; as the journal was when first asked. */
    diedInHandover: (organisation: string, calendar: string) =>
      knownIn(fileOf(organisation)).handovers.has(calendar.toLowerCase()),
    /** The line of a run that died over a calendar or a policy, where none has ended it since; as the journal was when first asked. */
    diedOver: (organisation: string, name: string) =>
      knownIn(fileOf(organisation)).open.get(name.toLowerCase()),
    /** Keeps what a calendar was, with who deletes it and from which commit, and returns the file. */
    backUp: (organisation: string, name: string, what: object): Promise<string> => {
      // not which run: where one goes on from another, what both kept is one file
      const { id: _run, ...by } = run;
      return keepBackup({ root, env }, `${organisation}/${name}`.toLowerCase(), { ...what, by });
    },
  };
}

/** What handlers ask of a journal. What the run that asks has begun is not yet over, and it is no run that died. */
function knownOf(lines: readonly JournalLine[], asking: string) {
  const others = lines.filter(({ run, outcome }) => run.id !== asking || outcome !== "begun");
  return { unseen: unseenCreations(lines), handovers: begunHandovers(lines), open: openEntries(others) };
}

/** What is found out once for each name. */
function remembered<T>(find: (name: string) => T): (name: string) => T {
  const known = new Map<string, T>();
  return (name) => {
    const found = known.get(name) ?? find(name);
    known.set(name, found);
    return found;
  };
}

/**
 * Writes what a calendar was, readable by the owner only, reads it again and returns the file: nothing is deleted whose backup
 * is not there and whole. The name holds the content's digest: the same calendar twice is one file, and no one changes one
 * unnoticed. In Blob storage no one replaces one.
 */
function keepBackup({ root, env }: RecordsSource, name: string, content: object): Promise<string> {
  const text = `${JSON.stringify(withoutSecrets(content), undefined, 2)}\n`;
  const digest = createHash("sha256").update(text).digest("hex").slice(0, 16);
  const own = `${name}-${digest}.json`;
  const { BOOKINGS_BACKUPS: container } = env;
  const place = isBlobUrl(container) ? container : recordFolders(root, env).backups;
  const keep = async (): Promise<{ readonly file: string; readonly kept: string | undefined }> => {
    if (isBlobUrl(container)) {
      const store = openBlobStore(container, env);
      await store.putNew(own, Buffer.from(text));
      return { file: `${container.split("?")[0]}/${own}`, kept: (await store.get(own))?.toString("utf8") };
    }
    const file = join(place, own);
    makePrivateFolder(dirname(file));
    writeFileAtomically(file, text);
    return { file, kept: readFileSync(file, "utf8") };
  };
  return orTell(
    (why) => problem("backup-not-written", { file: place, why }),
    async () => {
      const { file, kept } = await keep();
      if (kept !== text) throw new Error("it is not what was written");
      return file;
    },
  );
}

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
export function recordFolders(root: string, env: Env): RecordFolders {
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
export const journalFile = (root: string, env: Env, organisation: string): string =>
  join(recordFolders(root, env).journal, `${organisation.toLowerCase()}.jsonl`);

/** The organisations' journals in Blob storage, where the environment names that. */
function sharedJournals({ root, env }: RecordsSource): (organisation: string) => SharedJournal | undefined {
  const place = env["BOOKINGS_JOURNAL"];
  if (!isBlobUrl(place)) return () => undefined;
  const store = openBlobStore(place, env);
  const opened = remembered((name) => new SharedJournal(store, name, journalFile(root, env, name)));
  return (organisation) => opened(organisation.toLowerCase());
}

/** Brings journals that are kept in Blob storage here, so that they can be read as files. Others are here already. */
export async function fetchJournals(source: RecordsSource, organisations: readonly string[]): Promise<void> {
  const shared = sharedJournals(source);
  const file = source.env["BOOKINGS_JOURNAL"] ?? "";
  for (const organisation of organisations)
    await orTell(
      (why) => problem("journal-not-fetched", { file, why }),
      async () => shared(organisation)?.fetched(),
    );
}

/** Where records are copied to. */
export type RecordPlaces = Partial<RecordFolders>;

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

const copying = <T>(place: string, work: () => Promise<T>): Promise<T> =>
  orTell((why) => problem("records-not-copied", { place, why }), work);
