const COLOURS = ["0", "1", "2", "22", "31", "32", "33", "34", "35", "36", "39"];

/** What our own output consists of: bold and colours, the progress line's return and clearing, line breaks and tabs. */
const OURS: ReadonlySet<string> = new Set([
  ...COLOURS.map((code) => `\u001b[${code}m`),
  "\r\u001b[2K",
  "\r\n",
  "\n",
  "\t",
]);

/** What may be of those, and every other control, line separator or bidirectional character. */
const CONTROLS =
  /\p{Cc}\[\d{1,2}m|\r\p{Cc}\[2K|\r\n|[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** Where Azure DevOps and GitHub take the rest of a line for a command. */
const AZURE_COMMAND = /##(?=vso\[|\[)/gi;
const GITHUB_COMMAND = /^([^\S\r\n]*):(?=:)/gm;

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

const withoutControls = (text: string): string =>
  [...text].map((one) => (/[ -~]/.test(one) ? one : escaped(one))).join("");

/**
 * Text as it may leave for a terminal or the log of a pipeline: nothing in it moves a cursor, turns the order of letters, or is
 * taken for a command. Everything that is printed goes through here. JSON stays the same JSON: what is escaped is escaped
 * as JSON escapes it.
 */
export function safeText(text: string): string {
  return text
    .replace(CONTROLS, (found) => (OURS.has(found) ? found : withoutControls(found)))
    .replace(AZURE_COMMAND, `#${escaped("#")}`)
    .replace(GITHUB_COMMAND, (_, indent: string) => `${indent}${escaped(":")}`);
}
