import { type GraphFault, graphFaults } from "./graph-fault";

/** A value written in a filter. */
export type Literal = string | number | boolean | null;

/** A parsed `$filter`. Paths are joined by slashes; inside `any` they start at the range variable. */
export type Filter =
  | { readonly kind: "and" | "or"; readonly left: Filter; readonly right: Filter }
  | { readonly kind: "not"; readonly inner: Filter }
  | {
      readonly kind: "compare";
      readonly operator: "eq" | "ne" | "gt" | "ge" | "lt" | "le";
      readonly path: string;
      readonly value: Literal;
    }
  | { readonly kind: "in"; readonly path: string; readonly values: readonly Literal[] }
  | {
      readonly kind: "call";
      readonly name: "startswith" | "endswith" | "contains";
      readonly path: string;
      readonly value: string;
    }
  | { readonly kind: "any"; readonly path: string; readonly variable: string; readonly inner: Filter };

/** One word of a filter. */
export interface Token {
  readonly kind: "string" | "number" | "word" | "mark" | "end";
  readonly text: string;
}

const pattern =
  /\s*(?:('(?:[^']|'')*')|(-?\d+(?:\.\d+)?)(?![\w-])|([A-Za-z_][\w./-]*)|([0-9a-fA-F][\w-]*)|([(),:]))/y;

/** The refusal of a filter that cannot be read. */
export function badFilter(text: string): GraphFault {
  return graphFaults.unsupportedQuery(`Invalid filter clause: ${text}`);
}

function tokenise(filter: string): Token[] {
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

const operators = ["eq", "ne", "gt", "ge", "lt", "le"] as const;
const functions = ["startswith", "endswith", "contains"] as const;
const deepest = 50;

class Parser {
  #at = 0;
  #depth = 0;

  constructor(
    readonly tokens: readonly Token[],
    readonly source: string,
  ) {}

  whole(): Filter {
    const filter = this.#or();
    if (this.#peek().kind !== "end") throw this.#error();
    return filter;
  }

  #or(): Filter {
    let left = this.#and();
    while (this.#word("or")) left = { kind: "or", left, right: this.#and() };
    return left;
  }

  #and(): Filter {
    let left = this.#unary();
    while (this.#word("and")) left = { kind: "and", left, right: this.#unary() };
    return left;
  }

  #unary(): Filter {
    this.#depth += 1;
    if (this.#depth > deepest) throw this.#error();
    const filter = this.#word("not") ? { kind: "not" as const, inner: this.#unary() } : this.#primary();
    this.#depth -= 1;
    return filter;
  }

  #primary(): Filter {
    if (this.#mark("(")) {
      const inner = this.#or();
      this.#expect(")");
      return inner;
    }
    const name = this.#next("word");
    const called = functions.find((one) => one === name.toLowerCase());
    if (called && this.#mark("(")) return this.#call(called);
    if (name.endsWith("/any") && this.#mark("(")) return this.#any(name.slice(0, -"/any".length));
    return this.#comparison(name);
  }

  #call(name: (typeof functions)[number]): Filter {
    const path = this.#next("word");
    this.#expect(",");
    const value = this.#next("string");
    this.#expect(")");
    return { kind: "call", name, path, value };
  }

  #any(path: string): Filter {
    const variable = this.#next("word");
    this.#expect(":");
    const inner = this.#or();
    this.#expect(")");
    return { kind: "any", path, variable, inner };
  }

  #comparison(path: string): Filter {
    const word = this.#next("word").toLowerCase();
    if (word === "in") {
      this.#expect("(");
      const values = [this.#literal()];
      while (this.#mark(",")) values.push(this.#literal());
      this.#expect(")");
      return { kind: "in", path, values };
    }
    const operator = operators.find((one) => one === word);
    if (!operator) throw this.#error();
    return { kind: "compare", operator, path, value: this.#literal() };
  }

  #literal(): Literal {
    const token = this.#peek();
    this.#at += 1;
    if (token.kind === "string") return token.text;
    if (token.kind === "number") return Number(token.text);
    if (token.text === "true" || token.text === "false") return token.text === "true";
    if (token.text === "null") return null;
    if (token.kind === "word" && /^[0-9a-f-]{36}$/i.test(token.text)) return token.text;
    throw this.#error();
  }

  #peek(): Token {
    return this.tokens[this.#at] ?? { kind: "end", text: "" };
  }

  #next(kind: Token["kind"]): string {
    const token = this.#peek();
    if (token.kind !== kind) throw this.#error();
    this.#at += 1;
    return token.text;
  }

  #word(text: string): boolean {
    const { kind, text: found } = this.#peek();
    const yes = kind === "word" && found.toLowerCase() === text;
    if (yes) this.#at += 1;
    return yes;
  }

  #mark(text: string): boolean {
    const yes = this.#peek().kind === "mark" && this.#peek().text === text;
    if (yes) this.#at += 1;
    return yes;
  }

  #expect(mark: string): void {
    if (!this.#mark(mark)) throw this.#error();
  }

  #error() {
    return badFilter(`Syntax error at token ${this.#at + 1} in '${this.source}'.`);
  }
}

/** A filter and every one within it, from the left. */
export function* clausesOf(filter: Filter): Generator<Filter> {
  yield filter;
  if ("left" in filter) {
    yield* clausesOf(filter.left);
    yield* clausesOf(filter.right);
  } else if ("inner" in filter) yield* clausesOf(filter.inner);
}

/** Reads a `$filter`; what cannot be read is refused in Graph's words. */
export function parseFilter(text: string): Filter {
  return new Parser(tokenise(text), text).whole();
}
