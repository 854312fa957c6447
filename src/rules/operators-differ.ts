import type { Address } from "../model/address";
import type { Organisation } from "../model/organisation";
import { type Problem, problem } from "../problem/problem";
import type { Rule } from "./rule";

/** Every organisation has a service account of its own. */
export const operatorsDiffer: Rule = {
  id: "operators-differ",
  codes: ["operator-shared"],
  check: ({ estate }) => {
    const holders = new Map<Address, Organisation>();
    const problems: Problem[] = [];
    for (const { organisation } of estate.organisations) {
      const { operator, placeOf } = organisation;
      if (operator === undefined) continue;
      const holder = holders.get(operator);
      if (!holder) holders.set(operator, organisation);
      else
        problems.push(
          problem("operator-shared", { operator }, placeOf("/operator"), [holder.placeOf("/operator")]),
        );
    }
    return problems;
  },
};
