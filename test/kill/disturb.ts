import type { Playground } from "../playground/playground";
import type { ProcessResult, StartedProcess } from "../playground/run-process";
import type { KillCase, Victim } from "./kill-case";
import { type FoundProcess, processesOf, signalTo, until, untilDead } from "./processes";

/** How long anything may take on a slow machine. */
const PATIENCE_S = 120;
/** How long a run may take: it looks for two minutes for a calendar whose creation had no clear answer (BOOKINGS_CREATION_WAIT). */
export const RUN_PATIENCE_S = 300;
/** How many looks in a row without a new request: whoever is at work waits for the tenant. */
const QUIET_LOOKS = 8;

/** Who is hit, how, and at which call. */
export type Hit = Pick<KillCase, "victim" | "signal" | "point">;

/** What became of the disturbed run. */
export interface Disturbed {
  readonly result: ProcessResult;
  /** What was held; nothing when the run was over before. */
  readonly at: string | undefined;
  /** Whether there was anybody to hit. */
  readonly isHit: boolean;
  readonly findings: readonly string[];
}

const IS_HIT: Readonly<
  Record<Exclude<Victim, "connection">, (one: FoundProcess, run: StartedProcess) => boolean>
> = {
  engine: ({ role }) => role === "engine",
  provider: ({ role }) => role === "provider",
  both: ({ role }) => role === "engine" || role === "provider",
  cli: ({ role }) => role === "cli",
  group: ({ group }, { pid }) => group === pid,
  machine: () => true,
};

/** Arms the sandbox: at that call it holds everything, or cuts the connection. */
async function arm({ tenant }: Playground, { victim, point }: Hit): Promise<void> {
  const { call, when } = point;
  const what = victim === "connection" ? "cut" : "hold";
  const where = typeof call === "number" ? { operation: "*", nth: call } : { operation: call, nth: 1 };
  await tenant.ask("POST", "faults", { ...where, kind: `${what}-${when}` });
}

interface HeldState {
  readonly held: { readonly method: string; readonly path: string } | null;
  readonly waiting: number;
}

const heldIn = ({ tenant }: Playground): Promise<HeldState> =>
  tenant.ask("GET", "held") as Promise<HeldState>;

/** Resolves when the call has come, or the run is over without it. */
async function untilHeld(playground: Playground, run: StartedProcess): Promise<HeldState["held"]> {
  let over = false;
  const end = (): void => {
    over = true;
  };
  run.result.then(end, end);
  await until(async () => over || (await heldIn(playground)).held !== null, RUN_PATIENCE_S);
  return over ? null : (await heldIn(playground)).held;
}

/** Waits until nothing more comes: then no request is on its way when someone dies. */
async function untilQuiet(playground: Playground): Promise<void> {
  let last = -1;
  let looks = 0;
  await until(async () => {
    const { waiting } = await heldIn(playground);
    looks = waiting === last ? looks + 1 : 0;
    last = waiting;
    return looks >= QUIET_LOOKS;
  }, PATIENCE_S);
}

/** Hits the victim and waits until that has come through. */
async function hit(root: string, run: StartedProcess, { victim, signal }: Hit): Promise<boolean> {
  if (victim === "connection" || signal === "cut") return true;
  const found = processesOf(root).filter((one) => IS_HIT[victim](one, run));
  for (const { pid } of found) signalTo(pid, signal);
  if (signal === "SIGKILL")
    await untilDead(
      found.map(({ pid }) => pid),
      PATIENCE_S,
    );
  else if (victim === "cli" || victim === "group")
    await until(() => run.talk().includes("Stopping;"), PATIENCE_S);
  return found.length > 0;
}

/** Requests that came although no one was left to record what they did. */
async function unwanted(
  playground: Playground,
  { victim, signal }: Hit,
  since: number,
  waiting: number,
): Promise<string[]> {
  const isOrphaned = signal === "SIGKILL" && victim === "engine";
  if (!isOrphaned) return [];
  const later = (await playground.tenant.log(since)).filter(({ via }) => via === "http");
  return later
    .slice(waiting)
    .map(({ method, path }) => `sent although the engine was gone: ${method} ${path}`);
}

/** Everything that the run started ends with it; what does not is ended here, and told. */
async function leftRunning(root: string): Promise<string[]> {
  if (await until(() => processesOf(root).length === 0, PATIENCE_S / 2)) return [];
  const left = processesOf(root);
  for (const { pid } of left) signalTo(pid, "SIGKILL");
  return left.map(({ role, command }) => `left running: ${role}, ${command.slice(0, 120)}`);
}

/** Runs a command, `bookings up` unless another is given, and at the call of the case hits the victim. */
export async function disturb(
  playground: Playground,
  one: Hit,
  env: Record<string, string>,
  command: readonly string[] = ["up", "leeds", "--yes"],
): Promise<Disturbed> {
  const { root, tenant } = playground;
  await arm(playground, one);
  const run = playground.start(command, env, RUN_PATIENCE_S);
  const held = one.victim === "connection" ? null : await untilHeld(playground, run);
  let isHit = one.victim === "connection";
  let since = 0;
  let waiting = 0;
  if (held) {
    await untilQuiet(playground);
    isHit = await hit(root.path, run, one);
    since = (await tenant.log()).at(-1)?.seq ?? 0;
    waiting = (await heldIn(playground)).waiting;
  }
  if (one.victim === "connection") await run.result;
  await tenant.ask("DELETE", "faults");
  const result = await run.result;
  const left = await leftRunning(root.path);
  return {
    result,
    at: held ? `${held.method} ${held.path}` : undefined,
    isHit,
    findings: [...(held ? await unwanted(playground, one, since, waiting) : []), ...left],
  };
}
