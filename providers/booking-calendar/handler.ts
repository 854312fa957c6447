import { isRecord } from "../../src/graph/wire";
import type { CalendarRecord } from "../../src/model/calendar-record";
import { problem } from "../../src/problem/problem";
import { refuse, refusedInWords } from "../refuse";
import { checkCalendar } from "./check";
import type { CalendarContext } from "./context";
import { createCalendar } from "./create/create-calendar";
import { diffCalendar } from "./diff";
import { lookAhead } from "./handover/take-over";
import { type ReadCalendar, readCalendar } from "./read/read-calendar";
import { withJournal } from "./record/with-journal";
import { updateCalendar } from "./update/update-calendar";

/** The verbs of the engine for one kind of resource: the shape that its dynamic providers have. */
export interface BookingCalendarHandler {
  check(olds: unknown, news: unknown): Promise<ReturnType<typeof checkCalendar>>;
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
function deleteCalendar(id: string, record: unknown): never {
  const address = isRecord(record) && typeof record["address"] === "string" ? record["address"] : id;
  throw refuse("delete-locked", { calendar: address });
}

/** Runs a verb; what goes wrong with Graph is told in that sentence. */
export function inWords<T>(
  sentence: "graph-refused" | "calendar-unreadable",
  inputs: unknown,
  verb: () => Promise<T>,
): Promise<T> {
  const calendar = isRecord(inputs) ? String(inputs["address"]) : "a calendar";
  return refusedInWords(calendar, verb, (why) =>
    sentence === "graph-refused"
      ? problem(sentence, { calendar, why })
      : problem(sentence, { address: calendar, why }),
  );
}
