import { join } from "node:path";
import { isThere } from "../files/is-there";
import type { Estate } from "../model/estate";
import { exitCode } from "../problem/exit-code";
import { problem } from "../problem/problem";
import { tidyProblems } from "../problem/tidy-problems";
import { refuse, VisibleError } from "../problem/visible-error";
import { concerns, type EstateReader, readEachTime } from "../rules/judged-estate";

/**
 * The estate with these organisations only. What compares specs with anything needs right ones: errors in them end the
 * command with exit 3, another organisation's do not.
 */
export function checkedEstate(
  root: string,
  organisations: readonly string[],
  read: EstateReader = readEachTime,
): Estate {
  if (!isThere(join(root, "specs"))) refuse(problem("no-organisations", { root }));
  const { estate, judged } = read(root);
  const all = tidyProblems(judged.filter(concerns(organisations)));
  const errors = all.filter(({ severity }) => severity === "error");
  if (!estate || errors.length > 0)
    throw new VisibleError("The specs have errors.", { problems: errors, exitCode: exitCode.specsInvalid });
  return {
    ...estate,
    organisations: estate.organisations.filter(({ organisation }) =>
      organisations.includes(organisation.stack),
    ),
  };
}
