import type { GraphOutcome } from "../call";
import { isRecord } from "../is-record";
import { textOf } from "./text-of";

/** What kind of mailbox a user has: Graph's word, or that there is none in Exchange Online. Anything else is thrown. */
export function mailboxPurpose(outcome: GraphOutcome): string | "not-in-exchange-online" {
  if (outcome.ok) {
    const { body } = outcome.answer;
    return isRecord(body) ? textOf(body["value"]) : textOf(body);
  }
  if (outcome.error.kind === "mailbox-not-enabled") {
    return "not-in-exchange-online";
  }
  throw outcome.error;
}
