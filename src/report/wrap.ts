import { stripVTControlCharacters } from "node:util";
import { displayWidth } from "../problem/format";

const HANGING = 2;

/** How many columns of a terminal a text takes, colours not counted. */
export const columnsOf = (text: string): number => displayWidth(stripVTControlCharacters(text));

/** One line as lines of at most so many columns, broken at spaces; what follows the first is indented a little more. */
function wrapLine(line: string, width: number): string {
  if (columnsOf(line) <= width) return line;
  const indent = /^ */.exec(line)?.[0] ?? "";
  const hanging = indent + " ".repeat(HANGING);
  const lines: string[] = [];
  let current = indent;
  for (const word of line.slice(indent.length).split(/ (?! )/)) {
    const isFirst = current.trim() === "";
    const longer = isFirst ? current + word : `${current} ${word}`;
    if (isFirst || columnsOf(longer) <= width) current = longer;
    else {
      lines.push(current.trimEnd());
      current = hanging + word.trimStart();
    }
  }
  return [...lines, current].join("\n");
}

/** A text for a terminal of so many columns; without a number, for a file or a pipe, it stays as it is. */
export function wrap(text: string, width: number | undefined): string {
  if (width === undefined) return text;
  return text
    .split("\n")
    .map((line) => wrapLine(line, width))
    .join("\n");
}
