import { hideTokens } from "./hide-tokens";

const LONGEST = 300;

const SECRET =
  /\b(client_secret|client_assertion|refresh_token|access_token|id_token|code|password)(["']?\s*[=:]\s*["']?)[^\s"'&,}]+/gi;

/** Text from outside made safe for messages and logs: no tokens, no secrets, one line, not endless. */
export function redact(text: string): string {
  const hidden = hideTokens(text).replace(SECRET, "$1$2(hidden)");
  const line = hidden.replace(/\s+/g, " ").trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
