import { closest } from "fastest-levenshtein";
import type { BookingCalendar } from "../model/booking-calendar";
import { loadEstate } from "../model/load-estate";
import { problem } from "../problem/problem";
import { VisibleError } from "../problem/visible-error";
import { diskFiles } from "../spec/disk-files";

/** The calendar that a person means by its name, its address or its file, as the specs have it. Asks nobody else. */
export function findSpec(root: string, wanted: string): BookingCalendar {
  const { estate } = loadEstate(root, diskFiles);
  const calendars = (estate?.organisations ?? []).flatMap((organisation) => organisation.calendars);
  const text = wanted.toLowerCase();
  const found = calendars.find(({ name, address, source }) =>
    [name, address.toLowerCase(), source.file.toLowerCase()].includes(text),
  );
  if (found) return found;
  const names = calendars.map(({ displayName }) => displayName);
  const near = names.length > 0 ? closest(wanted, names) : undefined;
  throw VisibleError.of(problem("unknown-calendar", { name: wanted, near }));
}
