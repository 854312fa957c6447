import { graphFaults } from "./graph-fault";

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

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    throw graphFaults.badRequest("The query string has a malformed percent-encoding.");
  }
}

/** Reads a query string; unknown `$…` options and options given twice are refused. */
export function parseQuery(text: string): QueryOptions {
  if (text === "") return none;
  const options = new Map<string, string>();
  for (const pair of text.split("&")) {
    if (pair === "") continue;
    const at = pair.indexOf("=");
    const raw = decode(at < 0 ? pair : pair.slice(0, at));
    const name = known.has(`$${raw}`) ? `$${raw}` : raw;
    if (name.startsWith("$") && !known.has(name))
      throw graphFaults.badRequest(`The query parameter '${name}' is not supported.`);
    if (options.has(name))
      throw graphFaults.badRequest(
        `Query option '${name}' was specified more than once, but it must be specified at most once.`,
      );
    options.set(name, at < 0 ? "" : decode(pair.slice(at + 1)));
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
