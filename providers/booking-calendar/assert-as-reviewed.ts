import type { GraphClient } from "../../src/graph/graph-client";
import type { Business } from "../../src/graph/resources/businesses";
import type { StaffMember } from "../../src/graph/resources/staff";
import { graphFields, isSameValue, rowOf } from "../../src/model/calendar-fields";
import type { CalendarInputs, CalendarRecord } from "../../src/model/calendar-record";
import { fromGraphRole } from "../../src/model/calendar-roles";
import { comparePeople } from "../../src/plan/compare";
import type { SeenAtReview } from "../../src/plan/steps-to-apply";
import type { LiveCalendar } from "../../src/tenant/calendars";
import { refuse } from "../refuse";
import { reviewedStep } from "../reviewed";
import type { CalendarContext } from "./context";
import { operatorRows } from "./operator-account";
import { fromGraph } from "./record/record-of";

/** What a look gives; future appointments where they were counted. */
type Found = Pick<LiveCalendar, "business" | "rows"> & Partial<Pick<LiveCalendar, "booked">>;

/**
 * Refuses to write to a calendar that is not as it was when the plan was made: what someone has changed since is never
 * overwritten unseen.
 */
export async function assertAsReviewed(
  context: CalendarContext,
  reader: GraphClient,
  record: CalendarRecord,
  inputs: CalendarInputs,
  found: Found,
): Promise<void> {
  const step = reviewedStep(context.reviewed, inputs.address, inputs);
  if (!step) return;
  const operator = record.live.operator ?? context.operator(record.organisation);
  const isOperator = await operatorRows(context, reader, operator, found.rows);
  const isListed = operator !== undefined && operator in record.members;
  const rows = found.rows.filter((row) => isListed || !isOperator(row));
  const what = [
    ...textsMoved(step.seen, record, inputs, found.business),
    ...peopleMoved(step.seen, record, rows),
    ...((found.booked ?? 0) > (step.booked ?? 0) ? ["Future appointments"] : []),
  ];
  if (what.length > 0) throw refuse("moved-since-review", { name: inputs.address, what });
}

function textsMoved(
  seen: SeenAtReview | undefined,
  record: CalendarRecord,
  inputs: CalendarInputs,
  business: Business,
): string[] {
  const now = fromGraph(business, record);
  return graphFields
    .filter((field) => inputs[field] !== "" || !rowOf(field).ifAsked)
    .filter((field) => !isSameValue(field, now[field], seen?.texts[field] ?? ""))
    .map((field) => rowOf(field).label);
}

function peopleMoved(
  seen: SeenAtReview | undefined,
  { viewerRole }: CalendarRecord,
  rows: readonly StaffMember[],
): string[] {
  const before = seen?.rows ?? {};
  const now = new Map(rows.map((row) => [row.id, row]));
  const rolesBefore = Object.fromEntries(Object.entries(before).map(([id, { role }]) => [id, role]));
  const rolesNow = Object.fromEntries(
    rows.map(({ id, role }) => [id, String(fromGraphRole(role, viewerRole))]),
  );
  return comparePeople(rolesBefore, rolesNow, (id) => id).map(
    ({ key }) => now.get(key)?.emailAddress ?? before[key]?.address ?? key,
  );
}
