import { codePoint } from "../problem/code-point";
import { transliterate } from "./transliterate";

const PLAIN_NAME = /^[A-Za-z0-9 '&.,/()+:-]*$/;
const NAME_CHARACTER = /^[A-Za-z0-9 '\u2018\u2019&.,/()+:-]$/;
const PLAIN_ADDRESS = /^[A-Za-z0-9.'_+@-]*$/;

/** The first character of a name that the naming rule has no answer for. */
export function oddInName(name: string) {
  return PLAIN_NAME.test(name) ? undefined : firstOdd(name, isNameCharacter);
}

/** The first character that no NHSmail address has. */
export function oddInAddress(address: string) {
  return PLAIN_ADDRESS.test(address)
    ? undefined
    : firstOdd(address, (character) => PLAIN_ADDRESS.test(character));
}

/** The first character that is not fine, and what to say of it. */
function firstOdd(text: string, isFine: (character: string) => boolean) {
  const character = [...text].find((one) => !isFine(one));
  if (character === undefined) return undefined;
  return {
    character,
    codePoint: codePoint(character),
    looksLike: lookAlike(character),
    script: scriptName(character),
  };
}

// A letter with marks is fine if it is written as one character and becomes plain letters.
function isNameCharacter(character: string): boolean {
  if (NAME_CHARACTER.test(character)) return true;
  if (!/^\p{Script=Latin}$/u.test(character) || character.normalize("NFC") !== character) return false;
  return /^[A-Za-z]+$/.test(transliterate(character));
}

const SCRIPTS: readonly (readonly [RegExp, string])[] = [
  [/\p{Script=Cyrillic}/u, "Cyrillic"],
  [/\p{Script=Greek}/u, "Greek"],
  [/\p{Script=Armenian}/u, "Armenian"],
  [/\p{Script=Cherokee}/u, "Cherokee"],
  [/\p{Script=Hebrew}/u, "Hebrew"],
  [/\p{Script=Arabic}/u, "Arabic"],
  [/\p{Script=Han}/u, "Chinese"],
  [/\p{Emoji_Presentation}/u, "picture"],
];

/** Which writing a letter comes from, where it is one that is likely to be met. */
function scriptName(character: string): string | undefined {
  return SCRIPTS.find(([script]) => script.test(character))?.[1];
}

// Letters of other writings that look like a plain one: the usual means of making one address pass for another.
const GROUPS: readonly (readonly [string, string])[] = [
  ["a", "аɑα"],
  ["A", "АΑᎪ"],
  ["b", "Ьƅ"],
  ["B", "ВΒᏴ"],
  ["c", "сϲ"],
  ["C", "СϹᏟ"],
  ["d", "ԁ"],
  ["e", "еҽ"],
  ["E", "ЕΕᎬ"],
  ["g", "ɡց"],
  ["h", "һհ"],
  ["H", "НΗᎻ"],
  ["i", "іι"],
  ["I", "ІΙӀ"],
  ["j", "јϳ"],
  ["J", "ЈᎫ"],
  ["k", "кκ"],
  ["K", "КΚᏦ"],
  ["l", "ӏ|ⅼ"],
  ["M", "МΜᎷ"],
  ["n", "ո"],
  ["N", "Ν"],
  ["o", "оοօ"],
  ["O", "ОΟՕ"],
  ["p", "рρ"],
  ["P", "РΡᏢ"],
  ["q", "ԛ"],
  ["r", "г"],
  ["s", "ѕ"],
  ["S", "ЅՏᏚ"],
  ["T", "ТΤᎢ"],
  ["u", "υս"],
  ["v", "νѵ"],
  ["V", "ѴᏙ"],
  ["w", "ԝա"],
  ["x", "хχ"],
  ["X", "ХΧ"],
  ["y", "уγ"],
  ["Y", "УΥ"],
  ["Z", "ΖᏃ"],
  ["-", "‐‑‒–—−"],
  ["'", "ʼ′`´"],
  [".", "․"],
  ["@", "＠"],
];

const LOOKS_LIKE: ReadonlyMap<string, string> = new Map(
  GROUPS.flatMap(([plain, others]) => [...others].map((other) => [other, plain] as const)),
);

/** The plain character that this one could be taken for. */
function lookAlike(character: string): string | undefined {
  const known = LOOKS_LIKE.get(character);
  if (known !== undefined) return known;
  const compatible = character.normalize("NFKC");
  return compatible !== character && /^[ -~]+$/.test(compatible) ? compatible : undefined;
}
