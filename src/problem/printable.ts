import { codePoint } from "./code-point";

// Control, format (bidirectional and invisible characters among them), surrogate, private-use and separator characters
// other than the plain space. New lines and tabs are laid out by whoever prints.
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029\u115f\u1160\u3164\uffa0]/gu;

/** The text with everything that a terminal would act on, or not show, written as `<U+202E>`. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) => (character === "\n" ? "\n" : `<${codePoint(character)}>`));
}
