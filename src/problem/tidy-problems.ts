import type { Place } from "./place";
import type { Problem } from "./problem";

/** Sorted by place (those without one first), each once. */
export function tidyProblems(problems: readonly Problem[]): Problem[] {
  const once = new Map<string, Problem>();
  for (const problem of problems) {
    const key = JSON.stringify([problem.code, problem.at, problem.args]);
    if (!once.has(key)) once.set(key, problem);
  }
  return [...once.values()].sort(byPlace);
}

function byPlace(a: Problem, b: Problem): number {
  return comparePlaces(a.at, b.at) || compareText(a.code, b.code);
}

function comparePlaces(a: Place | undefined, b: Place | undefined): number {
  if (!a || !b) return Number(a !== undefined) - Number(b !== undefined);
  return compareText(a.file, b.file) || a.line - b.line || a.column - b.column;
}

// Not localeCompare: the order must be the same on every machine.
/** Which of two texts comes first, whatever the language. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

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
