import { GraphError } from "../../src/graph/graph-error";
import { isRecord } from "../../src/graph/wire";
import type { CalendarRecord } from "../../src/model/calendar-record";
import { problem } from "../../src/problem/problem";
import { VisibleError } from "../../src/problem/visible-error";
import { refusalOf, refuse } from "../refuse";
import { type CheckFailure, checkCalendar } from "./check";
import type { CalendarContext } from "./context";
import { createCalendar } from "./create/create-calendar";
import { diffCalendar } from "./diff";
import { lookAhead } from "./handover/take-over";
import { type ReadCalendar, readCalendar } from "./read/read-calendar";
import { withJournal } from "./record/with-journal";
import { updateCalendar } from "./update/update-calendar";

/** The verbs of the engine for one kind of resource: the shape that its dynamic providers have. */
export interface BookingCalendarHandler {
  check(olds: unknown, news: unknown): Promise<{ inputs: unknown; failures: CheckFailure[] }>;
  diff(id: string, olds: unknown, news: unknown): Promise<{ changes: boolean; replaces: string[] }>;
  create(inputs: unknown): Promise<{ id: string; outs: CalendarRecord }>;
  read(id: string, record: unknown): Promise<ReadCalendar>;
  lookAhead(inputs: unknown): Promise<ReadCalendar | undefined>;
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
        withJournal(context(), undefined, inputs, (noting) => createCalendar(noting, inputs)),
      ),
    read: (id, record) => inWords("calendar-unreadable", record, () => readCalendar(context(), id, record)),
    lookAhead: (inputs) => inWords("calendar-unreadable", inputs, () => lookAhead(context(), inputs)),
    update: (_id, olds, news) =>
      inWords("graph-refused", news, () =>
        withJournal(context(), olds, news, (noting) => updateCalendar(noting, olds, news)),
      ),
    delete: async (id, record) => deleteCalendar(id, record),
  };
}

/** Never deletes: the engine asks for it when a spec vanished or someone typed destroy, and both are no confirmation. */
export function deleteCalendar(id: string, record: unknown): never {
  const address = isRecord(record) && typeof record["address"] === "string" ? record["address"] : id;
  throw refuse("delete-locked", { calendar: address });
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
    if (error.kind === "aborted") return refuse("engine-gone", { calendar }, error);
    return sentence === "graph-refused"
      ? refuse(sentence, { calendar, why: error.message }, error)
      : refuse(sentence, { address: calendar, why: error.message }, error);
  }
  if (error instanceof VisibleError)
    return refusalOf(error, problem("graph-refused", { calendar, why: error.message }));
  return error;
}
