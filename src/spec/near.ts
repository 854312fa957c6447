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
