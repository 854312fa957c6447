import type { Problem } from "../problem/problem";
import { VisibleError } from "../problem/visible-error";

/**
 * The problems of a question that could not be put at all. Who cannot sign in has that problem, and not one with what was
 * to be asked.
 */
export function unasked(error: unknown, otherwise: (reason: string) => Problem): readonly Problem[] {
  if (error instanceof VisibleError && error.problems.length > 0) return error.problems;
  return [otherwise(error instanceof Error ? error.message : String(error))];
}
