import { GraphError } from "../../src/graph/graph-error";
import { isRecord } from "../../src/graph/is-record";
import { VisibleError } from "../../src/problem/visible-error";
import { refusalOf, refuse } from "../refuse";

/** Which sentence a failed Graph call becomes. */
type Sentence = "graph-refused" | "calendar-unreadable";

/** Runs a verb; what goes wrong reaches the engine as sentences for people. A bug keeps its stack. */
export async function inWords<T>(sentence: Sentence, inputs: unknown, verb: () => Promise<T>): Promise<T> {
  try {
    return await verb();
  } catch (error) {
    throw translated(sentence, inputs, error);
  }
}

function translated(sentence: Sentence, inputs: unknown, error: unknown): unknown {
  const calendar = isRecord(inputs) ? String(inputs["address"]) : "a calendar";
  if (error instanceof GraphError) {
    if (error.kind === "aborted") {
      return refuse("engine-gone", { calendar }, error);
    }
    return sentence === "graph-refused"
      ? refuse(sentence, { calendar, why: error.message }, error)
      : refuse(sentence, { address: calendar, why: error.message }, error);
  }
  if (error instanceof VisibleError) {
    return refusalOf(error, "graph-refused");
  }
  return error;
}
