import type { Problem } from "../problem/problem";
import { words } from "../problem/words";

/** One problem as machines read it: its data, and its words beside them. */
export function problemJson(problem: Problem): object {
  return {
    code: problem.code,
    severity: problem.severity,
    ...words(problem),
    ...(problem.at && { at: problem.at }),
    ...(problem.also && { also: problem.also }),
    args: problem.args,
  };
}
