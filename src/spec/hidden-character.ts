import { codePoint } from "../problem/code-point";

// Spaces that are not the plain one, bidirectional controls, and characters without any picture. The zero width joiner
// is not among them: emoji in a comment are made with it, and no name may hold it anyway.
const HIDDEN =
  /[\u00a0\u00ad\u061c\u115f\u1160\u1680\u2000-\u200c\u200e\u200f\u2028-\u202f\u205f-\u206f\u3000\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]|\u034f|\u17b4|\u17b5|[\u180b-\u180e]/u;

const NAMES: Readonly<Record<string, string>> = {
  "U+00A0": "no-break space",
  "U+00AD": "soft hyphen",
  "U+200B": "zero width space",
  "U+200C": "zero width non-joiner",
  "U+200E": "left-to-right mark",
  "U+200F": "right-to-left mark",
  "U+2028": "line separator",
  "U+2029": "paragraph separator",
  "U+202A": "left-to-right embedding",
  "U+202B": "right-to-left embedding",
  "U+202C": "pop directional formatting",
  "U+202D": "left-to-right override",
  "U+202E": "right-to-left override",
  "U+202F": "narrow no-break space",
  "U+2060": "word joiner",
  "U+2066": "left-to-right isolate",
  "U+2067": "right-to-left isolate",
  "U+2068": "first strong isolate",
  "U+2069": "pop directional isolate",
  "U+FEFF": "byte-order mark inside the text",
};

/** A character that no one can see in a diff. */
interface HiddenCharacter {
  readonly index: number;
  readonly codePoint: string;
  readonly name: string;
}

/** The first hidden character at or after an index. */
export function hiddenCharacter(text: string, from = 0): HiddenCharacter | undefined {
  const found = from === 0 ? HIDDEN.exec(text) : HIDDEN.exec(text.slice(from));
  if (!found) return undefined;
  const named = codePoint(found[0]);
  return {
    index: from + found.index,
    codePoint: named,
    name: NAMES[named] ?? "invisible or formatting character",
  };
}

/** The text as it reads: other spaces made plain ones, the rest left out. So one hidden character is one problem. */
export function withoutHidden(text: string): string {
  return text.replace(new RegExp(HIDDEN, "gu"), (character) => (/\p{Zs}/u.test(character) ? " " : ""));
}
