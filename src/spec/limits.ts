import { type Problem, problem } from "../problem/problem";

/** Bounds on what is read. Generous for specs, tight for attacks: the parser's time grows with each of them. */
export const limits = {
  files: 50_000,
  /** A policy of 5,000 users takes 200 kB; the slowest input of this size that we know takes the parser two seconds. */
  bytes: 256 * 1024,
  /** All specs together: parsed, they take ten times as much memory. */
  totalBytes: 64 * 1024 * 1024,
  /** The slowest machine that we know reads a usual spec in less than a millisecond, and more of a large one than this in each. */
  bytesEachMs: 1000,
  /** How much longer an estate may take, whatever is in its files. */
  spareSeconds: 10,
  lineLength: 2_000,
  /** The deepest field of a schema is four deep. */
  depth: 20,
  /** Problems told of one file before the rest is only counted. */
  problems: 50,
} as const;

/**
 * The first problems of one file, and then how many more there are: no one reads hundreds.
 * `total` is given by who has already left some out.
 */
export function limitProblems(problems: readonly Problem[], total = problems.length): readonly Problem[] {
  if (total <= limits.problems) return problems;
  const told = problems.slice(0, limits.problems);
  return [...told, problem("more-problems", { count: total - told.length }, told.at(-1)?.at)];
}
