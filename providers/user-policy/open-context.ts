import { type ClientSource, clientsOf } from "../clients-of";
import type { PolicyContext } from "./policy-context";
import { takingTurns } from "./turns";

/** A quarter of an hour: a group of thousands is usually done by then, and a pipeline's job is not yet over. */
const PATIENCE_MS = 15 * 60_000;

/** Where a context gets its facts from. */
export interface PolicyContextSource extends ClientSource {
  readonly groupName: PolicyContext["groupName"];
  readonly tell: (text: string) => void;
  readonly now?: () => number;
  readonly patienceMs?: number;
}

/** A context on the real client. */
export function openPolicyContext(source: PolicyContextSource): PolicyContext {
  return {
    ...clientsOf(source, (organisation) => ({ directoryOperatorOf: organisation })),
    groupName: source.groupName,
    inTurn: takingTurns(),
    now: source.now ?? Date.now,
    tell: source.tell,
    patienceMs: source.patienceMs ?? PATIENCE_MS,
  };
}
