import { loadEstate } from "../model/load-estate";
import type { ListedCalendar } from "../report/listed-calendar";
import { diskFiles } from "../spec/disk-files";

/** The calendars that the specs of some organisations ask for, with their people as nobody has invited them yet. */
export function plannedCalendars(root: string, organisations: readonly string[]): ListedCalendar[] {
  const { estate } = loadEstate(root, diskFiles);
  const wanted = (estate?.organisations ?? []).filter(({ organisation }) =>
    organisations.includes(organisation.stack),
  );
  return wanted.flatMap(({ organisation, calendars }) =>
    calendars
      .filter(({ status }) => status === "active")
      .map(({ name, displayName, address, replyTo, phone, members, source }) => ({
        name,
        displayName,
        address,
        organisation: organisation.stack,
        status: "planned",
        replyTo,
        phone,
        file: source.file,
        members: Object.entries(members).map(([member, role]) => ({
          address: member,
          role,
          membership: "unknown",
        })),
      })),
  );
}
