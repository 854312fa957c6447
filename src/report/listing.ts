import type { DriftReport, Finding, FindingKind } from "../drift/finding";
import type { RecordedCalendar, RecordedPolicy } from "../engine/run-result";
import { specFields, valuesOf } from "../model/calendar-fields";
import { policySets } from "../model/policy-fields";
import type { PolicyChange } from "../plan/change";
import type { ProblemCode } from "../problem/problem";
import type { BookingCalendarSpec } from "../spec/generated/booking-calendar-spec";
import { licenceCounts, memberCounts } from "./phrases";

/**
 * How the tenant has what is on record: as recorded; gone; there although the record says that it is not; changed outside
 * git; or unread, so that nothing is known.
 */
export type InTenant = "as-recorded" | "gone" | "there" | "changed" | "unread";

/** A calendar as the lists show it: recorded by an earlier run, or only planned by a spec; `updating` while a run works on it. */
export interface ListedCalendar extends Omit<RecordedCalendar, "status"> {
  readonly status: RecordedCalendar["status"] | "planned" | "to-take-over" | "updating";
  /** What the spec of an adopted calendar accepts for a while. */
  readonly exceptions?: BookingCalendarSpec["exceptions"];
  /** How the tenant has it, where that was read too. */
  readonly inTenant?: InTenant;
  /** Whether an adopted calendar carries the ownership marker; absent for all others, which do from their first moment. */
  readonly marking?: "written" | "asked-for" | "none";
}

/** Whether no run of the organisation has put people on it yet. */
export const isOnlyInSpecs = ({ status }: Pick<ListedCalendar, "status">): boolean =>
  status === "planned" || status === "to-take-over";

/** A user policy as the lists show it: recorded by an earlier run, or only planned by a spec; `updating` while a run works on it. */
export interface ListedPolicy extends Omit<RecordedPolicy, "status"> {
  readonly status: RecordedPolicy["status"] | "planned" | "updating";
  /** How the tenant has its group, where that was read too. */
  readonly inTenant?: InTenant;
}

/** What every list of user policies tells machines about one of them. */
export function listedPolicyJson(policy: ListedPolicy): object {
  const { name, displayName, organisation, baseLicence, applications, status, inTenant, file } = policy;
  return {
    ...{ name, displayName, organisation, baseLicence, applications, status },
    ...(inTenant && { inTenant }),
    ...(file && { file }),
  };
}

/** What every list of calendars tells machines about one of them. */
export function calendarJson(calendar: ListedCalendar): object {
  return {
    name: calendar.name,
    displayName: calendar.displayName,
    address: calendar.address,
    organisation: calendar.organisation.toLowerCase(),
    status: calendar.status,
    ...(calendar.inTenant && { inTenant: calendar.inTenant }),
    ...(calendar.file && { file: calendar.file }),
  };
}

/** One change of a policy as machines read it. Keys are named one by one: what is published must not grow by accident. */
export function policyJson(change: PolicyChange): object {
  const { name, displayName, kind, repairsDrift } = change;
  const sets = policySets.map((set) => [set, change[set].map((one) => ({ name: one.name, on: one.on }))]);
  return { name, displayName, kind, repairsDrift, ...Object.fromEntries(sets) };
}

/** Calendars and policies with numbers of people, described by `schemas/output/list.schema.json`. */
export function listJson(calendars: readonly ListedCalendar[], policies: readonly ListedPolicy[]): object {
  return {
    schemaVersion: 1,
    calendars: calendars.map((calendar) => ({
      ...calendarJson(calendar),
      ...memberCounts(calendar.members),
    })),
    policies: policies.map((policy) => ({
      ...listedPolicyJson(policy),
      users: policy.users.length,
      ...licenceCounts(policy.users),
    })),
  };
}

/** An organisation whose access review is due; without a day where it was never reviewed. */
export interface DueReview {
  readonly organisation: string;
  readonly since?: string;
}

/** Calendars and policies with their people, and due access reviews, described by `schemas/output/status.schema.json`. */
export function statusJson(
  calendars: readonly ListedCalendar[],
  policies: readonly ListedPolicy[],
  reviewsDue: readonly DueReview[] = [],
): object {
  return {
    schemaVersion: 1,
    calendars: calendars.map((calendar) => ({
      ...calendarJson(calendar),
      ...valuesOf(specFields, (field) => calendar[field]),
      members: calendar.members.map(({ address, person, role, membership }) => ({
        address,
        ...person,
        role,
        membership,
      })),
      ...(calendar.exceptions && { exceptions: calendar.exceptions }),
      ...(calendar.marking && { marker: calendar.marking }),
    })),
    policies: policies.map((policy) => ({
      ...listedPolicyJson(policy),
      users: policy.users.map(({ address, person, licence, word }) => ({
        address,
        ...person,
        licence,
        ...(word && { word }),
      })),
      unlisted: policy.unlisted,
    })),
    reviewsDue: reviewsDue.map(({ organisation, since }) => ({ organisation, ...(since && { since }) })),
  };
}

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
