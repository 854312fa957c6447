import type { QueryOptions } from "./query-options";

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

  /** Was it looked at? */
  asked(name: string): boolean {
    return this.#asked.has(name);
  }

  /** OData options that nobody looked at. */
  ignored(): string[] {
    return [...this.keys()].filter((name) => name.startsWith("$") && !this.#asked.has(name));
  }
}
