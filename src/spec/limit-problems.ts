import { type Problem, problem } from "../problem/problem";
import { limits } from "./limits";

/**
 * At most so many problems of one file, and then how many more there are: a flood tells less than its beginning.
 * `total` is given by who has already left some out.
 */
export function limitProblems(problems: readonly Problem[], total = problems.length): readonly Problem[] {
  if (total <= limits.problems) return problems;
  const told = problems.slice(0, limits.problems);
  return [...told, problem("more-problems", { count: total - told.length }, told.at(-1)?.at)];
}
