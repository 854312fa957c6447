import type { RecordedCalendar } from "../engine/run-result";
import type { ListedCalendar } from "../report/listed-calendar";
import type { Context } from "./context";
import { plannedCalendars } from "./planned-calendars";
import { Progress } from "./progress";

/** The calendars of some organisations as the last run left them, and those that only the specs know, in order of address. */
export async function listedCalendars(
  { io, services }: Context,
  root: string,
  organisations: readonly string[],
): Promise<ListedCalendar[]> {
  const engine = await services.engine(io, root);
  const progress = new Progress(io);
  const calendars: ListedCalendar[] = [];
  try {
    for (const organisation of organisations) {
      progress.step(`${organisation}: reading what the last run left`);
      const isLocked = (await engine.lockHolders({ root, organisation })).length > 0;
      const recorded = await engine.readRecorded({ root, organisation, signal: io.signal });
      calendars.push(...recorded.map((calendar) => (isLocked ? underWay(calendar) : calendar)));
    }
  } finally {
    progress.done();
  }
  const known = new Set(calendars.map(({ name }) => name));
  calendars.push(...plannedCalendars(root, organisations).filter(({ name }) => !known.has(name)));
  return calendars.sort((one, other) => one.address.localeCompare(other.address, "en"));
}

/** While a run works on the organisation nobody knows how its calendars will end. */
function underWay(calendar: RecordedCalendar): ListedCalendar {
  return calendar.status === "active" ? { ...calendar, status: "updating" } : calendar;
}
