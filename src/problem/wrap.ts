import { stripVTControlCharacters } from "node:util";

const HANGING = 2;

/** How many columns of a terminal a text takes, colours not counted. */
export const columnsOf = (text: string): number => displayWidth(stripVTControlCharacters(text));

/** A command to be copied: after a colon to the end of its sentence, or in quotes. A broken one would be two. */
const COMMAND =
  /(?<=: )(?:(?:bin\/|npx )?bookings|git|pulumi|npm|Connect-ExchangeOnline)\b.*?(?=\. |$)|“(?:(?:bin\/)?bookings|git|pulumi|npm) [^”]*”/g;

/** Stands for a space in a command while its line is broken. */
const HELD = "\u000b";

/**
 * One line as lines of at most `width` columns, broken at spaces; what follows the first is indented a little more. A command
 * stays on one line, also where that is longer.
 */
function wrapLine(line: string, width: number): string {
  if (columnsOf(line) <= width) return line;
  return brokenLine(
    line.replace(COMMAND, (command) => command.replaceAll(" ", HELD)),
    width,
  ).replaceAll(HELD, " ");
}

function brokenLine(line: string, width: number): string {
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

/** A text for a terminal of `width` columns; without a number, for a file or a pipe, it stays as it is. */
export function wrap(text: string, width: number | undefined): string {
  if (width === undefined) return text;
  return text
    .split("\n")
    .map((line) => wrapLine(line, width))
    .join("\n");
}

const NO_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}]$/u;
// East Asian wide and fullwidth blocks, and pictographs: two columns in a terminal.
const TWO_COLUMNS =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]$/u;

/** How many columns of a terminal the text takes. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

function characterWidth(character: string): number {
  if (NO_WIDTH.test(character)) return 0;
  return TWO_COLUMNS.test(character) ? 2 : 1;
}
