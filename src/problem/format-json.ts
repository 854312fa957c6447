import { countProblems } from "./count-problems";
import type { Problem } from "./problem";
import { words } from "./words";

/** Version of the shape below; it rises when a field changes its meaning or goes away. */
const SCHEMA_VERSION = 1;

/** The problems as a JSON value: `{ schemaVersion, problems, counts }`. */
export function problemsToJson(problems: readonly Problem[]): object {
  return {
    schemaVersion: SCHEMA_VERSION,
    problems: problems.map((problem) => ({
      code: problem.code,
      severity: problem.severity,
      ...words(problem),
      ...(problem.at && { at: problem.at }),
      ...(problem.also && { also: problem.also }),
      args: problem.args,
    })),
    counts: countProblems(problems),
  };
}
