import type { Call } from "../../graph/call";
import type { Reply } from "../../graph/reply";
import { isEventual, unsupportedQuery } from "./advanced-query";

/** The answer to `…/$count`: a number as plain text, for callers who ask for the second index. */
export function countReply(call: Call, amount: () => number): Reply {
  if (!isEventual(call)) throw unsupportedQuery("$count is not currently supported.");
  return { status: 200, text: { type: "text/plain", content: String(amount()) } };
}
