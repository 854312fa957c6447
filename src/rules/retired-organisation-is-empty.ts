import type { OrganisationModel } from "../model/estate";
import { type Problem, problem } from "../problem/problem";
import type { Rule } from "./rule";

/** An organisation is retired after everything of it: nothing of it may be left in use. */
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
