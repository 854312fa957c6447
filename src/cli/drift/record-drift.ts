import { type DriftReport, type Finding, isDrift } from "../../drift/finding";
import { fileErrorReason } from "../../files/write-file";
import { type Problem, problem } from "../../problem/problem";
import { Findings, type Found, findingKey, spansOf } from "../../records/findings";
import type { Io } from "../context";

const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

/** Of a finding what is kept: no value of the tenant, as anyone may have written it. */
export function foundOf({ calendar, policy, problem: { code, args } }: Finding): Found {
  const told: Readonly<Record<string, unknown>> = args;
  const about = text(told["field"]) ?? text(told["application"] || told["address"]);
  const reason = text(told["reason"]) ?? (told["isGone"] === true ? "not-in-directory" : undefined);
  return {
    code,
    ...(calendar !== undefined && { calendar }),
    ...(policy !== undefined && { policy }),
    ...(about !== undefined && about !== calendar && { about }),
    ...(reason !== undefined && { reason }),
  };
}

/** Kinds of mailbox, which only a search with `--mailboxes` asks everybody’s of. */
const OF_MAILBOXES: ReadonlySet<string> = new Set([
  "not-migrated",
  "shared",
  "room",
  "equipment",
  "no-person",
]);

const isSame = (one: string | undefined, other: string | undefined): boolean =>
  one !== undefined && one.toLowerCase() === other?.toLowerCase();

/** Whether something that could not be read may hide a finding: then that it was not found says nothing. */
function hides({ calendar, policy, problem: { code } }: Finding, one: Found): boolean {
  if (calendar !== undefined) return isSame(calendar, one.calendar);
  if (policy !== undefined) return isSame(policy, one.policy);
  if (code === "drift-list-unreadable") return one.code === "drift-calendar-unmanaged";
  return code !== "drift-people-unreadable" || (one.about?.includes("@") ?? false);
}

/** What a search found that was not on record as open, and what is on record that it certainly no longer found. */
export function findingChanges(
  open: readonly Found[],
  { findings }: Pick<DriftReport, "findings">,
  allMailboxes: boolean,
): { readonly found: readonly Found[]; readonly gone: readonly Found[] } {
  const seen = new Map(findings.filter(isDrift).map((one) => [findingKey(foundOf(one)), foundOf(one)]));
  const known = new Set(open.map(findingKey));
  const unread = findings.filter(({ kind }) => kind === "unreadable");
  const isHidden = (one: Found): boolean =>
    (!allMailboxes && OF_MAILBOXES.has(one.reason ?? "")) || unread.some((other) => hides(other, one));
  return {
    found: [...seen].flatMap(([key, one]) => (known.has(key) ? [] : [one])),
    gone: open.filter((one) => !seen.has(findingKey(one)) && !isHidden(one)),
  };
}

/** Notes for auditors what has come and gone. A search may not write everywhere: where it cannot, that is told, and no error. */
export async function recordDrift(
  { env, now }: Pick<Io, "env" | "now">,
  root: string,
  reports: readonly DriftReport[],
  allMailboxes: boolean,
): Promise<Problem[]> {
  const told: Problem[] = [];
  for (const report of reports) {
    const record = new Findings({ root, env, now }, report.organisation);
    try {
      const { lines } = await record.read();
      const open = spansOf(lines).flatMap(({ finding, gone }) => (gone ? [] : [finding]));
      const { found, gone } = findingChanges(open, report, allMailboxes);
      if (lines.length === 0 || found.length + gone.length > 0) await record.note(found, gone);
    } catch (cause) {
      const { organisation } = report;
      const args = { organisation, place: record.place, why: fileErrorReason(cause) };
      told.push(problem("drift-not-noted", args));
    }
  }
  return told;
}
