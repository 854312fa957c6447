import { GraphError } from "../../src/graph/graph-error";
import { type Business, businesses, parseBusiness } from "../../src/graph/resources/businesses";
import { answerOf } from "../../src/graph/settle";
import { isRecord } from "../../src/graph/wire";
import { problem } from "../../src/problem/problem";
import { VisibleError } from "../../src/problem/visible-error";
import { refusalOf, refuse } from "../refuse";
import { assertAddress } from "./assert-address";
import { assertAdmin } from "./assert-admin";
import { assertConfirmed } from "./assert-confirmed";
import { pinnedReader } from "./assert-identity";
import type { CalendarContext } from "./calendar-context";
import type { CalendarInputs } from "./calendar-inputs";
import type { CalendarRecord } from "./calendar-record";
import { type CheckFailure, checkCalendar } from "./check";
import { diffCalendar } from "./diff";
import { makeCalendar } from "./make-calendar";
import { markerOf, ownership } from "./marker";
import { noted } from "./note";
import { parseInputs } from "./parse-record";
import { type ReadCalendar, readCalendar } from "./read";
import { tombstone } from "./tombstone";
import { updateCalendar } from "./update";

/** The verbs of the engine for one kind of resource: the shape that its dynamic providers have. */
export interface BookingCalendarHandler {
  check(olds: unknown, news: unknown): Promise<{ inputs: unknown; failures: CheckFailure[] }>;
  diff(id: string, olds: unknown, news: unknown): Promise<{ changes: boolean; replaces: string[] }>;
  create(inputs: unknown): Promise<{ id: string; outs: CalendarRecord }>;
  read(id: string, record: unknown): Promise<ReadCalendar>;
  update(id: string, olds: unknown, news: unknown): Promise<{ outs: CalendarRecord }>;
  delete(id: string, record: unknown): Promise<void>;
}

/** Makes the handler. The context is asked for by the first verb that needs one: check, diff and delete need no network. */
export function bookingCalendarHandler(context: () => CalendarContext): BookingCalendarHandler {
  return {
    check: async (olds, news) => checkCalendar(context(), olds, news),
    diff: async (_id, olds, news) => ({ changes: diffCalendar(olds, news), replaces: [] }),
    create: (inputs) =>
      inWords("graph-refused", inputs, () =>
        noted(context(), undefined, inputs, (noting) => createCalendar(noting, inputs)),
      ),
    read: (id, record) => inWords("calendar-unreadable", record, () => readCalendar(context(), id, record)),
    update: (_id, olds, news) =>
      inWords("graph-refused", news, () =>
        noted(context(), olds, news, (noting) => updateCalendar(noting, olds, news)),
      ),
    delete: async (id, record) => deleteCalendar(id, record),
  };
}

/** Never deletes: the engine asks for it when a spec vanished or somebody typed destroy, and both are no confirmation. */
export function deleteCalendar(id: string, record: unknown): never {
  const address = isRecord(record) && typeof record["address"] === "string" ? record["address"] : id;
  throw refuse("delete-locked", { calendar: address });
}

/** Makes a calendar with its people. */
export async function createCalendar(
  context: CalendarContext,
  wish: unknown,
): Promise<{ id: string; outs: CalendarRecord }> {
  const inputs = parseInputs(wish);
  assertAddress(context, inputs);
  if (inputs.status !== "active") {
    const outs = await recordDeleted(context, inputs);
    return { id: outs.id, outs };
  }
  assertAdmin(context, inputs);
  const outs = await makeCalendar(context, inputs);
  return { id: outs.id, outs };
}

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
    return refusalOf(error, problem("graph-refused", { calendar, why: error.message }));
  }
  return error;
}

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
