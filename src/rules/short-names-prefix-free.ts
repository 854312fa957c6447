import { type Problem, problem } from "../problem/problem";
import type { Rule } from "./rule";

/** No organisation's short name begins with another's, so that no address can belong to two. */
export const shortNamesPrefixFree: Rule = {
  id: "short-names-prefix-free",
  codes: ["short-name-clash"],
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
    return problems;
  },
};
