import { isRecord } from "../src/graph/wire";
import type { Problem, ProblemCode } from "../src/problem/problem";
import type { JournalEvent } from "../src/records/journal";
import type { RecordPartlyDone } from "./record-partly-done";
import { problemsIn, Refusal } from "./refuse";

/** What the journal says went wrong: the code of a refusal, the kind of Graph's failure, and never a text. */
function failureCode(error: unknown): string {
  if (error instanceof Refusal) return error.code;
  const kind = isRecord(error) ? error["kind"] : undefined;
  return typeof kind === "string" ? `graph: ${kind}` : "unexpected";
}

type PartlyDone<R extends { readonly id: string }> = new (
  code: ProblemCode,
  record: R,
  problems: readonly Problem[],
  cause?: unknown,
) => RecordPartlyDone<R>;

/** Does something and tells what came of it: nothing is done that cannot be noted. */
export async function noted<R extends { readonly id: string }, T extends { readonly outs: R }>(
  PartlyDone: PartlyDone<R>,
  tell: (event: Pick<JournalEvent, "outcome" | "problem">, after?: R) => Promise<void>,
  work: () => Promise<T>,
): Promise<T> {
  let result: T;
  try {
    result = await work();
  } catch (error) {
    const partly = error instanceof PartlyDone ? error.properties : undefined;
    const problem = failureCode(error);
    // what went wrong is the news; that it could not be noted as well would hide it
    await tell({ outcome: partly ? "partly" : "failed", problem }, partly).catch(() => undefined);
    throw error;
  }
  try {
    await tell({ outcome: "done" }, result.outs);
  } catch (error) {
    throw new PartlyDone("journal-not-written", result.outs, problemsIn(error), error);
  }
  return result;
}
