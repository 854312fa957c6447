import { graphFields, valuesOf } from "../model/calendar-fields";
import type { OrganisationModel } from "../model/estate";
import type { LookedUp } from "../model/person";
import type { Tenant } from "../model/tenant";
import type { CalendarChange, Plan } from "../plan/change";
import { canonicalText, digestOf, type Evidence } from "../plan/reviewed-plan";
import { type SeenAtReview, type StepsToApply, type StepToApply, wantedDigest } from "../plan/steps-to-apply";
import type { StepFacts, StepLedger, Values } from "./internals/engine-events";

/** What a preview rests on: the files, what the tenant had, whose the addresses are, and which limits are lifted today. */
export function evidenceOf(
  tenant: Tenant,
  { organisation, calendars, policies }: OrganisationModel,
  ledger: StepLedger,
  people: ReadonlyMap<string, LookedUp>,
  today: string,
): Evidence {
  const sources = [tenant, organisation, ...calendars, ...policies];
  const ids = [...people].flatMap(([address, found]) =>
    "id" in found && found.id !== undefined ? [[address, found.id]] : [],
  );
  return {
    tenantId: tenant.tenantId,
    isRequired: tenant.requirePlan,
    files: [...new Set(sources.map(({ source }) => source.file))].sort(),
    seen: new Map([...ledger.calendars, ...ledger.policies].flatMap(([name, facts]) => seenOf(name, facts))),
    people: Object.fromEntries(ids),
    overrides: organisation.limitOverrides
      .filter(({ expires }) => expires >= today)
      .map(({ limit, number, expires }) => ({ limit, number, expires })),
  };
}

/** What `up` may do, and from where: its handlers look again before they write. */
export function stepsToApply(plan: Plan, ledger: StepLedger): StepsToApply {
  const calendars = plan.changes.flatMap((change) =>
    stepOf(change, change.address, ledger.calendars.get(change.name)),
  );
  const policies = (plan.policies ?? []).flatMap((change) =>
    stepOf(change, change.displayName, ledger.policies.get(change.name)),
  );
  return Object.fromEntries([...calendars, ...policies]);
}

function stepOf(
  { kind, deletion }: Pick<CalendarChange, "kind" | "deletion">,
  title: string,
  facts: StepFacts | undefined,
): [string, StepToApply][] {
  // someone may be written under another address: no change, and an update of the record
  if ((kind === "unchanged" && facts?.op !== "update") || !facts?.wanted) return [];
  const booked = deletion?.futureAppointments;
  const was = facts.live && { was: wantedDigest(facts.live) };
  const seen = facts.live && seenAtReview(facts.live, facts.liveOutputs?.["live"]);
  const step = { kind, wanted: wantedDigest(facts.wanted), ...was, ...(seen && { seen }) };
  return [[title.toLowerCase(), { ...step, ...(booked !== undefined && { booked }) }]];
}

function seenAtReview(live: Values, known: unknown): SeenAtReview {
  const staff = isValues(known) && isValues(known["staff"]) ? known["staff"] : {};
  const members = isValues(live["members"]) ? live["members"] : {};
  const rows = Object.entries(staff).map(([address, row]) => [
    isValues(row) ? String(row["id"]) : address,
    { address, role: String(members[address]) },
  ]);
  return {
    texts: valuesOf(graphFields, (field) => String(live[field] ?? "")),
    rows: Object.fromEntries(rows),
  };
}

function seenOf(name: string, { live, liveOutputs }: StepFacts): [string, string][] {
  return live === undefined ? [] : [[name, fingerprint(live, liveOutputs?.["live"])]];
}

/** Of who has confirmed nothing: that may change at any time, and changes no step. */
function fingerprint(live: Values, known: unknown): string {
  const { staff, ...rest } = isValues(known) ? known : {};
  const rows = Object.values(isValues(staff) ? staff : {}).map((row) => (isValues(row) ? row["id"] : row));
  return digestOf(canonicalText({ live, rows: rows.map(String).sort(), marker: rest["marker"] ?? "" }));
}

const isValues = (value: unknown): value is Values => typeof value === "object" && value !== null;
