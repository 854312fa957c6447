import { isRecord } from "../src/graph/wire";
import { Refusal } from "./refuse";

/** What the journal says went wrong: the code of a refusal, the kind of Graph's failure, and never a text. */
export function failureCode(error: unknown): string {
  if (error instanceof Refusal) return error.code;
  const kind = isRecord(error) ? error["kind"] : undefined;
  return typeof kind === "string" ? `graph: ${kind}` : "unexpected";
}
