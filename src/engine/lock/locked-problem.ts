import { type Problem, problem } from "../../problem/problem";
import { holderState } from "./holder-state";
import { holderWords } from "./holder-words";
import type { LockHolder } from "./lock-holder";

/** The refusal of a run on a locked stack, with who holds it since when. */
export function lockedProblem(
  organisation: string,
  [holder]: readonly LockHolder[],
  now: Date = new Date(),
): Problem {
  if (!holder) return problem("stack-locked", { organisation });
  const isDead = holderState(holder) === "dead";
  return problem("stack-locked", { organisation, holder: holderWords(holder, now), isDead });
}
