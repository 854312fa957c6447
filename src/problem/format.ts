import type { Severity } from "./catalogue/catalogue";
import type { Place } from "./place";
import { oneLine } from "./printable";
import type { Problem } from "./problem";
import { countProblems } from "./tidy-problems";
import { words } from "./words";
import { displayWidth, wrap } from "./wrap";

/** Version of the shape below; it rises when a field changes its meaning or goes away. */
const SCHEMA_VERSION = 1;

/** The problems as a JSON value: `{ schemaVersion, problems, counts }`. */
export function problemsToJson(problems: readonly Problem[]): object {
  return {
    schemaVersion: SCHEMA_VERSION,
    problems: problems.map(problemJson),
    counts: countProblems(problems),
  };
}

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

/** How to print problems for people. */
interface TextOptions {
  /** The text of a file that a problem names, for its source line. */
  readonly sourceOf?: (file: string) => string | undefined;
  /** ANSI colours; only where a person looks at a terminal. */
  readonly colours?: boolean;
  /** Columns of that terminal. */
  readonly width?: number | undefined;
}

const COLOUR: Record<Severity, string> = { error: "31", warning: "33", advice: "36" };

/** The problems as text for people, in the order given (see `tidyProblems`): place, severity, sentence, code; the source line with a caret; what to do. */
export function formatText(problems: readonly Problem[], options: TextOptions = {}): string {
  if (problems.length === 0) return "";
  const blocks = problems.map((problem) => block(problem, options));
  return `${blocks.join("\n\n")}\n\n${summary(problems)}\n`;
}

function block(problem: Problem, { sourceOf, colours = false, width }: TextOptions): string {
  const { sentence, advice } = words(problem);
  const paint = (code: string, text: string) => (colours ? `\u001b[${code}m${text}\u001b[0m` : text);
  const place = problem.at ? `${paint("1", placeText(problem.at))} ` : "";
  const severity = paint(COLOUR[problem.severity], problem.severity);
  const source = problem.at && sourceOf?.(problem.at.file);
  return [
    wrap(`${place}${severity} ${problem.code}: ${sentence}`, width),
    ...(problem.at && source !== undefined
      ? excerpt(source, problem.at, width).map((line) => `  ${line}`)
      : []),
    ...(problem.also ?? []).map((other) => `  see also ${placeText(other)}`),
    ...(advice ? advice.split("\n").map((line) => wrap(`  → ${line}`, width)) : []),
  ].join("\n");
}

function placeText({ file, line, column }: Place): string {
  return `${oneLine(file)}:${line}:${column}`;
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

// Wide enough for an address and its surroundings, narrow enough for the log of a pipeline.
const WINDOW = 100;
/** The number of the line, the bar beside it, dots where it is cut, and the indent. */
const MARGIN = 14;
const TAB = "    ";

/** The source line of a place, and below it a caret under every column that is meant; nothing when there is no such line. */
function excerpt(source: string, place: Place, width = WINDOW + MARGIN): string[] {
  const room = Math.max(MARGIN, Math.min(WINDOW, width - MARGIN));
  const lead = Math.floor(room * 0.4);
  const line = lineOf(source, place.line);
  if (line === undefined) return [];
  const from = Math.min(place.column - 1, line.length);
  const to = Math.max(from, Math.min((place.endColumn ?? place.column + 1) - 1, line.length));
  const start = from > room - lead ? from - lead : 0;
  const end = Math.min(line.length, start + room);
  const before = shown(line.slice(start, from));
  const meant = shown(line.slice(from, Math.min(to, end)));
  const after = shown(line.slice(Math.min(to, end), end));
  const dots = start > 0 ? "…" : "";
  const number = String(place.line);
  const pad = " ".repeat(displayWidth(dots + before));
  return [
    `${number} | ${dots}${before}${meant}${after}${end < line.length ? "…" : ""}`,
    `${" ".repeat(number.length)} | ${pad}${"^".repeat(Math.max(1, displayWidth(meant)))}`,
  ];
}

function shown(text: string): string {
  return oneLine(text.replaceAll("\t", TAB));
}

// Walks to the line instead of splitting the whole text: there may be a problem on each of many lines.
function lineOf(source: string, line: number): string | undefined {
  let start = 0;
  for (let n = 1; n < line; n++) {
    const next = source.indexOf("\n", start);
    if (next < 0) return undefined;
    start = next + 1;
  }
  const end = source.indexOf("\n", start);
  const text = end < 0 ? source.slice(start) : source.slice(start, end);
  return (start === 0 ? text.replace(/^\ufeff/, "") : text).replace(/\r$/, "");
}
