import type { Address } from "../model/address";
import type { BookingCalendar } from "../model/booking-calendar";
import { managedFields, rowOf } from "../model/calendar-fields";
import type { OrganisationModel } from "../model/estate";
import type { Tenant } from "../model/tenant";
import type {
  CalendarChange,
  ChangeKind,
  DeletionFacts,
  FieldChange,
  MemberChange,
  Outcome,
  OutcomeOf,
  Plan,
  RoleWord,
} from "../plan/change";
import { compareFields, comparePeople, type ManagedTexts, type PersonKey } from "../plan/compare";
import type { Place } from "../problem/place";
import type { StepFacts, StepLedger, Values } from "./internals/engine-events";
import { liveOf, textOf, valuesOf } from "./internals/exported-state";

const membersIn = (value: unknown) => valuesOf(value) as Readonly<Record<string, RoleWord>>;

/** A calendar as one side of a comparison has it. */
interface Side {
  readonly texts: ManagedTexts;
  readonly members: Readonly<Record<string, RoleWord>>;
}

/** The managed fields in a resource's inputs, as the engine carries them. */
function sideIn(inputs: Values): Side {
  const texts = Object.fromEntries(managedFields.map((field) => [field, textOf(inputs[field])]));
  return { texts, members: membersIn(inputs["members"]) };
}

/** What the specs ask for. */
function sideOf(tenant: Tenant, calendar: BookingCalendar): Side {
  return {
    texts: { ...calendar, viewerRole: tenant.viewerRole },
    members: membersIn({ ...calendar.members, ...calendar.keptRoles }),
  };
}

const NOTHING: Side = { texts: {}, members: {} };

/** How a calendar stands in the tenant, as its handler says. */
export const liveStatus = (facts: StepFacts | undefined): unknown => liveOf(facts?.liveOutputs)["status"];

/** Whether the state does not hold a calendar: it does not know it, or knows that another organisation has it. */
export const isNotHeld = (facts: StepFacts | undefined): boolean =>
  facts?.recorded === undefined || liveOf(facts.recorded)["status"] === "handed-over";

/** What happens to a calendar that passes between organisations; undefined for one that does not, or has. */
function passingKind(
  { status, handover }: BookingCalendar,
  facts: StepFacts | undefined,
  differs: boolean,
): ChangeKind | undefined {
  if (status === "handed-over")
    return liveStatus(facts) === "handed-over" && !differs ? "unchanged" : "hand-over";
  return status === "active" && handover?.from && isNotHeld(facts) ? "take-over" : undefined;
}

function kindOf(
  facts: StepFacts | undefined,
  wanted: ManagedTexts,
  differs: boolean,
  isRenamed: boolean,
): ChangeKind {
  if (facts?.live === undefined) return wanted.status === "deleted" ? "record" : "create";
  const status = liveStatus(facts);
  if (status === "half-made") return "complete";
  // the tenant has lost it already: there is nothing to delete, and no one to lose it
  if (wanted.status === "deleted" && status === "missing") return "record";
  if (wanted.status === "deleted") return differs ? "delete" : "unchanged";
  if (status === "missing") return differs ? "recreate" : "unchanged";
  if (differs) return "update";
  // The engine updates without a difference what an earlier run left half done, and who is written under another address.
  return facts.op === "update" && !isRenamed ? "complete" : "unchanged";
}

/** A person's line; people who have none of their own point at the calendar's first line. */
const personPlace = (calendar: BookingCalendar, address: string): Place =>
  Object.hasOwn(calendar.members, address) ? calendar.memberPlace(address as Address) : calendar.source;

/** What differs between two sides, each with its line in the spec. */
function differences(now: Side, wanted: Side, calendar: BookingCalendar, keyOf?: PersonKey) {
  return {
    fields: compareFields(now.texts, wanted.texts).map(
      ({ field, from, to }): FieldChange => ({
        field,
        ...(from !== "" && { from }),
        ...(to !== "" && { to }),
        at: calendar.placeOf(rowOf(field).pointer),
      }),
    ),
    members: comparePeople(now.members, wanted.members, keyOf).map(
      ({ key: _, ...change }): MemberChange => ({ ...change, at: personPlace(calendar, change.address) }),
    ),
  };
}

const isEmpty = ({ fields, members }: ReturnType<typeof differences>): boolean =>
  fields.length + members.length === 0;

