import { distance } from "fastest-levenshtein";

// Longer words are not typing mistakes, and comparing them costs their product.
const LONGEST = 80;

/** The candidate that someone probably meant, if one is near enough. */
export function near(word: string, candidates: readonly string[]): string | undefined {
  if (word.length > LONGEST) return undefined;
  const low = word.toLowerCase();
  let best: string | undefined;
  let least = Math.ceil(word.length / 3) + 1;
  for (const candidate of candidates) {
    const steps = distance(low, candidate.toLowerCase());
    if (steps < least) {
      best = candidate;
      least = steps;
    }
  }
  return best;
}

/** Shorter parts of names are in too many of them. */
const SHORTEST_PART = 3;

/**
 * The name that someone probably meant: the only one with the text in it, else one that is a typing mistake away. None
 * is better than a far one: calendars are deleted by name.
 */
export function nearestName(wanted: string, names: readonly string[]): string | undefined {
  const [text = ""] = wanted.toLowerCase().split("@");
  const holding = names.filter((name) => name.toLowerCase().includes(text));
  return text.length >= SHORTEST_PART && holding.length === 1 ? holding[0] : near(text, names);
}
