import { type Appointment, customerCount, type StaffNames, staffOf } from "./appointment";
import { dayOn } from "./time";

/** What is counted. */
export interface Totals {
  readonly appointments: number;
  readonly customers: number;
  readonly minutes: number;
}

/** What appointments are counted by. */
export const groupings = ["calendar", "clinician", "service", "week"] as const;
export type Grouping = (typeof groupings)[number];

/** Totals by name, for each grouping. */
export type Summary = Readonly<Record<Grouping, ReadonlyMap<string, Totals>>>;

const byGrouping = <T>(of: (grouping: Grouping) => T): Record<Grouping, T> =>
  Object.fromEntries(groupings.map((grouping) => [grouping, of(grouping)])) as Record<Grouping, T>;

const NOTHING: Totals = { appointments: 0, customers: 0, minutes: 0 };

const DAY = 86_400_000;

/** The Monday of the week, on the calendar's own clock: `2026-11-23`. */
function weekOf(start: number, zone: string): string {
  const date = Date.parse(dayOn(start, zone));
  const sinceMonday = (new Date(date).getUTCDay() + 6) % 7;
  return new Date(date - sinceMonday * DAY).toISOString().slice(0, 10);
}

/** Counts appointments one by one, so that their number does not matter. */
export class SummaryCounter {
  readonly #groups = byGrouping(() => new Map<string, Totals>());

  /** A calendar without appointments is in the table too, with zeros. */
  addCalendar(calendar: string): void {
    this.#add("calendar", calendar, NOTHING);
  }

  add(appointment: Appointment, calendar: string, facts: { staff: StaffNames; zone: string }): void {
    const totals = {
      appointments: 1,
      customers: customerCount(appointment),
      minutes: Math.round(appointment.minutes ?? 0),
    };
    const { names } = staffOf(appointment, facts.staff);
    const service = String(appointment.body["serviceName"] ?? "");
    this.#add("calendar", calendar, totals);
    this.#add("service", service || "(no service)", totals);
    this.#add("week", weekOf(appointment.start, facts.zone), totals);
    for (const name of names.length > 0 ? new Set(names) : ["(no clinician)"])
      this.#add("clinician", name, totals);
  }

  summary(): Summary {
    return byGrouping(
      (grouping) =>
        new Map([...this.#groups[grouping]].sort(([one], [other]) => one.localeCompare(other, "en"))),
    );
  }

  #add(grouping: Grouping, name: string, more: Totals): void {
    const { appointments, customers, minutes } = this.#groups[grouping].get(name) ?? NOTHING;
    this.#groups[grouping].set(name, {
      appointments: appointments + more.appointments,
      customers: customers + more.customers,
      minutes: minutes + more.minutes,
    });
  }
}
