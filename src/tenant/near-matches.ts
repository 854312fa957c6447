import { distance } from "fastest-levenshtein";

/** More than this share of the letters different, and it is another person. */
const TOLERANCE = 0.34;
const MOST = 3;

/** Graph takes fifteen clauses beside each other, and each fragment is two. */
const MOST_FRAGMENTS = 7;

/** Shorter ones have no middle worth leaving out. */
const SHORT = 4;

/** So much of each word of a name has to be right. */
const SURE_LETTERS = 3;

/** How an address begins and ends when a few letters between the two are not to be trusted. */
export interface Fragment {
  readonly start: string;
  readonly end: string;
}

/** Someone who may be meant. */
export interface Candidate {
  readonly displayName: string;
  readonly mail: string;
}

const localPart = (address: string): string => address.slice(0, address.lastIndexOf("@")).toLowerCase();

const wordsIn = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{M}']{2,}/gu) ?? [];

/**
 * An address without a few letters at every place in turn: wherever the slip is, the rest of one of them is right. They
 * overlap by a letter, as two letters may have changed places.
 */
export function fragmentsOf(address: string): Fragment[] {
  const name = localPart(address);
  if (name.length <= SHORT) return [{ start: name.slice(0, -1), end: "" }].filter(({ start }) => start);
  const domain = address.slice(address.lastIndexOf("@")).toLowerCase();
  const step = Math.max(2, Math.ceil((name.length - 1) / MOST_FRAGMENTS));
  const count = Math.ceil((name.length - 1) / step);
  return Array.from({ length: count }, (_, index) => ({
    start: name.slice(0, index * step),
    end: name.slice(index * step + step + 1) + domain,
  }));
}

/** How the words of the person's name begin, by the address. One word alone would find half the directory. */
export function nameBeginnings(address: string): string[] {
  const words = wordsIn(localPart(address)).map((word) => word.slice(0, SURE_LETTERS));
  return words.length > 1 ? words : [];
}

/** How far a name is from the words of an address, in whatever order people and organisations are written in it. */
function farByName(wanted: readonly string[], displayName: string): number {
  const words = wordsIn(displayName);
  if (wanted.length < 2 || words.length === 0) return Number.POSITIVE_INFINITY;
  return wanted.reduce((sum, word) => sum + Math.min(...words.map((one) => distance(word, one))), 0);
}

/** The addresses of those whose address or name is most like a mistyped one, the nearest first. */
export function nearMatches(address: string, candidates: readonly Candidate[]): string[] {
  const wanted = localPart(address);
  const words = wordsIn(wanted);
  const known = new Map(candidates.filter(({ mail }) => mail.includes("@")).map((one) => [one.mail, one]));
  return [...known.values()]
    .map(({ mail, displayName }) => ({
      mail,
      far: Math.min(distance(wanted, localPart(mail)), farByName(words, displayName)),
    }))
    .filter(
      ({ far }) => far <= Math.max(wanted.length > SHORT ? 2 : 1, Math.round(wanted.length * TOLERANCE)),
    )
    .sort((a, b) => a.far - b.far || a.mail.localeCompare(b.mail))
    .slice(0, MOST)
    .map(({ mail }) => mail);
}
