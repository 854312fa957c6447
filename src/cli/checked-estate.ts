import { join } from "node:path";
import { isThere } from "../files/is-there";
import type { Estate } from "../model/estate";
import { exitCode } from "../problem/exit-code";
import { type Problem, problem } from "../problem/problem";
import { tidyProblems } from "../problem/tidy-problems";
import { VisibleError } from "../problem/visible-error";
import { type EstateReader, readEachTime } from "../rules/judged-estate";

/** Whether a problem is one of these organisations or of what all share. */
const concerns =
  (organisations: readonly string[]) =>
  ({ at, also = [] }: Problem): boolean =>
    at === undefined ||
    [at, ...also].some(({ file }) => {
      const [, folder = "", ...rest] = file.split("/");
      return rest.length === 0 || organisations.includes(folder);
    });

/**
 * The estate with these organisations only. What compares specs with anything needs right ones: errors in them end the
 * command with exit 3, another organisation's do not.
 */
export function checkedEstate(
  root: string,
  organisations: readonly string[],
  read: EstateReader = readEachTime,
): Estate {
  if (!isThere(join(root, "specs"))) throw VisibleError.of(problem("no-organisations", { root }));
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
