import { codePoint } from "../problem/code-point";
import { lookAlike } from "./look-alike";
import { scriptName } from "./script-name";
import { transliterate } from "./transliterate";

/** A character that a name or address may not hold, and what to say of it. */
export interface OddCharacter {
  readonly character: string;
  readonly codePoint: string;
  readonly looksLike: string | undefined;
  readonly script: string | undefined;
}

const PLAIN_NAME = /^[A-Za-z0-9 '&.,/()+:-]*$/;
const NAME_CHARACTER = /^[A-Za-z0-9 '\u2018\u2019&.,/()+:-]$/;
const PLAIN_ADDRESS = /^[A-Za-z0-9.'_+@-]*$/;

/** The first character of a name that the naming rule has no answer for. */
export function oddInName(name: string): OddCharacter | undefined {
  return PLAIN_NAME.test(name) ? undefined : firstOdd(name, isNameCharacter);
}

/** The first character that no NHSmail address has. */
export function oddInAddress(address: string): OddCharacter | undefined {
  return PLAIN_ADDRESS.test(address)
    ? undefined
    : firstOdd(address, (character) => PLAIN_ADDRESS.test(character));
}

function firstOdd(text: string, isFine: (character: string) => boolean): OddCharacter | undefined {
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
