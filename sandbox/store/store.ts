import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Collection, type CollectionDefinition } from "./collection";

/** Thrown when another sandbox holds the data folder. */
export class DataFolderBusyError extends Error {
  constructor(readonly folder: string) {
    super(`Another sandbox is running on ${folder}. Stop it first, or give another folder.`);
  }
}

/** The file that holds keys and secrets is its owner's only, in whatever folder it lies; SQLite makes its other files alike. */
function privateFile(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, "sandbox.sqlite");
  closeSync(openSync(file, "a", 0o600));
  for (const one of [file, `${file}-wal`]) if (existsSync(one)) chmodSync(one, 0o600);
  return file;
}

/**
 * Everything a sandbox keeps, in one SQLite file. The file is locked for as long as the store is open; the operating system
 * gives the lock back when the process dies. WAL keeps every committed request through kill -9.
 */
export class Store {
  readonly database: DatabaseSync;
  staleRead = false;
  readonly #collections = new Map<string, Collection<never>>();
  /** Collections whose tables were made within the running transaction: a rollback takes the tables away. */
  readonly #fresh = new Set<string>();
  #writes = 0;
  #depth = 0;

  constructor(folder?: string) {
    this.database = new DatabaseSync(folder ? privateFile(folder) : ":memory:");
    try {
      this.database.exec(`
        PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
        BEGIN IMMEDIATE; CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID; COMMIT;`);
    } catch (error) {
      this.database.close();
      if (folder && String(error).includes("locked")) throw new DataFolderBusyError(folder);
      throw error;
    }
  }

  /** How many entities were written since the start. */
  get writes(): number {
    return this.#writes;
  }

  wrote(): void {
    this.#writes += 1;
  }

  of<T extends object>(definition: CollectionDefinition<T>): Collection<T> {
    const found = this.#collections.get(definition.name);
    // A name belongs to one definition, and the definition carries the type.
    if (found) return found as unknown as Collection<T>;
    const made = new Collection(definition, this);
    this.#collections.set(definition.name, made as unknown as Collection<never>);
    if (this.#depth > 0) this.#fresh.add(definition.name);
    return made;
  }

  /** Runs it whole or not at all. Inner transactions join the outer one. */
  transaction<R>(work: () => R): R {
    if (this.#depth > 0) return work();
    this.#depth += 1;
    this.database.exec("BEGIN IMMEDIATE");
    let committed = false;
    try {
      const result = work();
      this.database.exec("COMMIT");
      committed = true;
      return result;
    } finally {
      this.#depth -= 1;
      this.#settle(committed);
    }
  }

  #settle(committed: boolean): void {
    if (!committed) {
      this.database.exec("ROLLBACK");
      for (const name of this.#fresh) this.#collections.delete(name);
    }
    this.#fresh.clear();
    for (const collection of this.#collections.values()) collection.settle(committed);
  }

  meta<T>(name: string): T | undefined {
    const row = this.database.prepare("SELECT value FROM meta WHERE name = ?").get(name);
    return row ? (JSON.parse(String(row["value"])) as T) : undefined;
  }

  setMeta(name: string, value: unknown): void {
    this.database
      .prepare("INSERT INTO meta VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value")
      .run(name, JSON.stringify(value));
  }

  /** Empties every collection; named values stay. */
  clear(): void {
    const tables = this.database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
    for (const table of tables.map((row) => String(row["name"]))) {
      if (/^(data|index)_/.test(table)) this.database.exec(`DELETE FROM ${table}`);
    }
    this.#collections.clear();
  }

  close(): void {
    this.database.close();
  }
}
