import { printable } from "../problem/printable";

const MOST_OF_A_NAME = 120;

/** The longest run of backticks in a text. */
export const longestRun = (text: string): number =>
  Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));

/** Lines of Markdown that show a text as it is: a fence that is longer than any run of backticks in it. */
export function fenced(text: string): string[] {
  const fence = "`".repeat(Math.max(3, longestRun(text) + 1));
  return [`${fence}text`, text, fence];
}

/** Text of at most `most` characters, with unprintable ones spelled out. */
export function short(text: string, most: number): string {
  const shown = printable(text);
  return shown.length > most ? `${shown.slice(0, most).toWellFormed()}…` : shown;
}

/** A name in a code span, on one line and in one cell of a table: neither HTML nor links nor mentions mean anything there. */
export function codeSpan(text: string): string {
  const inside = short(text, MOST_OF_A_NAME).replaceAll("\n", " ").replaceAll("|", "¦").trim() || "?";
  const ticks = "`".repeat(longestRun(inside) + 1);
  return `${ticks} ${inside} ${ticks}`;
}
