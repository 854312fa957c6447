import { codePoint } from "./code-point";

// Control, format (bidirectional and invisible characters among them), surrogate, private-use and separator characters
// other than the plain space. New lines and tabs are laid out by whoever prints.
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029\u115f\u1160\u3164\uffa0]/gu;

/** The text with everything that a terminal would act on, or not show, written as `<U+202E>`. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) => (character === "\n" ? "\n" : `<${codePoint(character)}>`));
}

/** The same for a value that stands in one of our lines: a line break in it begins no other line. */
export function oneLine(text: string): string {
  return unbroken(printable(text));
}

/** Line breaks spelled out, and the rest as it is, such as the colours of a cell. */
export function unbroken(text: string): string {
  return text.replace(/\r\n?|\n/g, "<U+000A>");
}

/**
 * A value with the line breaks of all its texts spelled out, however deep: what is rendered line by line begins no line that is
 * not ours. Arguments of problems are left to `words`, which indents them.
 */
export function unbrokenTexts<T>(value: T): T {
  return spelledOut(value) as T;
}

function spelledOut(value: unknown): unknown {
  if (typeof value === "string") return unbroken(value);
  if (Array.isArray(value)) return value.map(spelledOut);
  if (!isPlain(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) =>
      key === "args" && "code" in value ? [key, inner] : [unbroken(key), spelledOut(inner)],
    ),
  );
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text for XML or HTML, between tags or in a value in double quotes. */
export const escapedXml = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
