const LONGEST = 300;

const SECRETS: ReadonlyArray<[RegExp, string]> = [
  [/\bBearer\s+[\w.~+/=-]+/gi, "Bearer (hidden)"],
  [/\beyJ[\w-]{8,}(\.[\w-]*){0,2}/g, "(token hidden)"],
  [
    /\b(client_secret|client_assertion|refresh_token|access_token|id_token|code|password)(["']?\s*[=:]\s*["']?)[^\s"'&,}]+/gi,
    "$1$2(hidden)",
  ],
];

/** Text from outside made safe for messages and logs: no tokens, no secrets, one line, not endless. */
export function redact(text: string): string {
  const hidden = SECRETS.reduce((kept, [pattern, words]) => kept.replace(pattern, words), text);
  const line = hidden.replace(/\s+/g, " ").trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