/** What moved in the tenant since the last run is marked where the author's own changes stand beside it. */
function marked(
  { fields, members }: ReturnType<typeof differences>,
  facts: StepFacts | undefined,
): ReturnType<typeof differences> {
  if (!facts?.recorded || !facts.live) return { fields, members };
  const [was, is] = [sideIn(facts.recorded), sideIn(facts.live)];
  const movedFields = new Set<string>(compareFields(was.texts, is.texts).map(({ field }) => field));
  const movedPeople = new Set(comparePeople(was.members, is.members).map(({ key }) => key));
  const outside = { outside: true as const };
  return {
    fields: fields.map((one) => (movedFields.has(one.field) ? { ...one, ...outside } : one)),
    members: members.map((one) =>
      movedPeople.has(one.address.toLowerCase()) ? { ...one, ...outside } : one,
    ),
  };
}

function changeOf(
  tenant: Tenant,
  calendar: BookingCalendar,
  facts: StepFacts | undefined,
  going: DeletionFacts | undefined,
  keyOf: PersonKey | undefined,
): CalendarChange {
  const wanted = sideOf(tenant, calendar);
  const now = facts?.live ? sideIn(facts.live) : NOTHING;
  const { fields, members } = differences(now, wanted, calendar, keyOf);
  const isRenamed = members.length === 0 && comparePeople(now.members, wanted.members).length > 0;
  const differs = !isEmpty({ fields, members });
  const asRecorded =
    facts?.recorded !== undefined && isEmpty(differences(sideIn(facts.recorded), wanted, calendar, keyOf));
  const kind = passingKind(calendar, facts, differs) ?? kindOf(facts, wanted.texts, differs, isRenamed);
  const isLost = kind === "record" && facts?.live !== undefined;
  const booked = going && !isLost && { futureAppointments: going.futureAppointments };
  const deletion = kind === "delete" || isLost ? calendar.deletion : undefined;
  const shown = asRecorded || kind === "take-over" ? { fields, members } : marked({ fields, members }, facts);
  return {
    name: calendar.name,
    address: calendar.address,
    organisation: calendar.organisation,
    kind,
    ...(kind === "record" ? { fields: [], members: [] } : shown),
    at: calendar.source,
    repairsDrift: differs && asRecorded,
    ...(deletion && { deletion: { reason: deletion.reason, ...booked } }),
    ...handoverOf(kind, calendar),
  };
}

/** The other organisation of a calendar that passes. */
function handoverOf(
  kind: ChangeKind,
  { status, handover = {} }: BookingCalendar,
): Pick<CalendarChange, "handover"> {
  if (kind !== "hand-over" && kind !== "take-over") return {};
  const { from, to, reason } = handover;
  const other = (status === "active" ? from : to)?.organisation;
  return other === undefined ? {} : { handover: { other, ...(reason !== undefined && { reason }) } };
}

/** The plan in the domain's words: what the tenant has against what the specs ask for, calendar by calendar. */
export function planOf(
  tenant: Tenant,
  { organisation, calendars }: OrganisationModel,
  ledger: StepLedger,
  deletions: ReadonlyMap<string, DeletionFacts> = new Map(),
  keyOf?: PersonKey,
): Plan {
  return {
    organisation: organisation.stack,
    changes: calendars.map((calendar) =>
      changeOf(tenant, calendar, ledger.calendars.get(calendar.name), deletions.get(calendar.name), keyOf),
    ),
  };
}

/** What became of one change. The engine may have died, or been told to end at once, during it. */
function outcomeOf(facts: StepFacts | undefined): Outcome {
  if (facts?.failed || (facts?.problems ?? []).length > 0) return "failed";
  if (facts?.finished) return "done";
  return facts?.begun ? "unknown" : "not-tried";
}

/** What became of each change of calendars or policies, once `up` has ended. */
export function outcomesOf<C extends Pick<CalendarChange, "name" | "kind">>(
  changes: readonly C[],
  ledger: ReadonlyMap<string, StepFacts>,
): OutcomeOf<C>[] {
  return changes
    .filter(({ kind }) => kind !== "unchanged")
    .map((change) => {
      const facts = ledger.get(change.name);
      const problems = facts?.problems ?? [];
      const isLeftAlone = problems.some(({ code }) => code === "creates-stopped");
      return { change, outcome: isLeftAlone ? "not-tried" : outcomeOf(facts), problems };
    });
}
