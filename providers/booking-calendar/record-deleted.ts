import { GraphError } from "../../src/graph/graph-error";
import type { Business } from "../../src/graph/resources/business";
import { businesses } from "../../src/graph/resources/businesses";
import { parseBusiness } from "../../src/graph/resources/parse-business";
import { answerOf } from "../../src/graph/settle";
import { refuse } from "../refuse";
import { assertConfirmed } from "./assert-confirmed";
import { pinnedReader } from "./assert-identity";
import type { CalendarContext } from "./calendar-context";
import type { CalendarInputs } from "./calendar-inputs";
import type { CalendarRecord } from "./calendar-record";
import { markerOf, ownership } from "./marker";
import { tombstone } from "./tombstone";

/**
 * Takes a calendar that was deleted long ago into a state that does not know it: looks once and writes nothing. One that
 * is alive and may be ours (Graph may have dropped the mark) means that the state was lost.
 */
export async function recordDeleted(
  context: CalendarContext,
  inputs: CalendarInputs,
): Promise<CalendarRecord> {
  assertConfirmed(inputs);
  const found = await lookOnce(context, inputs);
  if (found && ownership(found.businessType, markerOf(inputs)) !== "foreign") {
    throw refuse("deleted-but-alive", { calendar: inputs.address });
  }
  return tombstone(inputs, inputs.address, inputs.address, found !== undefined);
}

async function lookOnce(context: CalendarContext, inputs: CalendarInputs): Promise<Business | undefined> {
  const reader = await pinnedReader(context, inputs);
  const call = businesses.get(inputs.address);
  const [look] = await reader.sendAll([call]);
  if (look && !look.ok && look.error.kind === "not-found") {
    return undefined;
  }
  const business = parseBusiness(answerOf(look).body);
  if (!business) {
    throw new GraphError({ kind: "unavailable", method: call.method, path: call.path, status: 200 });
  }
  return business;
}
