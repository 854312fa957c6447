import { setTimeout as pause } from "node:timers/promises";
import type { Engine } from "../engine/engine";
import { holderState, holderWords, lockedProblem } from "../engine/lock";
import { VisibleError } from "../problem/visible-error";
import type { Context } from "./context";
import { Progress } from "./progress";

const LOOK_AGAIN_MS = 1000;

/** Goes on once no one changes these organisations any more; refuses when that takes longer than one wants to wait. */
export async function waitForLocks(
  { io, services }: Context,
  root: string,
  organisations: readonly string[],
  waitMs: number,
): Promise<void> {
  const engine = await services.engine(io, root);
  const until = io.now().getTime() + waitMs;
  const progress = new Progress(io);
  try {
    for (const organisation of organisations)
      await waitForOne(engine, { root, organisation, until, io, progress });
  } finally {
    progress.done();
  }
}

interface Waiting {
  readonly root: string;
  readonly organisation: string;
  readonly until: number;
  readonly io: Context["io"];
  readonly progress: Progress;
}

async function waitForOne(
  engine: Engine,
  { root, organisation, until, io, progress }: Waiting,
): Promise<void> {
  while (!io.signal.aborted) {
    const holders = await engine.lockHolders({ root, organisation });
    const [holder] = holders;
    if (!holder) return;
    // no one will ever take a dead run's lock away but a person
    if (holderState(holder) === "dead" || io.now().getTime() >= until)
      throw VisibleError.of(lockedProblem(organisation, holders, io.now()));
    progress.step(`${organisation}: waiting for ${holderWords(holder, io.now())}`);
    await pause(LOOK_AGAIN_MS, undefined, { signal: io.signal }).catch(() => undefined);
  }
}
