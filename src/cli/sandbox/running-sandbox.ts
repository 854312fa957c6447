import { existsSync, lstatSync, readFileSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Sandbox } from "../../../sandbox/start";
import type { SandboxFacts } from "../../engine/environment";
import { holderState, thisMachine } from "../../engine/lock";
import { makePrivateFolder } from "../../files/private-folder";
import { writeFileAtomically } from "../../files/write-file";
import { isThisMachine } from "../../graph/environment";
import { problem } from "../../problem/problem";
import { VisibleError } from "../../problem/visible-error";
import { findRoot, type Io } from "../context";
import { assertUntracked } from "./tracked";

/** A sandbox that runs (or ran: its process may have died without a word). */
export interface RunningSandbox extends SandboxLine {
  readonly pid: number;
  readonly dataDir: string;
  readonly startedAt: string;
}

/** Clocks are set right now and then, and a number comes again much later than this. */
const LATER_MS = 60_000;

/** A process of that number may be another one by now: after a restart, or in another container with the same folder. */
function isAlive({ pid, startedAt }: RunningSandbox): boolean {
  const since = new Date(Date.parse(startedAt) + LATER_MS).toISOString();
  return holderState({ host: thisMachine.host, pid, since }) === "alive" && isOurProcess(pid);
}

/** Another user's process is not our sandbox. Where the system does not show whose it is, it is enough that it exists. */
function isOurProcess(pid: number): boolean {
  const uid = statSync(`/proc/${pid}`, { throwIfNoEntry: false })?.uid;
  return uid === undefined || uid === process.getuid?.();
}

/** Nothing where the file is not ours: one that came with a checkout is readable by others, or names other machines. */
function read(file: string): RunningSandbox | undefined {
  try {
    if (!isOwnersAlone(file)) return undefined;
    const sandbox = JSON.parse(readFileSync(file, "utf8")) as RunningSandbox;
    const places = [sandbox.url, sandbox.authority, sandbox.adminUrl];
    return places.every(isThisMachine) ? sandbox : undefined;
  } catch {
    return undefined;
  }
}

function isOwnersAlone(file: string): boolean {
  const found = lstatSync(file);
  if (process.platform === "win32") return found.isFile();
  return found.isFile() && (found.mode & 0o077) === 0 && found.uid === process.getuid?.();
}

/** Whether another account started a sandbox in this folder: its files are for that account alone. */
function isAnotherAccounts({ running }: RuntimeFiles): boolean {
  try {
    return lstatSync(running).uid !== process.getuid?.();
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EACCES";
  }
}

/** The sandbox that runs for this root folder, if its process lives. */
export function runningSandbox({ running }: RuntimeFiles): RunningSandbox | undefined {
  const sandbox = read(running);
  return sandbox !== undefined && isAlive(sandbox) ? sandbox : undefined;
}

/** Notes that a sandbox runs, and writes its identities where the product finds them. */
export function noteRunning({ running, identities }: RuntimeFiles, sandbox: RunningSandbox): void {
  writePrivate(identities, identitiesOf(sandbox));
  writePrivate(running, sandbox);
}

/** Forgets a sandbox that ended, unless another one has been noted since. */
export function forgetRunning({ running }: RuntimeFiles, pid: number): void {
  if (read(running)?.pid === pid) rmSync(running, { force: true });
}

/** The sandbox's identities in the form of BOOKINGS_IDENTITIES: the same, with their kinds. */
function identitiesOf({ identities }: SandboxLine): object {
  // A sandbox that was started by an earlier version tells none that are confined to one organisation.
  const { observer, directoryOperator, directoryOperators = {}, calendarOperators } = identities;
  const { calendarDeleter } = identities;
  const each = (kind: string, all: Readonly<Record<string, object>>): object =>
    Object.fromEntries(Object.entries(all).map(([name, one]) => [name, { kind, ...one }]));
  return {
    ...each("secret", { observer, directoryOperator }),
    ...each("refresh-token", calendarDeleter ? { calendarDeleter } : {}),
    directoryOperators: each("secret", directoryOperators),
    calendarOperators: each("refresh-token", calendarOperators),
  };
}

