import { problem } from "../problem/problem";
import { VisibleError } from "../problem/visible-error";

/** Clocks and checkpoints are not exact: a state that is younger than this is as new as the journal. */
const STATE_LAG_MS = 10 * 60_000;

/** Refuses a state that was written well before the last change that the journal has. */
export function assertNotOlder(
  stack: string,
  written: number | undefined,
  lastChange: number | undefined,
): void {
  if (written !== undefined && lastChange !== undefined && lastChange - written > STATE_LAG_MS)
    throw VisibleError.of(
      problem("state-older", { stack, names: [], written: new Date(written).toISOString() }),
    );
}
