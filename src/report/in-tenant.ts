import type { DriftReport, Finding, FindingKind } from "../drift/finding";
import type { ProblemCode } from "../problem/problem";
import type { InTenant, ListedCalendar, ListedPolicy } from "./listing";

const OF_KIND: Partial<Readonly<Record<FindingKind, InTenant>>> = {
  unreadable: "unread",
  missing: "gone",
  alive: "there",
  changed: "changed",
  unmanaged: "changed",
};

/** Findings that are no change of what is on record, whatever their kind. */
const OF_CODE: ReadonlyMap<ProblemCode, InTenant> = new Map([
  ["drift-not-recorded", "there"],
  // someone else's, at an address that the record does not have
  ["drift-address-taken", "as-recorded"],
  // what no spec asks for was not looked at, and what is asked for again not compared
  ["calendar-spec-vanished", "unread"],
  ["tombstone-vanished", "unread"],
  ["tombstone-revived", "unread"],
  ["policy-spec-vanished", "unread"],
  ["policy-revived", "unread"],
]);

const WORST_FIRST: readonly InTenant[] = ["gone", "unread", "there", "changed"];

const wordOf = ({ kind, problem: { code } }: Finding): InTenant =>
  OF_CODE.get(code) ?? OF_KIND[kind] ?? "as-recorded";

/** The lists with how the tenant has each entry, by what one pass over specs, record and tenant found. */
export function withTenant<
  L extends { calendars: readonly ListedCalendar[]; policies: readonly ListedPolicy[] },
>(lists: L, reports: readonly DriftReport[]): L {
  const findings = reports.flatMap((report) => report.findings);
  const byCalendar = Map.groupBy(findings, ({ calendar }) => calendar?.toLowerCase());
  const byPolicy = Map.groupBy(findings, ({ policy }) => policy?.toLowerCase());
  const worst = (found: readonly Finding[] = []): InTenant => {
    const words = new Set(found.map(wordOf));
    return WORST_FIRST.find((one) => words.has(one)) ?? "as-recorded";
  };
  return {
    ...lists,
    calendars: lists.calendars.map((one) => ({
      ...one,
      inTenant: worst(byCalendar.get(one.address.toLowerCase())),
    })),
    policies: lists.policies.map((one) => ({
      ...one,
      inTenant: worst(byPolicy.get(one.displayName.toLowerCase())),
    })),
  };
}
