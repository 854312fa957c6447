import { readFileSync, rmSync } from "node:fs";
import { holderState, thisMachine } from "../../engine/lock/holder-state";
import type { RuntimeFiles } from "./runtime-files";
import type { SandboxLine } from "./sandbox-line";
import { writePrivate } from "./write-private";

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
  return holderState({ host: thisMachine.host, pid, since }) === "alive";
}

function read(file: string): RunningSandbox | undefined {
  try {
    // Our own file, written whole and readable by its owner only.
    return JSON.parse(readFileSync(file, "utf8")) as RunningSandbox;
  } catch {
    return undefined;
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
export function identitiesOf({ identities }: SandboxLine): object {
  const { observer, directoryOperator, directoryOperators = {}, calendarOperators } = identities;
  return {
    observer: { kind: "secret", ...observer },
    directoryOperator: { kind: "secret", ...directoryOperator },
    directoryOperators: Object.fromEntries(
      Object.entries(directoryOperators).map(([name, operator]) => [name, { kind: "secret", ...operator }]),
    ),
    calendarOperators: Object.fromEntries(
      Object.entries(calendarOperators).map(([name, operator]) => [
        name,
        { kind: "refresh-token", ...operator },
      ]),
    ),
  };
}
