import type { GraphAnswer, GraphCall } from "../call";

/** Calls that were handed over together, and who waits for their answers. */
export interface Unit {
  readonly calls: readonly GraphCall[];
  readonly done: (answers: GraphAnswer[]) => void;
  readonly failed: (error: unknown) => void;
}

/** Units that share one HTTP request, and those left for the next. */
interface Packed {
  readonly taken: Unit[];
  readonly left: Unit[];
  /** Waiting for company would not make it fuller. */
  readonly isFull: boolean;
}

/** Exchange works on four calls of a mailbox at once: what is longer takes turns anyway, and may do so in two requests. */
const LONG = 4;

/**
 * Takes units in order as long as they fit; a later small one may fill what a large one leaves, and of a long one the
 * beginning.
 */
export function packUnits(
  units: readonly Unit[],
  size: number,
  fits: (calls: readonly GraphCall[]) => boolean,
): Packed {
  const taken: Unit[] = [];
  const left: Unit[] = [];
  let calls: readonly GraphCall[] = [];
  let overflows = false;
  for (const unit of units) {
    const room = size - calls.length;
    overflows ||= unit.calls.length > room;
    const part = unit.calls.length > LONG ? unit.calls.slice(0, room) : unit.calls;
    const joined = [...calls, ...part];
    if (part.length > 0 && joined.length <= size && fits(joined)) {
      taken.push({ ...unit, calls: part });
      calls = joined;
    } else {
      left.push(unit);
    }
  }
  return { taken, left, isFull: overflows || calls.length === size };
}
