import type { GraphCall, GraphOutcome } from "../../src/graph/call";
import type { GraphClient } from "../../src/graph/graph-client";
import { GraphError } from "../../src/graph/graph-error";
import {
  type Business,
  businesses,
  parseBusiness,
  parseBusinesses,
} from "../../src/graph/resources/businesses";
import {
  parseStaff,
  type StaffMember,
  staff,
  type TeamMemberWord,
  teamMemberWordIn,
} from "../../src/graph/resources/staff";
import { answerOf } from "../../src/graph/settle";

/** A calendar as it is in the tenant. */
export interface LiveCalendar {
  readonly business: Business;
  readonly rows: readonly StaffMember[];
  /** Graph's word for team members, where there is one. */
  readonly teamMemberWord: TeamMemberWord | undefined;
}

/** One look at a calendar, in one batch. Undefined only when Graph says that there is none; doubt is thrown. */
export async function lookAt(
  reader: GraphClient,
  id: string,
  alongside: readonly GraphCall[] = [],
): Promise<{ live: LiveCalendar | undefined; alongside: readonly GraphOutcome[] }> {
  const [business, rows, ...others] = await reader.sendAll([
    businesses.get(id),
    staff.list(id),
    ...alongside,
  ]);
  if (business && !business.ok && business.error.kind === "not-found") {
    return { live: undefined, alongside: others };
  }
  const live = {
    business: understood(businesses.get(id), parseBusiness(answerOf(business).body)),
    rows: understood(staff.list(id), parseStaff(answerOf(rows).body)),
    teamMemberWord: teamMemberWordIn(answerOf(rows).body),
  };
  return { live, alongside: others };
}

/** Calendars of that address, and others of that name: a list proves presence, never absence. */
export async function lookForName(
  reader: GraphClient,
  address: string,
  displayName: string,
): Promise<Business[]> {
  const [own, list] = await reader.sendAll([businesses.get(address), businesses.list(displayName)]);
  const found = foundBusiness(own);
  const named = list?.ok ? parseBusinesses(list.answer.body) : [];
  const others = named.filter(
    (one) => same(one.displayName, displayName) && !same(one.id, address) && !same(one.id, found?.id ?? ""),
  );
  const details = others.length > 0 ? await reader.sendAll(others.map(({ id }) => businesses.get(id))) : [];
  return [found, ...details.map(foundBusiness)].flatMap((one) => one ?? []);
}

function foundBusiness(outcome: GraphOutcome | undefined): Business | undefined {
  if (outcome && !outcome.ok && outcome.error.kind === "not-found") {
    return undefined;
  }
  return understood(businesses.get(""), parseBusiness(answerOf(outcome).body));
}

/** An answer that cannot be understood is no answer: nothing may be concluded from it. */
function understood<T>(call: GraphCall, value: T | undefined): T {
  if (value === undefined) {
    throw new GraphError({
      kind: "unavailable",
      method: call.method,
      path: call.path,
      status: 200,
      detail: "the answer is not in the expected form",
    });
  }
  return value;
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
