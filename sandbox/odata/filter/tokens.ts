import { GraphFault } from "../graph-fault";

/** One word of a filter. */
export interface Token {
  readonly kind: "string" | "number" | "word" | "mark" | "end";
  readonly text: string;
}

const pattern =
  /\s*(?:('(?:[^']|'')*')|(-?\d+(?:\.\d+)?)(?![\w-])|([A-Za-z_][\w./-]*)|([0-9a-fA-F][\w-]*)|([(),:]))/y;

/** The refusal of a filter that cannot be read. */
export function badFilter(text: string): GraphFault {
  return new GraphFault(400, "Request_UnsupportedQuery", `Invalid filter clause: ${text}`);
}

/** Splits a filter into words. */
export function tokenise(filter: string): Token[] {
  const tokens: Token[] = [];
  pattern.lastIndex = 0;
  const text = filter.trim();
  while (pattern.lastIndex < text.length) {
    const at = pattern.lastIndex;
    const found = pattern.exec(text);
    if (!found) throw badFilter(`Syntax error at position ${at} in '${filter}'.`);
    const [, quoted, number, word, guid, mark] = found;
    if (quoted !== undefined)
      tokens.push({ kind: "string", text: quoted.slice(1, -1).replaceAll("''", "'") });
    else if (number !== undefined) tokens.push({ kind: "number", text: number });
    else if (guid !== undefined) tokens.push({ kind: "string", text: guid });
    else if (word !== undefined) tokens.push({ kind: "word", text: word });
    else tokens.push({ kind: "mark", text: mark ?? "" });
  }
  if (tokens.length > 500) throw badFilter("Too many child clauses specified in search filter expression.");
  return [...tokens, { kind: "end", text: "" }];
}
