import type { BookingCalendar } from "../model/booking-calendar";
import type { LimitName } from "../model/tenant";
import type { UserPolicy } from "../model/user-policy";
import type { CalendarChange, Plan } from "./change";
import { byAddress, comparePeople, type PersonKey } from "./compare";
import type { Inventory, InventoryEntry } from "./inventory";

/** How much of something a run would do, out of how many there are. */
export interface LimitCount {
  readonly count: number;
  readonly total: number;
}

type CountedLimit = Extract<LimitName, "calendarsDeleted" | "membersRemoved" | "rolesChanged">;

interface Pair {
  readonly before: InventoryEntry;
  readonly after: BookingCalendar;
}

function removed({ before, after }: Pair, keyOf: PersonKey): number {
  return comparePeople(before.members, after.members, keyOf).filter(({ to }) => to === undefined).length;
}

/** People whose role changes; all remaining viewers too if what a viewer is changes for the whole tenant. */
function rolesChanged({ before, after }: Pair, viewersChange: boolean, keyOf: PersonKey): number {
  const now = new Map(Object.entries(after.members).map(([address, role]) => [keyOf(address), role]));
  return Object.entries(before.members).filter(([address, role]) => {
    const other = now.get(keyOf(address));
    return other !== undefined && (other !== role || (viewersChange && role === "viewer"));
  }).length;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/**
 * What these specs would take away from what the last run recorded. People of a calendar that is being deleted do not
 * count as removed: its deletion does; nor does someone who is written under another address, where that is known.
 */
export function limitCounts(
  before: Inventory,
  viewerRole: string,
  calendars: readonly BookingCalendar[],
  keyOf: PersonKey = byAddress,
): Record<CountedLimit, LimitCount> {
  const active = Object.entries(before.calendars).filter(([, { status }]) => status === "active");
  const pairs = active.flatMap(([name, entry]) => {
    const after = calendars.find((calendar) => calendar.name === name);
    return after ? [{ before: entry, after }] : [];
  });
  const kept = pairs.filter(({ after }) => after.status === "active");
  const memberships = sum(active.map(([, { members }]) => Object.keys(members).length));
  const viewersChange = before.viewerRole !== viewerRole;
  return {
    calendarsDeleted: {
      count: pairs.filter(({ after }) => after.status === "deleted").length,
      total: active.length,
    },
    membersRemoved: { count: sum(kept.map((pair) => removed(pair, keyOf))), total: memberships },
    rolesChanged: {
      count: sum(kept.map((pair) => rolesChanged(pair, viewersChange, keyOf))),
      total: memberships,
    },
  };
}

/** How many policies would be left without anybody, out of those that the last run recorded as in use. */
export function policiesEmptied(
  { policies: recorded = {} }: Inventory,
  policies: readonly UserPolicy[],
): LimitCount {
  const active = Object.entries(recorded).filter(
    ([, { status, users }]) => status === "active" && users.length > 0,
  );
  const emptied = active.filter(([name]) =>
    policies.some(
      (policy) => policy.name === name && (policy.status === "deleted" || policy.users.length === 0),
    ),
  );
  return { count: emptied.length, total: active.length };
}

/** What a plan would take away. */
export type PlanCounts = Readonly<Record<CountedLimit | "policiesEmptied", LimitCount>>;

/** What the tenant has of a calendar or policy that a plan is about, as it was read. */
interface LiveSizes {
  /** By name: how many people are on each calendar that is there. */
  readonly calendars: ReadonlyMap<string, number>;
  /** Calendars that are closed in place, and were counted when they were. */
  readonly closed: ReadonlySet<string>;
  /** By name: how many people are on each policy. */
  readonly policies: ReadonlyMap<string, number>;
}

/** What a plan takes away from what the tenant has, whoever put it there and whenever it was asked for. */
export function planCounts({ changes, policies = [] }: Plan, live: LiveSizes): PlanCounts {
  const memberships = sum([...live.calendars.values()]);
  const kept = changes.filter(({ kind }) => ["update", "complete", "take-over"].includes(kind));
  const inUse = [...live.policies].filter(([, people]) => people > 0);
  const emptied = inUse.filter(([name, people]) => {
    const change = policies.find((one) => one.name === name);
    const taken = change?.users.filter(({ on }) => !on).length ?? 0;
    const added = change?.users.filter(({ on }) => on).length ?? 0;
    return change?.kind === "delete" || (taken === people && added === 0);
  });
  return {
    calendarsDeleted: {
      count: changes.filter(({ name, kind }) => kind === "delete" && !live.closed.has(name)).length,
      total: live.calendars.size,
    },
    membersRemoved: { count: sum(kept.map(takenOff)), total: memberships },
    rolesChanged: { count: sum(kept.map(changedRoles)), total: memberships },
    policiesEmptied: { count: emptied.length, total: inUse.length },
  };
}

const takenOff = ({ members }: CalendarChange): number => members.filter(({ to }) => to === undefined).length;

const changedRoles = ({ members }: CalendarChange): number =>
  members.filter(({ from, to }) => from !== undefined && to !== undefined).length;
