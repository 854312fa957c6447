import type { GraphCall } from "../../src/graph/call";
import { isRecord } from "../../src/graph/wire";

/** The role that a call sends, in the word of the wire. */
export function bodyRole(call: GraphCall): unknown {
  return isRecord(call.body) ? call.body["role"] : undefined;
}
