import { problemsToJson } from "./format-json";
import { formatText, type TextOptions } from "./format-text";
import type { Problem } from "./problem";

/** How problems are to be shown. */
export type FormatOptions = ({ readonly as: "text" } & TextOptions) | { readonly as: "json" };

/** The problems as text for people or JSON for machines, in the order given (see `tidyProblems`). */
export function formatProblems(problems: readonly Problem[], options: FormatOptions): string {
  if (options.as === "json") return `${JSON.stringify(problemsToJson(problems), undefined, 2)}\n`;
  return formatText(problems, options);
}
