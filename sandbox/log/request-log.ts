import type { StatementSync } from "node:sqlite";
import type { Store } from "../store/store";
import type { LogEntry } from "./log-entry";

const kept = 100_000;
const buffered = 200;

/** What to show of the log. */
export interface LogQuery {
  /** Entries after that number. */
  readonly after?: number;
  readonly limit?: number;
  readonly operation?: string;
  readonly effect?: string;
}

/** The requests that the sandbox answered. Lines of reads are written in groups, lines of writes with what they wrote. */
export class RequestLog {
  readonly #buffer: { seq: number; entry: LogEntry }[] = [];
  readonly #insert: StatementSync;
  readonly #trim: StatementSync;
  #seq: number;

  constructor(readonly store: Store) {
    store.database.exec(
      "CREATE TABLE IF NOT EXISTS log (seq INTEGER PRIMARY KEY, operation TEXT, effect TEXT, doc TEXT NOT NULL)",
    );
    this.#insert = store.database.prepare("INSERT INTO log VALUES (?, ?, ?, ?)");
    this.#trim = store.database.prepare("DELETE FROM log WHERE seq <= ?");
    this.#seq = Number(store.database.prepare("SELECT max(seq) AS n FROM log").get()?.["n"] ?? 0);
  }

  record(entry: LogEntry): void {
    this.#seq += 1;
    this.#buffer.push({ seq: this.#seq, entry });
    if (entry.effect === "write" || this.#buffer.length >= buffered) this.flush();
  }

  flush(): void {
    if (this.#buffer.length === 0) return;
    this.store.transaction(() => {
      for (const { seq, entry } of this.#buffer)
        this.#insert.run(seq, entry.operation, entry.effect, JSON.stringify(entry));
      if (this.#seq > kept) this.#trim.run(this.#seq - kept);
    });
    this.#buffer.length = 0;
  }

  entries(query: LogQuery = {}): (LogEntry & { seq: number })[] {
    this.flush();
    const rows = this.store.database
      .prepare(
        `SELECT seq, doc FROM log WHERE seq > ? AND operation LIKE ? AND effect LIKE ? ORDER BY seq LIMIT ?`,
      )
      .all(
        query.after ?? 0,
        (query.operation ?? "%").replaceAll("*", "%"),
        query.effect ?? "%",
        query.limit ?? 10_000,
      );
    // Written by flush() above.
    return rows.map((row) => ({ seq: Number(row["seq"]), ...(JSON.parse(String(row["doc"])) as LogEntry) }));
  }

  clear(): void {
    this.#buffer.length = 0;
    this.store.database.exec("DELETE FROM log");
  }
}
