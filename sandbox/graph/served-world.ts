import type { World } from "../store/world";
import type { FaultBook, Gate } from "./fault-book";
import type { RequestLog } from "./request-log";
import type { Throttle } from "./throttle";

/** The tenant as requests meet it: with faults, limits and the log, of which operations know nothing. */
export interface ServedWorld extends World {
  readonly faults: FaultBook;
  readonly gate: Gate;
  readonly throttle: Throttle;
  readonly log: RequestLog;
}
