import type { Problem } from "./problem";

/** How many of each severity. */
export interface ProblemCounts {
  readonly errors: number;
  readonly warnings: number;
  readonly advice: number;
}

/** Counts the problems by severity. */
export function countProblems(problems: readonly Problem[]): ProblemCounts {
  const count = (severity: Problem["severity"]) => problems.filter((p) => p.severity === severity).length;
  return { errors: count("error"), warnings: count("warning"), advice: count("advice") };
}
