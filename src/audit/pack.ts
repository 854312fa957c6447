import { createHash } from "node:crypto";
import { tsv } from "../files/tsv";
import { safeText } from "../problem/safe-text";
import type { Sources, Table } from "./sources";

/** Path below the folder of the evidence, and content. */
export type Files = ReadonlyMap<string, string>;

/** Each table as TSV for people with Excel and as JSON for machines. */
export function tableFiles(tables: readonly Table[]): Files {
  return new Map(
    tables.flatMap((table) => [
      [`evidence/${table.name}.tsv`, tsv(table.columns, table.rows)] as const,
      [`evidence/${table.name}.json`, safeText(`${JSON.stringify(jsonOf(table), undefined, 1)}\n`)] as const,
    ]),
  );
}

function jsonOf({ name, title, about, columns, rows }: Table): object {
  return {
    schemaVersion: 1,
    name,
    title,
    about,
    rows: rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index] ?? ""]))),
  };
}

/** What the evidence is made with and how much of it could be known. */
export interface Made {
  readonly version: string;
  /** The history of git is cut off: what was before is not known. */
  readonly isShallow: boolean;
  /** Lines of the journal that are not as they were written. */
  readonly brokenJournalLines: number;
  /** The same of the record of searches for drift. */
  readonly brokenSearchLines: number;
}

const NOT_KNOWN = new Set(["not recorded", "not read", "unreadable", "unknown"]);

/** The share of a column's cells that say something, in per cent, over all tables. */
function coverage(tables: readonly Table[], column: string): number {
  const cells = tables.flatMap(({ columns, rows }) => {
    const at = columns.indexOf(column);
    return rows.map((row) => row[at] ?? "").filter((cell) => cell !== "");
  });
  const known = cells.filter((cell) => !NOT_KNOWN.has(cell)).length;
  return cells.length === 0 ? 100 : Math.floor((known / cells.length) * 1000) / 10;
}

/** Who has access: what the coverage is about. */
const ACCESS = ["people", "policies"];

/** The manifest: what the evidence is about, its coverage, and the digest of every other file. */
export function manifest(sources: Sources, tables: readonly Table[], files: Files, made: Made): string {
  const access = tables.filter(({ name }) => ACCESS.includes(name));
  const { at, history, reading } = sources;
  const content = {
    schemaVersion: 1,
    commit: at.commit,
    committed: at.at,
    organisations: sources.organisations.map(({ organisation }) => organisation.stack),
    tool: { name: "nhsmail-bookings", version: made.version },
    tenant: reading ? { read: reading.at } : { read: null },
    history: { complete: !made.isShallow, unreadableFiles: history.unreadable.length },
    journal: { lines: sources.journal.length, brokenLines: made.brokenJournalLines },
    searches: { lines: sources.searches.length, brokenLines: made.brokenSearchLines },
    coveragePercent: {
      approvedBy: coverage(access, "Approved by"),
      applied: coverage(access, "Applied"),
      live: coverage(access, "Live"),
      account: coverage(access, "Account"),
    },
    rows: Object.fromEntries(tables.map(({ name, rows }) => [name, rows.length])),
    sha256: Object.fromEntries([...files].sort().map(([path, text]) => [path, sha256(text)])),
  };
  return `${JSON.stringify(content, undefined, 2)}\n`;
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
