import type { GraphCall } from "../../../src/graph/call";
import type { Business, BusinessFields } from "../../../src/graph/resources/businesses";
import { businesses, services } from "../../../src/graph/resources/businesses";
import { staff } from "../../../src/graph/resources/staff";
import { calendarFields, graphFields, valuesOf } from "../../../src/model/calendar-fields";
import { markerOf } from "../../../src/model/calendar-marker";
import type { CalendarInputs, LiveRecord } from "../../../src/model/calendar-record";
import { toGraphRole } from "../../../src/model/calendar-roles";
import { compareFields } from "../../../src/plan/compare";
import { reviewedStep } from "../../reviewed";
import type { MatchedStaff } from "../read/match-staff";
import { toGraph } from "../record/record-of";
import { type MembershipStep, membershipSteps } from "./membership-steps";
import type { Task, Work } from "./work";

/** What one round is to do. */
export interface TaskPlan {
  readonly tasks: readonly Task[];
  readonly heldBack: readonly string[];
}

/** Everything that is still to be done, as calls of one unit in the order in which they may take effect. */
export function calendarTasks(work: Work, staffNow: MatchedStaff, tryMarker: boolean): TaskPlan {
  const { steps, heldBack } = membershipSteps(wantedRoles(work), reviewedOnly(work, staffNow));
  const tasks: Task[] = [];
  const operator = operatorCall(work);
  if (operator) tasks.push({ what: "operator", call: operator });
  // only who is on the staff may change the calendar itself
  const byOperator = operator ? [0] : [];
  const patch = businessPatch(work.business, work.inputs, work.marker, tryMarker);
  if (Object.keys(patch).length > 0)
    tasks.push({ what: "fields", call: waiting(businesses.patch(work.business.id, patch), byOperator) });
  const start = tasks.length;
  for (const step of steps) {
    const after = [...byOperator, ...(step.after ?? []).map((index) => index + start)];
    tasks.push({ what: "member", step, call: waiting(memberCall(work, step), after) });
  }
  if (work.starterOwed) {
    tasks.push({
      what: "starter",
      call: waiting(services.add(work.business.id, starterService), byOperator),
    });
  }
  return { tasks: work.fresh ? tasks.map(asFresh) : tasks, heldBack };
}

/** Whoever was put on the calendar after the review stays: the next preview shows them. */
function reviewedOnly({ context, inputs }: Work, staffNow: MatchedStaff): MatchedStaff {
  const step = reviewedStep(context.reviewed, inputs.address, inputs);
  if (!step) return staffNow;
  const rows = step.seen?.rows ?? {};
  return { ...staffNow, extra: new Map([...staffNow.extra].filter(([, { id }]) => id in rows)) };
}

function waiting(call: GraphCall, after: readonly number[]): GraphCall {
  return after.length > 0 ? { ...call, after } : call;
}

function asFresh(task: Task): Task {
  return { ...task, call: { ...task.call, fresh: true } };
}

/** Address → Graph's role, in the words in which rows are read. */
function wantedRoles({ inputs }: Work): Map<string, string> {
  return new Map(
    Object.entries(inputs.members).map(([address, role]) => [
      address.toLowerCase(),
      toGraphRole(role, inputs.viewerRole),
    ]),
  );
}

function operatorCall(work: Work) {
  const operator = work.context.operator(work.inputs.organisation);
  if (operator === undefined || work.operatorOnStaff) return undefined;
  const member = work.context.memory.people.memberOf(operator);
  return staff.add(work.business.id, { ...member, role: "administrator" });
}

function memberCall(work: Work, step: MembershipStep) {
  const { id } = work.business;
  const { people, teamMember } = work.context.memory;
  const word = (role: string) => (role === "teamMember" ? teamMember.word : role);
  switch (step.what) {
    case "add":
      return staff.add(id, { ...people.memberOf(step.address), role: word(step.role) });
    case "change":
      return staff.changeRole(id, step.id, word(step.role));
    case "remove":
      return staff.remove(id, step.id);
  }
}

/** The one service that a new calendar starts with: half an hour by Teams. Its admins make of it what they need. */
export const starterService = {
  displayName: "Virtual appointment",
  defaultDuration: "PT30M",
  isLocationOnline: true,
  isAnonymousJoinEnabled: true,
  isHiddenFromCustomers: false,
  isCustomerAllowedToManageBooking: true,
  smsNotificationsEnabled: false,
  maximumAttendeesCount: 1,
  defaultPrice: 0,
  defaultPriceType: "notSet",
} as const;

/**
 * What of a business differs from what is asked for; empty = nothing to write. A missing marker is written only where the
 * business type is empty: no plan shows that something else there would be overwritten.
 */
export function businessPatch(
  business: Business,
  inputs: CalendarInputs,
  marker: LiveRecord["marker"],
  tryMarker: boolean,
): BusinessFields {
  const now = valuesOf(graphFields, (field) => business[calendarFields[field].graph]);
  const differences = new Set<string>(compareFields(now, inputs).map(({ field }) => field));
  const differing = graphFields.filter((field) => differences.has(field));
  const isFree = marker === "none" && business.businessType.trim() === "";
  return {
    ...toGraph(inputs, differing),
    ...(isFree && tryMarker && !inputs.adopted ? { businessType: markerOf(inputs) } : {}),
  };
}
