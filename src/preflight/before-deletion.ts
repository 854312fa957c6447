import type { BookingCalendar } from "../model/booking-calendar";
import type { DeletionFacts } from "../plan/change";
import { limitCounts } from "../plan/limit-counts";
import { type Problem, problem } from "../problem/problem";
import type { Standing } from "../tenant/whose";
import { limitProblems } from "./limit-problems";
import {
  lookupFailure,
  type PreflightInput,
  type PreflightView,
  tenantOfEnvironment,
} from "./preflight-view";

/**
 * A deletion that an earlier run was asked for, and that did not happen. What was asked stands in the inventory, what was
 * done in the journal. One that is closed in place counted when it was closed.
 */
function isOpen({ before, wasMade, wasClosed }: PreflightInput, { name, address }: BookingCalendar): boolean {
  return before?.calendars[name]?.status === "deleted" && wasMade(address) && !wasClosed(address);
}

/** Deletions that earlier runs left open: whether they count depends on whether the calendars are still there. */
export const openDeletions = (input: PreflightInput): readonly BookingCalendar[] =>
  input.model.calendars.filter((calendar) => calendar.status === "deleted" && isOpen(input, calendar));

/** What is known of the calendars that this run would delete, by name, and what speaks against it. */
interface BeforeDeletion {
  readonly problems: readonly Problem[];
  readonly facts: ReadonlyMap<string, DeletionFacts>;
}

/** Calendars whose confirmed deletion this run would begin, or carry out: there when the last one ended. */
function deletionsOf(input: PreflightInput): BookingCalendar[] {
  const { model, before } = input;
  return model.calendars.filter(
    (calendar) =>
      calendar.status === "deleted" &&
      calendar.deletion &&
      (before?.calendars[calendar.name]?.status === "active" || isOpen(input, calendar)),
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
  const toDelete = deletionsOf(input);
  if (toDelete.length === 0 || tenantOfEnvironment(input).length > 0)
    return { problems: [], facts: new Map() };
  try {
    const standings = await view.standings(toDelete);
    const known = toDelete.flatMap((calendar) => {
      const standing = standings.get(calendar.address);
      return standing ? [{ calendar, standing }] : [];
    });
    return {
      problems: [
        ...known.flatMap(({ calendar, standing }) => problemsOf(calendar, standing)),
        ...openLimit(input, standings),
      ],
      facts: new Map(
        known.map(({ calendar, standing }) => [calendar.name, factsOf(input, calendar, standing)]),
      ),
    };
  } catch (error) {
    const problems = toDelete.flatMap(({ name, source }) =>
      lookupFailure(error, (reason) => problem("calendar-look-failed", { name, reason }, source)),
    );
    return { problems, facts: new Map() };
  }
}

/** With those that earlier runs left open, a run may delete too many. */
function openLimit(input: PreflightInput, standings: ReadonlyMap<string, Standing>): Problem[] {
  const { before, tenant, model } = input;
  const open = openDeletions(input);
  if (open.length === 0 || before === undefined) return [];
  const there = open.filter(({ address }) => standings.get(address)?.isThere !== false).length;
  const { count, total } = limitCounts(before, tenant.viewerRole, model.calendars).calendarsDeleted;
  return limitProblems("calendarsDeleted", { count: count + there, total: total + there }, input);
}

function factsOf({ before }: PreflightInput, { name }: BookingCalendar, { booked }: Standing): DeletionFacts {
  const people = Object.keys(before?.calendars[name]?.members ?? {}).length;
  return { people, futureAppointments: booked };
}
