const TOKENS: ReadonlyArray<[RegExp, string]> = [
  [/\bBearer\s+[\w.~+/=-]+/gi, "Bearer (hidden)"],
  [/\beyJ[\w-]{8,}(\.[\w-]*){0,2}/g, "(token hidden)"],
];

/** Text in which what looks like a token is hidden, and which is otherwise as it was. */
export function hideTokens(text: string): string {
  return TOKENS.reduce((kept, [pattern, words]) => kept.replace(pattern, words), text);
}
