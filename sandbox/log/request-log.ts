import type { StatementSync } from "node:sqlite";
import type { Store } from "../store/store";
import { wildcard } from "../wildcard";
import { pathForLog } from "./path-for-log";

const kept = 100_000;
/** Few enough that writing them is no wait that a client would notice. */
const buffered = 50;

/** What to show of the log. */
export interface LogQuery {
  /** Entries after that number. */
  readonly after?: number;
  readonly limit?: number;
  /** With `*` for anything. */
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

/**
 * The requests that the sandbox answered, kept as groups of lines: a line of its own for each would cost more than the
 * answer. Lines of reads are written when a group is full, lines of writes with what they wrote.
 */
export class RequestLog {
  readonly #buffer: LogEntry[] = [];
  readonly #statements: Record<"insert" | "trim" | "after" | "before", StatementSync>;
  #seq: number;

  constructor(readonly store: Store) {
    const { database } = store;
    database.exec(
      "CREATE TABLE IF NOT EXISTS log_groups (first INTEGER, last INTEGER PRIMARY KEY, lines TEXT NOT NULL)",
    );
    this.#statements = {
      insert: database.prepare("INSERT INTO log_groups VALUES (?, ?, ?)"),
      trim: database.prepare("DELETE FROM log_groups WHERE last <= ?"),
      after: database.prepare("SELECT first, lines FROM log_groups WHERE last > ? ORDER BY last"),
      before: database.prepare("SELECT first, lines FROM log_groups WHERE first < ? ORDER BY last DESC"),
    };
    this.#seq = Number(database.prepare("SELECT max(last) AS n FROM log_groups").get()?.["n"] ?? 0);
  }

  record(given: LogEntry): void {
    const path = pathForLog(given.path);
    const entry = path === given.path ? given : { ...given, path };
    this.#seq += 1;
    this.#buffer.push(entry);
    if (entry.effect === "write" || this.#buffer.length >= buffered) this.flush();
  }

  flush(): void {
    if (this.#buffer.length === 0) return;
    this.store.transaction(() => {
      const first = this.#seq - this.#buffer.length + 1;
      this.#statements.insert.run(first, this.#seq, JSON.stringify(this.#buffer));
      if (this.#seq > kept) this.#statements.trim.run(this.#seq - kept);
    });
    this.#buffer.length = 0;
  }

  /** The entries that fit, oldest first. */
  entries({ after = 0, limit = 10_000, operation = "*", effect }: LogQuery = {}): NumberedEntry[] {
    const pattern = wildcard(operation);
    const groups = this.#groups("after", after);
    return taken(
      groups,
      limit,
      (entry) =>
        entry.seq > after &&
        pattern.test(entry.operation) &&
        (effect === undefined || entry.effect === effect),
    );
  }

  /** The last entries that fit, newest first. */
  latest({
    limit,
    before = Number.MAX_SAFE_INTEGER,
    show,
    who = "",
    what = "",
  }: LatestQuery): NumberedEntry[] {
    const groups = this.#groups("before", before);
    return taken(
      groups,
      limit,
      (entry) =>
        entry.seq < before &&
        (show !== "writes" || entry.effect === "write") &&
        (show !== "refused" || entry.status >= 400 || entry.status === 0) &&
        includes(entry.who, who) &&
        includes(`${entry.operation} ${entry.method} ${entry.path}`, what),
    );
  }

  clear(): void {
    this.#buffer.length = 0;
    this.store.database.exec("DELETE FROM log_groups");
  }

  /** Groups in the order of the statement, their lines in the same. */
  *#groups(statement: "after" | "before", from: number): Generator<NumberedEntry[]> {
    this.flush();
    for (const row of this.#statements[statement].iterate(from)) {
      // Written by flush() above.
      const lines = JSON.parse(String(row["lines"])) as LogEntry[];
      const entries = lines.map((entry, index) => ({ seq: Number(row["first"]) + index, ...entry }));
      yield statement === "after" ? entries : entries.reverse();
    }
  }
}

function includes(text: string, part: string): boolean {
  return text.toLowerCase().includes(part.toLowerCase());
}

/** As many entries as are wanted, and no more groups than that takes. */
function taken(
  groups: Iterable<NumberedEntry[]>,
  limit: number,
  fits: (entry: NumberedEntry) => boolean,
): NumberedEntry[] {
  const found: NumberedEntry[] = [];
  for (const group of groups) {
    found.push(...group.filter(fits).slice(0, limit - found.length));
    if (found.length >= limit) break;
  }
  return found;
}

/** One request, as the log keeps it. No token, no header and no body ever gets here. */
export interface LogEntry {
  readonly time: number;
  /** The application's name, or the user's principal name. */
  readonly who: string;
  readonly appId: string;
  readonly kind: string;
  readonly via: string;
  readonly method: string;
  /** Path and query as sent, except what must not be kept: see `pathForLog`. */
  readonly path: string;
  readonly operation: string;
  /** 0 when the connection was cut before the operation ran. */
  readonly status: number;
  /** Whether anything was written. */
  readonly effect: "none" | "write";
  readonly requestId: string;
  readonly clientRequestId: string;
  readonly milliseconds: number;
  /** Id of what the request made. */
  readonly made?: string;
  /** Code of the refusal. */
  readonly error?: string;
}
