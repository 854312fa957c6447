import { graphFields, valuesOf as textsOf } from "../model/calendar-fields";
import type { OrganisationModel } from "../model/estate";
import { isPerson, type LookedUp } from "../model/person";
import type { Tenant } from "../model/tenant";
import type { CalendarChange, ChangeKind, Plan } from "../plan/change";
import { canonicalText, digestOf, type Evidence } from "../plan/reviewed-plan";
import { type SeenAtReview, type StepsToApply, type StepToApply, wantedDigest } from "../plan/steps-to-apply";
import type { StepFacts, StepLedger, Values } from "./internals/engine-events";
import { liveOf, valuesOf } from "./internals/exported-state";

/**
 * What a plan rests on: the files, what the tenant had, whose the addresses are that its steps are about, and which limits are
 * lifted today.
 */
export function evidenceOf(
  tenant: Tenant,
  model: OrganisationModel,
  plan: Plan,
  ledger: StepLedger,
  people: ReadonlyMap<string, LookedUp>,
  today: string,
): Evidence {
  const { organisation, calendars, policies } = model;
  const sources = [tenant, organisation, ...calendars, ...policies];
  const named = addressesIn(plan, model);
  const ids = [...people].flatMap(([address, found]) =>
    isPerson(found) && named.has(address.toLowerCase()) ? [[address, found.id]] : [],
  );
  const seen = [...ledger.calendars, ...ledger.policies].flatMap(([name, { live, liveOutputs }]) =>
    live ? [[name, fingerprint(live, liveOf(liveOutputs))] as const] : [],
  );
  return {
    tenantId: tenant.tenantId,
    isRequired: tenant.requirePlan,
    files: [...new Set(sources.map(({ source }) => source.file))].sort(),
    seen: new Map(seen),
    people: Object.fromEntries(ids),
    overrides: organisation.limitOverrides
      .filter(({ expires }) => expires >= today)
      .map(({ limit, number, expires }) => ({ limit, number, expires })),
  };
}

/** Steps that put everybody on a calendar. */
const MAKING: ReadonlySet<ChangeKind> = new Set(["create", "recreate", "complete"]);

/**
 * The addresses that steps are about, in lower case. Where a step changes a calendar's people or its reply address, rules have
 * judged everybody on it; where it changes a policy's applications, everybody in it.
 */
function addressesIn(plan: Plan, { calendars, policies }: OrganisationModel): ReadonlySet<string> {
  const onCalendars = plan.changes.flatMap(({ name, kind, fields, members }) => {
    const isAboutPeople = members.length > 0 || fields.some(({ field }) => field === "replyTo");
    const isJudged = MAKING.has(kind) || (kind === "update" && isAboutPeople);
    const wanted = isJudged ? calendars.find((one) => one.name === name) : undefined;
    const staying = wanted ? [...Object.keys(wanted.members), wanted.replyTo] : [];
    return [...staying, ...members.map(({ address }) => address)];
  });
  const inPolicies = (plan.policies ?? []).flatMap(({ name, kind, applications, users }) => {
    if (kind === "unchanged") return [];
    const wanted = policies.find((one) => one.name === name);
    const staying = applications.length > 0 && wanted ? wanted.users : [];
    return [...staying, ...users.map((one) => one.name)];
  });
  return new Set([...onCalendars, ...inPolicies].map((address) => address.toLowerCase()));
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
  const seen = facts.live && seenAtReview(facts.live, liveOf(facts.liveOutputs));
  const step = { kind, wanted: wantedDigest(facts.wanted), ...was, ...(seen && { seen }) };
  return [[title.toLowerCase(), { ...step, ...(booked !== undefined && { booked }) }]];
}

function seenAtReview(live: Values, known: Values): SeenAtReview {
  const members = valuesOf(live["members"]);
  const rows = Object.entries(valuesOf(known["staff"])).map(([address, row]) => [
    String(valuesOf(row)["id"] ?? address),
    { address, role: String(members[address]) },
  ]);
  return {
    texts: textsOf(graphFields, (field) => String(live[field] ?? "")),
    rows: Object.fromEntries(rows),
  };
}

/** Of who has confirmed nothing: that may change at any time, and changes no step. */
function fingerprint(live: Values, { staff, marker = "" }: Values): string {
  const rows = Object.values(valuesOf(staff)).map((row) => String(valuesOf(row)["id"]));
  return digestOf(canonicalText({ live, rows: rows.sort(), marker }));
}
