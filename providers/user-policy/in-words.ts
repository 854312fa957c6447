import { GraphError } from "../../src/graph/graph-error";
import { isRecord } from "../../src/graph/is-record";
import { VisibleError } from "../../src/problem/visible-error";
import { refusalOf, refuse } from "../refuse";

/** Runs a verb; what goes wrong reaches the engine as sentences for people. A bug keeps its stack. */
export async function inWords<T>(
  sentence: "policy-refused" | "policy-unreadable",
  inputs: unknown,
  verb: () => Promise<T>,
): Promise<T> {
  try {
    return await verb();
  } catch (error) {
    throw translated(sentence, inputs, error);
  }
}

function translated(
  sentence: "policy-refused" | "policy-unreadable",
  inputs: unknown,
  error: unknown,
): unknown {
  const policy = isRecord(inputs) ? String(inputs["displayName"]) : "a policy";
  if (error instanceof GraphError) {
    return error.kind === "aborted"
      ? refuse("engine-gone", { calendar: policy }, error)
      : refuse(sentence, { policy, why: error.message }, error);
  }
  if (error instanceof VisibleError) {
    return refusalOf(error, sentence);
  }
  return error;
}
