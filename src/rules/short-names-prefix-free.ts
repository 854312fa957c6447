import type { OrganisationModel } from "../model/estate";
import { type Problem, problem } from "../problem/problem";
import type { Rule } from "./rule";

/** No organisation's short name begins with another's, and no adopted address with another organisation's, so that none can belong to two. */
export const shortNamesPrefixFree: Rule = {
  id: "short-names-prefix-free",
  codes: ["short-name-clash", "address-of-another"],
  check: ({ estate }) => {
    // Sorted by stack, names that begin alike stand together: each is compared with those it may begin with.
    const problems: Problem[] = [];
    let open: (typeof estate.organisations)[number]["organisation"][] = [];
    for (const { organisation } of estate.organisations) {
      open = open.filter(({ stack }) => organisation.stack.startsWith(stack));
      const other = open.at(-1);
      if (other) {
        const args = { shortName: organisation.shortName, other: other.shortName };
        problems.push(
          problem("short-name-clash", args, organisation.placeOf("/shortName"), [
            other.placeOf("/shortName"),
          ]),
        );
      }
      open.push(organisation);
    }
    return [...problems, ...estate.organisations.flatMap(alike)];
  },
};

/** Adopted calendars of others under this organisation's name. One that it has handed over is in both specs. */
function alike({ organisation, calendars, namedAlike = [] }: OrganisationModel): Problem[] {
  const own = new Set(calendars.map(({ address }) => address.toLowerCase()));
  const { shortName, placeOf } = organisation;
  return namedAlike
    .filter(({ address, handover }) => {
      const from = handover?.from?.organisation.toLowerCase();
      return from !== organisation.stack && !own.has(address.toLowerCase());
    })
    .map(({ address, organisation: holder, placeOf: inCalendar }) =>
      problem("address-of-another", { address, holder, shortName }, inCalendar("/adopted/address"), [
        placeOf("/shortName"),
      ]),
    );
}
