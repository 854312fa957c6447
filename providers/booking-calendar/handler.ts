import type { CalendarContext } from "./calendar-context";
import type { CalendarRecord } from "./calendar-record";
import { type CheckFailure, checkCalendar } from "./check";
import { createCalendar } from "./create";
import { deleteCalendar } from "./delete";
import { diffCalendar } from "./diff";
import { inWords } from "./in-words";
import { noted } from "./note";
import { type ReadCalendar, readCalendar } from "./read";
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
