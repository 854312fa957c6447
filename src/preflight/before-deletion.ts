import type { BookingCalendar } from "../model/booking-calendar";
import type { DeletionFacts } from "../plan/change";
import { type Problem, problem } from "../problem/problem";
import type { Standing } from "../tenant/whose";
import { tenantOfEnvironment } from "./preflight";
import { type PreflightInput, type PreflightView, unasked } from "./preflight-view";

/** What is known of the calendars that this run would delete, by name, and what speaks against it. */
export interface BeforeDeletion {
  readonly problems: readonly Problem[];
  readonly facts: ReadonlyMap<string, DeletionFacts>;
}

/** Calendars whose confirmed deletion this run would begin: alive when the last one ended. */
function doomedOf({ model, before }: PreflightInput): BookingCalendar[] {
  return model.calendars.filter(
    ({ name, status, deletion }) =>
      status === "deleted" && deletion && before?.calendars[name]?.status === "active",
  );
}

function problemsOf(calendar: BookingCalendar, { isThere, mark, booked }: Standing): Problem[] {
  const { address, deletion } = calendar;
  if (!isThere) return [];
  if (mark === "foreign") return [problem("deletion-mark-lost", { calendar: address }, calendar.source)];
  if (booked === 0 || deletion?.withFutureAppointments) return [];
  return [problem("patients-booked", { calendar: address, count: booked }, calendar.placeOf("/deletion"))];
}

/** Looks at every calendar that is to be deleted before anything is registered, and counts its patients: row DEL-1. */
export async function beforeDeletion(input: PreflightInput, view: PreflightView): Promise<BeforeDeletion> {
  const doomed = doomedOf(input);
  if (doomed.length === 0 || tenantOfEnvironment(input).length > 0) return { problems: [], facts: new Map() };
  try {
    const standings = await view.standings(doomed);
    const known = doomed.flatMap((calendar) => {
      const standing = standings.get(calendar.address);
      return standing ? [{ calendar, standing }] : [];
    });
    return {
      problems: known.flatMap(({ calendar, standing }) => problemsOf(calendar, standing)),
      facts: new Map(
        known.map(({ calendar, standing }) => [calendar.name, factsOf(input, calendar, standing)]),
      ),
    };
  } catch (error) {
    const problems = doomed.flatMap(({ name, source }) =>
      unasked(error, (reason) => problem("calendar-look-failed", { name, reason }, source)),
    );
    return { problems, facts: new Map() };
  }
}

function factsOf({ before }: PreflightInput, { name }: BookingCalendar, { booked }: Standing): DeletionFacts {
  const people = Object.keys(before?.calendars[name]?.members ?? {}).length;
  return { people, futureAppointments: booked };
}
