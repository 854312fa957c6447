import type { StatementSync } from "node:sqlite";
import { wildcard } from "../base/input";
import type { Store } from "../store/store";

const kept = 100_000;
/** Few enough that writing them is no wait that a client would notice. */
const buffered = 50;

interface LogQuery {
  readonly after?: number;
  readonly limit?: number;
  readonly operation?: string;
  readonly effect?: string;
}

/** Which of the last entries to show; texts are compared as they are written, whatever their case. */
export interface LatestQuery {
  readonly limit: number;
  readonly before?: number;
  readonly show?: "writes" | "refused";
  readonly who?: string;
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

  entries({ after = 0, limit = 10_000, operation = "*", effect }: LogQuery = {}): NumberedEntry[] {
    const pattern = wildcard(operation);
    const fits = (entry: NumberedEntry) =>
      entry.seq > after && pattern.test(entry.operation) && (effect === undefined || entry.effect === effect);
    return this.#taken("after", after, limit, fits);
  }

  latest({
    limit,
    before = Number.MAX_SAFE_INTEGER,
    show,
    who = "",
    what = "",
  }: LatestQuery): NumberedEntry[] {
    const fits = (entry: NumberedEntry) =>
      entry.seq < before &&
      (show !== "writes" || entry.effect === "write") &&
      (show !== "refused" || entry.status >= 400 || entry.status === 0) &&
      includes(entry.who, who) &&
      includes(`${entry.operation} ${entry.method} ${entry.path}`, what);
    return this.#taken("before", before, limit, fits);
  }

  clear(): void {
    this.#buffer.length = 0;
    this.store.database.exec("DELETE FROM log_groups");
  }

  /** As many entries as are wanted in the order of the statement, and no more groups read than that takes. */
  #taken(
    statement: "after" | "before",
    from: number,
    limit: number,
    fits: (entry: NumberedEntry) => boolean,
  ): NumberedEntry[] {
    this.flush();
    const found: NumberedEntry[] = [];
    for (const row of this.#statements[statement].iterate(from)) {
      // Written by flush() above.
      const lines = JSON.parse(String(row["lines"])) as LogEntry[];
      const entries = lines.map((entry, index) => ({ seq: Number(row["first"]) + index, ...entry }));
      if (statement === "before") entries.reverse();
      found.push(...entries.filter(fits).slice(0, limit - found.length));
      if (found.length >= limit) break;
    }
    return found;
  }
}

function includes(text: string, part: string): boolean {
  return text.toLowerCase().includes(part.toLowerCase());
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
  readonly effect: "none" | "write";
  readonly requestId: string;
  readonly clientRequestId: string;
  readonly milliseconds: number;
  readonly made?: string;
  readonly error?: string;
}

const left = "…";

/** The start of a JSON Web Token, and all that follows of it. */
const token = /eyJ[\w-]{8,}(\.[\w-]*){0,2}/g;
/** Parameters that carry a secret when a client puts it where it does not belong. */
const secret = /^(access_token|id_token|refresh_token|token|code|assertion|client_assertion|client_secret)$/i;
/** Where patients are; to ask for one by name is to name one. */
const patients = /\/(appointments|calendarView|customers)\b/i;
/** Parameters that cannot name anybody. */
const plain = /^(\$?(top|skip|select|count|orderby|expand|skiptoken)|start|end)$/i;
/** A path without a query and without anything encoded, as most are. */
const harmless = /^[\w/.@$-]*$/;
const customer = /(\/customers(?:\/|\('))([^/?')]+)/gi;
const guid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Customers are found by id; anything else in that place may be a name. */
function withoutNames(path: string): string {
  const readable = decoded(path);
  const shown = readable.replace(customer, (whole, start: string, id: string) =>
    guid.test(id) ? whole : `${start}${left}`,
  );
  return shown === readable ? path : shown;
}

/** Path and query without tokens and without words about patients: neither may be in the log, whatever a client sends. */
export function pathForLog(sent: string): string {
  if (harmless.test(sent) && !sent.includes("eyJ") && !patients.test(sent)) return sent;
  const [path = "", ...query] = sent.replace(token, left).split("?");
  const isAboutPatients = patients.test(decoded(path));
  const shownPath = isAboutPatients ? withoutNames(path) : path;
  if (query.length === 0) return shownPath;
  const parameters = query
    .join("?")
    .split("&")
    .map((parameter) => {
      const name = decoded(parameter.split("=", 1)[0] ?? "");
      const hide = secret.test(name) || (isAboutPatients && !plain.test(name));
      return hide ? `${name}=${left}` : parameter;
    });
  return `${shownPath}?${parameters.join("&")}`;
}
