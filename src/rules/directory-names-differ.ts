import type { Organisation } from "../model/organisation";
import { type Problem, problem } from "../problem/problem";
import type { Rule } from "./rule";

/** Two organisations do not share a name in the directory: users are told apart by it. */
export const directoryNamesDiffer: Rule = {
  id: "directory-names-differ",
  codes: ["directory-name-clash"],
  check: ({ estate }) => {
    const holders = new Map<string, Organisation>();
    const problems: Problem[] = [];
    for (const { organisation } of estate.organisations) {
      const { directoryName, placeOf } = organisation;
      const key = directoryName.trim().toLowerCase();
      const holder = holders.get(key);
      if (!holder) holders.set(key, organisation);
      else {
        const also = [holder.placeOf("/directoryName")];
        problems.push(problem("directory-name-clash", { directoryName }, placeOf("/directoryName"), also));
      }
    }
    return problems;
  },
};
