import { problem } from "../problem/problem";
import { VisibleError } from "../problem/visible-error";
import type { ListedCalendar } from "../report/listed-calendar";
import { nearestName } from "./nearest-name";

/** The calendar that a person means by its name or its address, in any case. */
export function findCalendar(calendars: readonly ListedCalendar[], wanted: string): ListedCalendar {
  const text = wanted.toLowerCase();
  const found = calendars.find(({ name, displayName, address }) =>
    [name, displayName.toLowerCase(), address.toLowerCase()].includes(text),
  );
  if (found) return found;
  const names = calendars.map(({ displayName }) => displayName);
  throw VisibleError.of(problem("unknown-calendar", { name: wanted, near: nearestName(wanted, names) }));
}