/** Where the sandbox of a root folder keeps what it needs, below `.bookings/`. All of it is ignored by git. */
export function runtimeFiles(root: string) {
  const folder = join(root, ".bookings", "sandbox");
  return {
    folder,
    data: join(folder, "data"),
    /** Facts of the running sandbox, its admin token among them: 0600. */
    running: join(folder, "running.json"),
    /** The port of the last sandbox, so that the next one is found where the last one was. */
    port: join(folder, "port.json"),
    /** The first line of a detached sandbox, read once and removed: 0600. */
    firstLine: join(folder, "start.json"),
    messages: join(folder, "sandbox.log"),
    identities: join(root, ".bookings", "identities.json"),
  };
}

/** Those places. */
export type RuntimeFiles = ReturnType<typeof runtimeFiles>;

/** Writes JSON that only its owner may read, all of it or nothing. */
export function writePrivate(file: string, value: unknown): void {
  makePrivateFolder(dirname(file));
  writeFileAtomically(file, `${JSON.stringify(value, undefined, 2)}\n`);
}

/** What a started sandbox tells: the one line of `bookings sandbox start --json`. */
export type SandboxLine = Omit<Sandbox, "isNew" | "close">;

/** Picks the line's fields out of whatever else an object has, such as its methods. */
export function sandboxLine(started: SandboxLine): SandboxLine {
  const { url, authority, tenantId, caFile, adminUrl, adminToken, identities } = started;
  return { url, authority, tenantId, caFile, adminUrl, adminToken, identities };
}

/**
 * Whoever names a tenant or an identities file means it: the sandbox is for those who name none. What an earlier `bookings
 * env` set for this folder's sandbox is no choice of anybody's; the sandbox may have moved to another port since.
 */
function namesTenant({ env }: Io, files: RuntimeFiles): boolean {
  const isNamed = Boolean(env["BOOKINGS_GRAPH_URL"]) || Boolean(env["BOOKINGS_IDENTITIES"]);
  return isNamed && env["BOOKINGS_IDENTITIES"] !== files.identities;
}

/** The sandbox that a command in this root folder talks to, if one runs and no tenant is named. */
export function sandboxHere(io: Io, root: string): SandboxFacts | undefined {
  assertUntracked(root);
  const files = runtimeFiles(root);
  const sandbox = namesTenant(io, files) ? undefined : runningSandbox(files);
  return sandbox && { ...sandbox, identitiesFile: files.identities };
}

/** Whether the sandbox that a command in this root folder would talk to was here once and does not run. */
export function isSandboxStopped(io: Io, root: string): boolean {
  const files = runtimeFiles(root);
  const isTenantMeant =
    Boolean(io.env["BOOKINGS_TENANT_ID"]) && io.env["BOOKINGS_IDENTITIES"] !== files.identities;
  return !isTenantMeant && !namesTenant(io, files) && existsSync(files.port) && !runningSandbox(files);
}

/** The sandbox that runs for this folder, or an error that says how to start one. */
export function needSandbox(io: Io): RunningSandbox {
  const files = runtimeFiles(findRoot(io));
  const sandbox = runningSandbox(files);
  if (!sandbox)
    throw VisibleError.of(problem("sandbox-not-running", { isAnothers: isAnotherAccounts(files) }));
  return sandbox;
}

/** Where things are in a running sandbox. The admin token is not among them: it is no text for screens and logs. */
export function sandboxText({ url, authority, tenantId, adminUrl }: SandboxLine): string {
  const page = new URL("/", url).href;
  return [
    `The sandbox runs at ${page}`,
    `  Tenant:  ${tenantId}`,
    `  Graph:   ${url}`,
    `  Sign-in: ${authority}`,
    `  Admin:   ${adminUrl}`,
    "",
  ].join("\n");
}

/** Notes what changed when the sandbox gave out new identities, and perhaps a new tenant. */
export function takeIdentities(
  io: Io,
  sandbox: RunningSandbox,
  answer: Pick<SandboxLine, "identities"> & Partial<Pick<SandboxLine, "tenantId">>,
): void {
  noteRunning(runtimeFiles(findRoot(io)), {
    ...sandbox,
    identities: answer.identities,
    ...(answer.tenantId && { tenantId: answer.tenantId }),
  });
}
