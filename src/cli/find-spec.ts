import { relative, resolve, sep } from "node:path";
import type { BookingCalendar } from "../model/booking-calendar";
import { loadEstate } from "../model/load-estate";
import { problem } from "../problem/problem";
import { VisibleError } from "../problem/visible-error";
import { diskFiles } from "../spec/disk-files";
import { nearestName } from "./nearest-name";

/** The calendar that a person means by its name, its address or its file, as the specs have it. Asks nobody else. */
export function findSpec(root: string, cwd: string, wanted: string): BookingCalendar {
  const { estate, problems } = loadEstate(root, diskFiles);
  const calendars = (estate?.organisations ?? []).flatMap((organisation) => organisation.calendars);
  // a file as it is seen from the root, or from the folder where somebody is
  const file = relative(root, resolve(cwd, wanted)).split(sep).join("/");
  const texts = [wanted, file].map((one) => one.toLowerCase());
  const found = calendars.find(({ name, address, source }) =>
    [name, address.toLowerCase(), source.file.toLowerCase()].some((one) => texts.includes(one)),
  );
  if (found) return found;
  const policies = (estate?.organisations ?? []).flatMap((organisation) => organisation.policies);
  const policy = policies.find(({ displayName, source }) =>
    [displayName.toLowerCase(), source.file.toLowerCase()].some((one) => texts.includes(one)),
  );
  if (policy) {
    const { displayName, source } = policy;
    const what = { name: wanted, policy: displayName, file: source.file };
    throw VisibleError.of(problem("unknown-calendar", what));
  }
  const near = nearestName(
    wanted,
    calendars.map(({ displayName }) => displayName),
  );
  const broken = problems.some(({ severity }) => severity === "error");
  throw VisibleError.of(problem("unknown-calendar", { name: wanted, near, ...(broken && { broken }) }));
}
