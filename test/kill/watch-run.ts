import { setTimeout as pause } from "node:timers/promises";
import type { LoggedRequest } from "../playground/emulated-tenant";
import type { Playground } from "../playground/playground";
import type { StartedProcess } from "../playground/run-process";
import { type FoundProcess, processesOf } from "./processes";

type Role = FoundProcess["role"];

/** Which processes were alive after a number of requests. */
interface Look {
  readonly requests: number;
  readonly roles: ReadonlySet<Role>;
}

const LOOK_AGAIN_MS = 20;

/** A run that nothing disturbs: what it asked, and who was there to be hit at each of its requests. */
export interface WatchedRun {
  readonly log: readonly LoggedRequest[];
  /** Who lives when the nth request comes. */
  readonly alive: (nth: number) => ReadonlySet<Role>;
}

/** Watches a run to its end. A process takes far longer to its first request than it takes to look. */
export async function watchRun(
  { root, tenant }: Playground,
  run: StartedProcess,
  since: number,
): Promise<WatchedRun> {
  const log: LoggedRequest[] = [];
  const looks: Look[] = [];
  let isOver = false;
  const end = (): void => {
    isOver = true;
  };
  run.result.then(end, end);
  while (!isOver) {
    // roles first: who comes while the log is read is not there for what stands in it
    const roles = new Set(processesOf(root.path).map(({ role }) => role));
    log.push(...(await tenant.log(log.at(-1)?.seq ?? since)));
    looks.push({ requests: log.length, roles });
    await pause(LOOK_AGAIN_MS);
  }
  log.push(...(await tenant.log(log.at(-1)?.seq ?? since)));
  return { log, alive: (nth) => aliveAt(looks, nth) };
}

/** The last look before the request came. */
function aliveAt(looks: readonly Look[], nth: number): ReadonlySet<Role> {
  return looks.findLast(({ requests }) => requests < nth)?.roles ?? new Set();
}
