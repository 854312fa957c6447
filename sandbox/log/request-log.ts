import type { StatementSync } from "node:sqlite";
import type { Store } from "../store/store";
import type { LogEntry } from "./log-entry";
import { pathForLog } from "./path-for-log";

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

/** Which of the last entries to show; texts are compared as they are written, whatever their case. */
export interface LatestQuery {
  readonly limit: number;
  /** Entries before that number. */
  readonly before?: number;
  readonly show?: "writes" | "refused";
  /** Part of the caller's name. */
  readonly who?: string;
  /** Part of the operation, or of method and path. */
  readonly what?: string;
}

/** An entry with its number. */
export type NumberedEntry = LogEntry & { readonly seq: number };

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

  record(given: LogEntry): void {
    const entry = { ...given, path: pathForLog(given.path) };
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

  entries(query: LogQuery = {}): NumberedEntry[] {
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
    return rows.map(numbered);
  }

  /** The last entries that fit, newest first. */
  latest({ limit, before, show, who = "", what = "" }: LatestQuery): NumberedEntry[] {
    this.flush();
    const rows = this.store.database
      .prepare(
        `SELECT seq, doc FROM log WHERE seq < ?1
           AND (?2 <> 'writes' OR effect = 'write')
           AND (?2 <> 'refused' OR doc ->> 'status' >= 400 OR doc ->> 'status' = 0)
           AND (?3 = '' OR instr(lower(doc ->> 'who'), ?3))
           AND (?4 = '' OR instr(lower(operation || ' ' || (doc ->> 'method') || ' ' || (doc ->> 'path')), ?4))
         ORDER BY seq DESC LIMIT ?5`,
      )
      .all(before ?? Number.MAX_SAFE_INTEGER, show ?? "", who.toLowerCase(), what.toLowerCase(), limit);
    return rows.map(numbered);
  }

  clear(): void {
    this.#buffer.length = 0;
    this.store.database.exec("DELETE FROM log");
  }
}

function numbered(row: Record<string, unknown>): NumberedEntry {
  // Written by flush() above.
  return { seq: Number(row["seq"]), ...(JSON.parse(String(row["doc"])) as LogEntry) };
}
