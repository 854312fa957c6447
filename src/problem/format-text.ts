import type { Severity } from "./catalogue/catalogue";
import { countProblems } from "./count-problems";
import { excerpt } from "./excerpt";
import type { Place } from "./place";
import { printable } from "./printable";
import type { Problem } from "./problem";
import { words } from "./words";

/** How to print problems for people. */
export interface TextOptions {
  /** The text of a file that a problem names, for its source line. */
  readonly sourceOf?: (file: string) => string | undefined;
  /** ANSI colours; only where a person looks at a terminal. */
  readonly colours?: boolean;
}

const COLOUR: Record<Severity, string> = { error: "31", warning: "33", advice: "36" };

/** The problems as text: place, severity, sentence, code; the source line with a caret; what to do. */
export function formatText(problems: readonly Problem[], options: TextOptions = {}): string {
  if (problems.length === 0) return "";
  const blocks = problems.map((problem) => block(problem, options));
  return `${blocks.join("\n\n")}\n\n${summary(problems)}\n`;
}

function block(problem: Problem, { sourceOf, colours = false }: TextOptions): string {
  const { sentence, advice } = words(problem);
  const paint = (code: string, text: string) => (colours ? `\u001b[${code}m${text}\u001b[0m` : text);
  const place = problem.at ? `${paint("1", placeText(problem.at))} ` : "";
  const severity = paint(COLOUR[problem.severity], problem.severity);
  const source = problem.at && sourceOf?.(problem.at.file);
  return [
    `${place}${severity} ${problem.code}: ${sentence}`,
    ...(problem.at && source !== undefined ? excerpt(source, problem.at).map((line) => `  ${line}`) : []),
    ...(problem.also ?? []).map((other) => `  see also ${placeText(other)}`),
    ...(advice ? advice.split("\n").map((line) => `  → ${line}`) : []),
  ].join("\n");
}

function placeText({ file, line, column }: Place): string {
  return `${printable(file)}:${line}:${column}`;
}

function summary(problems: readonly Problem[]): string {
  const { errors, warnings, advice } = countProblems(problems);
  const parts = [
    several(errors, "error"),
    several(warnings, "warning"),
    advice > 0 ? `${advice} advice` : "",
  ];
  return parts.filter(Boolean).join(", ");
}

function several(count: number, noun: string): string {
  return count === 0 ? "" : `${count} ${noun}${count === 1 ? "" : "s"}`;
}
