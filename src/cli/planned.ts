import type { OrganisationModel } from "../model/estate";
import type { ListedCalendar } from "../report/listed-calendar";
import type { ListedPolicy } from "../report/listed-policy";

/** The calendars that specs ask for, with their people as nobody has invited them yet. */
export function plannedCalendars({ organisation, calendars }: OrganisationModel): ListedCalendar[] {
  return calendars
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
    }));
}

/** The user policies that specs ask for, with their people as the directory has not served them yet. */
export function plannedPolicies({ policies }: OrganisationModel): ListedPolicy[] {
  return policies
    .filter(({ status }) => status === "active")
    .map(({ name, displayName, organisation, baseLicence, applications, users, source }) => ({
      name,
      displayName,
      organisation,
      baseLicence,
      applications,
      status: "planned",
      file: source.file,
      users: users.map((address) => ({ address, licence: "unknown" })),
      unlisted: 0,
    }));
}
