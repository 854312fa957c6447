import type { OrganisationModel } from "../model/estate";
import type { Tenant } from "../model/tenant";
import { canonicalText, digestOf, type Evidence } from "../plan/reviewed-plan";
import type { LookedUp } from "../preflight/person";
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
    files: [...new Set(sources.map(({ source }) => source.file))].sort(),
    seen: new Map([...ledger.calendars, ...ledger.policies].flatMap(([name, facts]) => seenOf(name, facts))),
    people: Object.fromEntries(ids),
    overrides: organisation.limitOverrides
      .filter(({ expires }) => expires >= today)
      .map(({ limit, number, expires }) => ({ limit, number, expires })),
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
