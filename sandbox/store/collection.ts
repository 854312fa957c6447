import type { DatabaseSync, StatementSync } from "node:sqlite";

const limit = 1000;

/** Versions before the last transaction that changed them, for reads that are to look stale. */
class PreviousVersions<T extends object> {
  readonly #settled = new Map<string, T | undefined>();
  readonly #pending = new Map<string, T | undefined>();

  remember(key: string, before: T | undefined): void {
    if (!this.#pending.has(key)) this.#pending.set(key, before);
  }

  settle(committed: boolean): void {
    if (committed) {
      for (const [key, before] of this.#pending) this.#settled.set(key, before);
      for (const key of this.#settled.keys()) {
        if (this.#settled.size <= limit) break;
        this.#settled.delete(key);
      }
    }
    this.#pending.clear();
  }

  has(key: string): boolean {
    return this.#settled.has(key);
  }

  get(key: string): T | undefined {
    return this.#settled.get(key);
  }

  /** A list as it was: changed entities in their former version, new ones left out, removed ones back at the end. */
  applied(current: readonly T[], keyOf: (entity: T) => string): T[] {
    const seen = new Set<string>();
    const list = current.map((entity) => {
      const key = keyOf(entity);
      seen.add(key);
      return this.#settled.has(key) ? this.#settled.get(key) : entity;
    });
    const back = [...this.#settled].filter(([key]) => !seen.has(key)).map(([, before]) => before);
    return [...list, ...back].filter((entity) => entity !== undefined);
  }
}

const cacheLimit = 60_000;

interface CollectionHost {
  readonly database: DatabaseSync;
  /** True while a request is answered from before the last writes. */
  readonly staleRead: boolean;
  wrote(): void;
}

/** Entities of one kind in SQLite, with decoded ones kept in memory. Entities are never changed in place: replace them. */
export class Collection<T extends object> {
  readonly #cache = new Map<string, T>();
  /** How many there are; unknown until someone asks, and after changes. */
  #size: number | undefined;
  /** Everything is in the cache, in the order of writing. */
  #complete = false;
  readonly #touched = new Set<string>();
  readonly #previous = new PreviousVersions<T>();
  readonly #statements: Record<
    "get" | "put" | "drop" | "all" | "count" | "countBy" | "index" | "unindex" | "by" | "range",
    StatementSync
  >;

  constructor(
    readonly definition: CollectionDefinition<T>,
    readonly host: CollectionHost,
  ) {
    const name = definition.name;
    if (!/^[a-z_]+$/.test(name)) throw new Error(`Not a name for a table: ${name}`);
    host.database.exec(`
      CREATE TABLE IF NOT EXISTS data_${name} (row INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, doc TEXT NOT NULL);
      CREATE TABLE IF NOT EXISTS index_${name} (name TEXT, value TEXT, key TEXT, PRIMARY KEY (name, value, key)) WITHOUT ROWID;
      CREATE INDEX IF NOT EXISTS index_${name}_key ON index_${name} (key);`);
    const prepare = (sql: string) => host.database.prepare(sql);
    this.#statements = {
      get: prepare(`SELECT doc FROM data_${name} WHERE key = ?`),
      put: prepare(
        `INSERT INTO data_${name} (key, doc) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET doc = excluded.doc`,
      ),
      drop: prepare(`DELETE FROM data_${name} WHERE key = ?`),
      all: prepare(`SELECT key, doc FROM data_${name} ORDER BY row`),
      count: prepare(`SELECT count(*) AS n FROM data_${name}`),
      countBy: prepare(`SELECT count(*) AS n FROM index_${name} WHERE name = ? AND value = ?`),
      index: prepare(`INSERT OR IGNORE INTO index_${name} (name, value, key) VALUES (?, ?, ?)`),
      unindex: prepare(`DELETE FROM index_${name} WHERE key = ?`),
      by: prepare(`SELECT d.key AS key FROM index_${name} i JOIN data_${name} d ON d.key = i.key
        WHERE i.name = ? AND i.value = ? ORDER BY d.row`),
      range:
        prepare(`SELECT DISTINCT d.row, d.key AS key FROM index_${name} i JOIN data_${name} d ON d.key = i.key
        WHERE i.name = ? AND i.value >= ? AND i.value < ? ORDER BY d.row`),
    };
  }

  get(key: string): T | undefined {
    if (this.host.staleRead && this.#previous.has(key)) return this.#previous.get(key);
    return this.#current(key);
  }

  all(): T[] {
    if (!this.#complete) this.#loadAll();
    const current = [...this.#cache.values()];
    return this.host.staleRead ? this.#previous.applied(current, this.definition.key) : current;
  }

  /** Entities with that value under that index, in order of writing. */
  by(index: string, value: string): T[] {
    const current = this.#entities(this.#statements.by.all(index, value));
    if (!this.host.staleRead) return current;
    const valuesOf = this.definition.indexes?.[index];
    return this.#previous.applied(current, this.definition.key).filter((e) => valuesOf?.(e).includes(value));
  }

  /** Entities with a value that starts so under that index. */
  startingWith(index: string, prefix: string): T[] {
    return this.#entities(this.#statements.range.all(index, prefix, `${prefix}\u{10ffff}`));
  }

  count(): number {
    this.#size ??= Number(this.#statements.count.get()?.["n"]);
    return this.#size;
  }

  countBy(index: string, value: string): number {
    return Number(this.#statements.countBy.get(index, value)?.["n"]);
  }

  put(entity: T): T {
    const key = this.definition.key(entity);
    const before = this.#remember(key);
    this.#statements.put.run(key, JSON.stringify(entity));
    if (before) this.#statements.unindex.run(key);
    for (const [name, valuesOf] of Object.entries(this.definition.indexes ?? {})) {
      for (const value of valuesOf(entity)) this.#statements.index.run(name, value, key);
    }
    this.#keep(key, entity);
    return entity;
  }

  remove(key: string): void {
    this.#remember(key);
    this.#statements.drop.run(key);
    this.#statements.unindex.run(key);
    this.#cache.delete(key);
  }

  /** Called at the end of a transaction; after a rollback what was decoded during it is forgotten. */
  settle(committed: boolean): void {
    if (!committed && this.#touched.size > 0) {
      for (const key of this.#touched) this.#cache.delete(key);
      this.#complete = false;
      this.#size = undefined;
    }
    this.#previous.settle(committed);
    this.#touched.clear();
  }

  #remember(key: string): T | undefined {
    const before = this.#current(key);
    this.#size = undefined;
    this.host.wrote();
    this.#touched.add(key);
    this.#previous.remember(key, before);
    return before;
  }

  #current(key: string): T | undefined {
    const cached = this.#cache.get(key);
    if (cached) return cached;
    const row = this.#statements.get.get(key);
    return row && this.#decode(key, String(row["doc"]));
  }

  #entities(rows: Record<string, unknown>[]): T[] {
    return rows.map((row) => this.#current(String(row["key"]))).filter((entity) => entity !== undefined);
  }

  #decode(key: string, doc: string): T {
    const cached = this.#cache.get(key);
    if (cached) return cached;
    // Written by put() above, so it is a T.
    const entity = JSON.parse(doc) as T;
    this.#keep(key, entity);
    return entity;
  }

  #loadAll(): void {
    const rows = this.#statements.all.all();
    const entities = rows.map(
      (row) => [String(row["key"]), this.#decode(String(row["key"]), String(row["doc"]))] as const,
    );
    this.#cache.clear();
    for (const [key, entity] of entities) this.#cache.set(key, entity);
    this.#complete = true;
  }

  #keep(key: string, entity: T): void {
    if (this.#cache.size >= cacheLimit && !this.#cache.has(key)) {
      this.#cache.clear();
      this.#complete = false;
    }
    this.#cache.set(key, entity);
  }
}

/** How entities of one kind are kept. Declared beside the resource that owns them; its table is made on first use. */
export interface CollectionDefinition<T extends object> {
  readonly name: string;
  /** The key under which an entity is found; compare case-insensitively by lower-casing here. */
  readonly key: (entity: T) => string;
  /** Values by which entities are looked up; each may have none, one or several. */
  readonly indexes?: Readonly<Record<string, (entity: T) => readonly string[]>>;
}

/** Declares a collection; only there for the inference of its type. */
export function defineCollection<T extends object>(
  definition: CollectionDefinition<T>,
): CollectionDefinition<T> {
  return definition;
}
