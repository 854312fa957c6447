import type { BookingCalendar } from "../model/booking-calendar";
import type { OrganisationModel } from "../model/estate";
import type { Organisation } from "../model/organisation";
import type { UserPolicy } from "../model/user-policy";
import { type Problem, problem } from "../problem/problem";
import { eachCalendar, eachPolicy, type Rule } from "./rule";

/** What is deleted is confirmed by its exact name, lists no users, and is not created again at the same time. */
export const tombstoneShape: Rule = {
  id: "tombstone-shape",
  codes: [
    "deletion-not-confirmed",
    "deletion-confirms-another",
    "deletion-without-status",
    "deleted-with-users",
    "deleted-and-recreated",
  ],
  check: ({ estate, salvaged }) => [
    ...eachCalendar(estate, (calendar) => [
      ...checkConfirmation(calendar, calendar.address, salvaged),
      ...checkUsers(calendar, calendar.address, ["admins", "viewers"]),
      ...checkRecreate(calendar),
    ]),
    ...eachPolicy(estate, (policy) => [
      ...checkConfirmation(policy, policy.displayName, salvaged),
      ...checkUsers(policy, policy.displayName, ["users"]),
    ]),
    ...estate.organisations.flatMap(({ organisation }) =>
      checkConfirmation(organisation, organisation.shortName, salvaged),
    ),
  ],
};

function checkConfirmation(
  { status, deletion, placeOf, source }: BookingCalendar | UserPolicy | Organisation,
  name: string,
  salvaged: ReadonlySet<string>,
): Problem[] {
  if (status !== "deleted") {
    if (!deletion || salvaged.has(source.file)) return [];
    return [problem("deletion-without-status", { name }, placeOf("/deletion", "key"))];
  }
  if (!deletion)
    return salvaged.has(source.file) ? [] : [problem("deletion-not-confirmed", { name }, placeOf("/status"))];
  const { confirm } = deletion;
  if (confirm === name) return [];
  return [problem("deletion-confirms-another", { confirm, name }, placeOf("/deletion/confirm"))];
}

function checkUsers(
  { status, spec, placeOf }: BookingCalendar | UserPolicy,
  name: string,
  lists: string[],
): Problem[] {
  if (status !== "deleted") return [];
  return lists
    .filter((list) => Object.hasOwn(spec, list))
    .map((list) => problem("deleted-with-users", { name }, placeOf(`/${list}`, "key")));
}

function checkRecreate({ status, recreate, address, placeOf }: BookingCalendar): Problem[] {
  if (!recreate || status !== "deleted") return [];
  return [problem("deleted-and-recreated", { name: address }, placeOf("/recreate", "key"))];
}

/** Creating a lost calendar again is confirmed by its exact address. */
export const recreateConfirmed: Rule = {
  id: "recreate-confirmed",
  codes: ["recreate-confirms-another"],
  check: ({ estate }) =>
    eachCalendar(estate, ({ recreate, address, placeOf }) => {
      if (!recreate || recreate.confirm === address) return [];
      const { confirm } = recreate;
      return [problem("recreate-confirms-another", { confirm, address }, placeOf("/recreate/confirm"))];
    }),
};

/** An organisation is retired last: nothing of it may still be in use. */
export const retiredOrganisationIsEmpty: Rule = {
  id: "retired-organisation-is-empty",
  codes: ["organisation-not-empty"],
  check: ({ estate }) => estate.organisations.flatMap(leftOf),
};

function leftOf({ organisation, calendars, policies }: OrganisationModel): Problem[] {
  if (organisation.status === "active") return [];
  const left = [
    ...calendars.map(({ status, address, source }) => ({ status, name: address, source })),
    ...policies.map(({ status, displayName, source }) => ({ status, name: displayName, source })),
  ].filter(({ status }) => status === "active");
  return left.map(({ name, source }) =>
    problem(
      "organisation-not-empty",
      { organisation: organisation.shortName, name },
      organisation.placeOf("/status"),
      [source],
    ),
  );
}
