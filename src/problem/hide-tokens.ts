const TOKENS: ReadonlyArray<[RegExp, string]> = [
  [/\bBearer\s+[\w.~+/=-]+/gi, "Bearer (hidden)"],
  [/\beyJ[\w-]{8,}(\.[\w-]*){0,2}/g, "(token hidden)"],
];

/** Shorter ones would be found by chance in other words. */
const SHORTEST = 8;

/** What this process signs in with, whatever it looks like. */
const ours = new Set<string>();

/** Has a secret hidden from now on wherever text from outside echoes it. */
export function hideSecret(secret: string): void {
  if (secret.length >= SHORTEST) ours.add(secret);
}

/** Text in which our own secrets and what looks like a token are hidden, and which is otherwise as it was. */
export function hideTokens(text: string): string {
  const without = [...ours].reduce((kept, secret) => kept.replaceAll(secret, "(secret hidden)"), text);
  return TOKENS.reduce((kept, [pattern, words]) => kept.replace(pattern, words), without);
}
