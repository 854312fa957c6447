import type { Address } from "../model/address";
import type { BookingCalendar } from "../model/booking-calendar";
import type { OrganisationModel } from "../model/estate";
import type { Tenant } from "../model/tenant";
import type {
  CalendarChange,
  CalendarOutcome,
  ChangeKind,
  DeletionFacts,
  Outcome,
  Plan,
  RoleWord,
} from "../plan/change";
import { compareFields, compareMembers, type ManagedFields } from "../plan/compare";
import type { Place } from "../problem/place";
import type { StepFacts, StepLedger, Values } from "./internals/engine-events";

const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

const membersIn = (value: unknown): Record<string, RoleWord> =>
  typeof value === "object" && value !== null ? (value as Record<string, RoleWord>) : {};

/** The managed fields in a resource's inputs, as the engine carries them. */
function managedIn(inputs: Values): ManagedFields {
  return {
    displayName: text(inputs["displayName"]),
    replyTo: text(inputs["replyTo"]),
    phone: text(inputs["phone"]),
    viewerRole: text(inputs["viewerRole"]),
    status: text(inputs["status"]),
    members: membersIn(inputs["members"]),
  };
}

/** What viewers see is the tenant's setting, and no matter of a deleted calendar's. */
const asTombstone = (fields: ManagedFields): ManagedFields => ({ ...fields, viewerRole: undefined });

/** The managed fields that the specs ask for. */
function managedBy(tenant: Tenant, calendar: BookingCalendar): ManagedFields {
  const { displayName, replyTo, phone, status, members } = calendar;
  return { displayName, replyTo, phone, status, members, viewerRole: tenant.viewerRole };
}

const NOTHING: ManagedFields = { members: {} };

const liveStatus = (facts: StepFacts | undefined): string | undefined => {
  const live = facts?.liveOutputs?.["live"];
  return typeof live === "object" && live !== null ? text((live as Values)["status"]) : undefined;
};

function kindOf(facts: StepFacts | undefined, wanted: ManagedFields, differs: boolean): ChangeKind {
  if (facts?.live === undefined) return wanted.status === "deleted" ? "record" : "create";
  const status = liveStatus(facts);
  if (status === "half-made") return "complete";
  if (wanted.status === "deleted") return differs ? "delete" : "unchanged";
  if (status === "missing") return differs ? "recreate" : "unchanged";
  if (differs) return "update";
  // The engine updates without a difference only what an earlier run left half done.
  return facts.op === "update" ? "complete" : "unchanged";
}

/** A person's line; people and fields that have none of their own point at the calendar's first line. */
const placeIn =
  (calendar: BookingCalendar) =>
  (pointer: string): Place => {
    const [, kind, address] = pointer.split("/");
    if (kind !== "members") return calendar.placeOf(pointer);
    const known = Object.keys(calendar.members).find((one) => one === address);
    return known ? calendar.memberPlace(known as Address) : calendar.source;
  };

/** What there is and what is asked for, as far as the two are compared. */
function sidesOf(tenant: Tenant, calendar: BookingCalendar, facts: StepFacts | undefined) {
  const wanted = managedBy(tenant, calendar);
  const live = facts?.live ? managedIn(facts.live) : NOTHING;
  return wanted.status === "deleted"
    ? { wanted: asTombstone(wanted), live: asTombstone(live) }
    : { wanted, live };
}

function deletionOf(
  { deletion }: BookingCalendar,
  facts: DeletionFacts | undefined,
): CalendarChange["deletion"] {
  if (!deletion) return undefined;
  return {
    reason: deletion.reason,
    ...(facts && { futureAppointments: facts.futureAppointments }),
  };
}

function changeOf(
  tenant: Tenant,
  calendar: BookingCalendar,
  facts: StepFacts | undefined,
  going: DeletionFacts | undefined,
): CalendarChange {
  const { wanted, live } = sidesOf(tenant, calendar, facts);
  const placeOf = placeIn(calendar);
  const fields = compareFields(live, wanted, placeOf);
  const members = compareMembers(live, wanted, placeOf);
  const differs = fields.length + members.length > 0;
  const recorded = facts?.recorded ? managedIn(facts.recorded) : undefined;
  const asRecorded =
    recorded !== undefined &&
    compareFields(recorded, wanted, placeOf).length + compareMembers(recorded, wanted, placeOf).length === 0;
  const kind = kindOf(facts, wanted, differs);
  const deletion = kind === "delete" ? deletionOf(calendar, going) : undefined;
  return {
    name: calendar.name,
    address: calendar.address,
    organisation: calendar.organisation,
    kind,
    ...(kind === "record" ? { fields: [], members: [] } : { fields, members }),
    at: calendar.source,
    repairsDrift: differs && asRecorded,
    ...(deletion && { deletion }),
  };
}

/** The plan in the domain's words: what the tenant has against what the specs ask for, calendar by calendar. */
export function planOf(
  tenant: Tenant,
  { organisation, calendars }: OrganisationModel,
  ledger: StepLedger,
  deletions: ReadonlyMap<string, DeletionFacts> = new Map(),
): Plan {
  return {
    organisation: organisation.stack,
    changes: calendars.map((calendar) =>
      changeOf(tenant, calendar, ledger.calendars.get(calendar.name), deletions.get(calendar.name)),
    ),
  };
}

/** What became of one change. The engine may have died, or been told to end at once, in the middle of it. */
export function outcomeOf(facts: StepFacts | undefined): Outcome {
  if (facts?.failed || (facts?.problems ?? []).length > 0) return "failed";
  if (facts?.finished) return "done";
  return facts?.begun ? "unknown" : "not-tried";
}

/** What became of each change of a plan, once `up` has ended. */
export function outcomesOf(plan: Plan, ledger: StepLedger): CalendarOutcome[] {
  return plan.changes
    .filter(({ kind }) => kind !== "unchanged")
    .map((change) => {
      const facts = ledger.calendars.get(change.name);
      const problems = facts?.problems ?? [];
      const isLeftAlone = problems.some(({ code }) => code === "creates-stopped");
      return { change, outcome: isLeftAlone ? "not-tried" : outcomeOf(facts), problems };
    });
}
