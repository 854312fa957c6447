import type { LoggedRequest } from "../../playground/emulated-tenant";
import { readsText } from "./reads-text";

const DIRECTORY_ID = /(groups|members|administrativeUnits)\/([0-9a-f]{8}-[0-9a-f-]{27})/gi;
const ROW = /(staffMembers|services|appointments)\/([0-9a-f-]{36})/gi;

const isRead = ({ method }: LoggedRequest): boolean => method === "GET";

/** What our program sent: not what people did in the portal, of a batch its items, and of a list the first page. */
export const ours = (entries: readonly LoggedRequest[]): LoggedRequest[] =>
  entries.filter(
    ({ via, operation, path }) => via !== "portal" && operation !== "batch" && !path.includes("$skiptoken="),
  );

function named(path: string, names: ReadonlyMap<string, string>): string {
  return decodeURIComponent(path)
    .replace("/solutions/", "/")
    .replace(ROW, (_, kind: string, id: string) => `${kind}/{${names.get(id.toLowerCase()) ?? "?"}}`)
    .replace(
      DIRECTORY_ID,
      (_, kind: string, id: string) => `${kind}/{${names.get(id.toLowerCase()) ?? "?"}}`,
    );
}

/** A write in full, with people in the place of row ids. */
export function writeLine(entry: LoggedRequest, names: ReadonlyMap<string, string>): string {
  const outcome = entry.status === 0 ? "cut" : `${entry.status}${entry.error ? ` ${entry.error}` : ""}`;
  return `${entry.method} ${named(entry.path, names)} → ${outcome}  (${entry.who})`;
}

const calendarOf = (line: string): string => /(?:bookingBusinesses|groups)\/([^/ ]+)/.exec(line)?.[1] ?? "";

/** Neighbours of one kind may be sent together, in any order. */
function settleNeighbours(lines: readonly string[]): string[] {
  const kind = (line: string | undefined): string => (line ?? "").replace(/\{.*/, "");
  const result: string[] = [];
  const run: string[] = [];
  for (const line of lines) {
    if (run.length > 0 && kind(run[0]) !== kind(line)) result.push(...run.sort().splice(0));
    run.push(line);
  }
  run.sort();
  return [...result, ...run];
}

/**
 * All requests of a step for a golden: of reads what was asked about how many; writes by calendar and group, each one's
 * in the order in which they were sent.
 */
export function requestsText(
  entries: readonly LoggedRequest[],
  names: ReadonlyMap<string, string>,
  anyOrder = false,
): string {
  const sent = ours(entries);
  const reads = readsText(sent.filter(isRead));
  const lines = sent.filter((entry) => !isRead(entry)).map((entry) => writeLine(entry, names));
  const byCalendar = [...Map.groupBy(lines, calendarOf)].sort(([one], [other]) => (one < other ? -1 : 1));
  const writes = byCalendar.flatMap(([, group]) => (anyOrder ? group.sort() : settleNeighbours(group)));
  return [...(writes.length > 0 ? writes : ["no writes"]), ...reads].join("\n");
}
