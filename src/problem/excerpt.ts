import { displayWidth } from "./display-width";
import type { Place } from "./place";
import { printable } from "./printable";

// Wide enough for an address and its surroundings, narrow enough for the log of a pipeline.
const WINDOW = 100;
const BEFORE = 40;
const TAB = "    ";

/** The source line of a place, and below it a caret under every column that is meant; nothing when there is no such line. */
export function excerpt(source: string, place: Place): string[] {
  const line = lineOf(source, place.line);
  if (line === undefined) return [];
  const from = Math.min(place.column - 1, line.length);
  const to = Math.max(from, Math.min((place.endColumn ?? place.column + 1) - 1, line.length));
  const start = from > WINDOW - BEFORE ? from - BEFORE : 0;
  const end = Math.min(line.length, start + WINDOW);
  const before = shown(line.slice(start, from));
  const meant = shown(line.slice(from, Math.min(to, end)));
  const after = shown(line.slice(Math.min(to, end), end));
  const lead = start > 0 ? "…" : "";
  const number = String(place.line);
  const pad = " ".repeat(displayWidth(lead + before));
  return [
    `${number} | ${lead}${before}${meant}${after}${end < line.length ? "…" : ""}`,
    `${" ".repeat(number.length)} | ${pad}${"^".repeat(Math.max(1, displayWidth(meant)))}`,
  ];
}

function shown(text: string): string {
  return printable(text.replaceAll("\t", TAB));
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
