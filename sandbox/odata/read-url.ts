import type { Segment } from "../model/resource-at";
import { graphFaults } from "./graph-fault";

function decode(text: string, where: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    throw graphFaults.badRequest(`${where} a malformed percent-encoding.`);
  }
}

function unquote(key: string): string {
  return /^'.*'$/s.test(key) ? key.slice(1, -1).replaceAll("''", "'") : key;
}

function segmentsOf(raw: string): Segment[] {
  const text = decode(raw, "The request URI is not valid since it has");
  if (!text.endsWith(")")) return [{ text, isKey: false }];
  const parenthesis = /^([A-Za-z$][\w.$]*)\((.*)\)$/s.exec(text);
  if (!parenthesis) return [{ text, isKey: false }];
  const [, name = "", key = ""] = parenthesis;
  return key === ""
    ? [{ text: name, isKey: false }]
    : [
        { text: name, isKey: false },
        { text: unquote(key), isKey: true },
      ];
}

/** Splits at slashes that stand outside of quotes; `('a/b')` is one key. */
function split(path: string): string[] {
  if (!path.includes("'")) return path.split("/");
  const parts: string[] = [""];
  let quoted = false;
  for (const character of path) {
    if (character === "'") quoted = !quoted;
    if (character === "/" && !quoted) parts.push("");
    else parts[parts.length - 1] += character;
  }
  return parts;
}

/** The steps of a path such as `/users('amy@nhs.net')/mailboxSettings`, decoded; keys in either form. */
export function parsePath(path: string): Segment[] {
  const parts = split(path.slice(path.startsWith("/") ? 1 : 0, path.endsWith("/") ? -1 : undefined));
  if (parts.length > 20) throw graphFaults.badRequest("The request URI has too many segments.");
  return parts.flatMap((raw) => {
    if (raw === "") throw graphFaults.unknownSegment("");
    return segmentsOf(raw);
  });
}

const known = new Set([
  "$select",
  "$filter",
  "$top",
  "$skip",
  "$skiptoken",
  "$search",
  "$count",
  "$orderby",
  "$expand",
  "$format",
]);

/** The query string of a request: OData options by their name with the dollar sign, others as they are. */
export type QueryOptions = ReadonlyMap<string, string>;

const none: QueryOptions = new Map();

function decodeOption(text: string): string {
  return decode(text.replaceAll("+", " "), "The query string has");
}

/** Reads a query string; unknown `$…` options and options given twice are refused. */
export function parseQuery(text: string): QueryOptions {
  if (text === "") return none;
  const options = new Map<string, string>();
  for (const pair of text.split("&")) {
    if (pair === "") continue;
    const at = pair.indexOf("=");
    const raw = decodeOption(at < 0 ? pair : pair.slice(0, at));
    const name = known.has(`$${raw}`) ? `$${raw}` : raw;
    if (name.startsWith("$") && !known.has(name))
      throw graphFaults.badRequest(`The query parameter '${name}' is not supported.`);
    if (options.has(name))
      throw graphFaults.badRequest(
        `Query option '${name}' was specified more than once, but it must be specified at most once.`,
      );
    options.set(name, at < 0 ? "" : decodeOption(pair.slice(at + 1)));
  }
  return options;
}

const withNames = ["$select", "$filter", "$orderby"];

/** The options with property names in the letter case of the model, where they are those properties in another one. */
export function withPropertyNames(options: QueryOptions, names: ReadonlyMap<string, string>): QueryOptions {
  if (!withNames.some((name) => options.has(name))) return options;
  const inCase = (text: string) =>
    // Texts in quotes are values.
    text.replace(/'(?:[^']|'')*'|[A-Za-z]\w*/g, (word) => names.get(word.toLowerCase()) ?? word);
  return new Map(
    [...options].map(([name, value]) => [name, withNames.includes(name) ? inCase(value) : value]),
  );
}

/** Query options that remember which of them an operation looked at, so that none is ignored in silence. */
export class AskedOptions extends Map<string, string> {
  readonly #asked = new Set<string>();

  constructor(options: QueryOptions) {
    super(options);
  }

  override get(name: string): string | undefined {
    // Called by the constructor of Map, too, before the field is there.
    this.#asked?.add(name);
    return super.get(name);
  }

  override has(name: string): boolean {
    this.#asked?.add(name);
    return super.has(name);
  }

  asked(name: string): boolean {
    return this.#asked.has(name);
  }

  /** OData options that no one looked at. */
  ignored(): string[] {
    return [...this.keys()].filter((name) => name.startsWith("$") && !this.#asked.has(name));
  }
}
