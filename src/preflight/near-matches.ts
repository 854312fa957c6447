import { distance } from "fastest-levenshtein";

/** More than this share of the letters different, and it is another person. */
const TOLERANCE = 0.34;
const MOST = 3;

const localPart = (address: string): string => address.slice(0, address.indexOf("@")).toLowerCase();

/** The addresses most like a mistyped one, the nearest first. */
export function nearMatches(address: string, candidates: readonly string[]): string[] {
  const wanted = localPart(address);
  return [...new Set(candidates)]
    .map((candidate) => ({ candidate, far: distance(wanted, localPart(candidate)) }))
    .filter(({ far }) => far <= Math.max(2, Math.round(wanted.length * TOLERANCE)))
    .sort((a, b) => a.far - b.far || a.candidate.localeCompare(b.candidate))
    .slice(0, MOST)
    .map(({ candidate }) => candidate);
}

/** How people with a like name would begin: as far as the first dot, at most four letters. */
export function likelyPrefix(address: string): string {
  const [first = ""] = localPart(address).split(".");
  return first.slice(0, 4);
}
