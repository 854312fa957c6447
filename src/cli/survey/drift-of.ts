import type { DriftReport } from "../../drift/drift-report";
import { findDrift } from "../../drift/find-drift";
import type { RecordedFacts } from "../../drift/recorded-facts";
import type { RecordedPolicy } from "../../engine/run-result";
import type { GraphClient } from "../../graph/graph-client";
import type { OrganisationModel } from "../../model/estate";
import type { Tenant } from "../../model/tenant";
import { assertTenant } from "../assert-tenant";
import { readPolicies } from "./read-policies";
import { survey } from "./survey";
import { watchListOf } from "./watch-list-of";

/** An organisation's specs and what the state records of it. */
export interface Known {
  readonly model: OrganisationModel;
  readonly recorded: readonly RecordedFacts[];
  /** User policies as the state records them. */
  readonly policies?: readonly RecordedPolicy[];
  readonly operator?: string | undefined;
}

/** The drift of some organisations, with one look at the tenant for all of them. Writes nothing. */
export async function driftOf(
  graph: GraphClient,
  tenant: Tenant,
  known: readonly Known[],
): Promise<DriftReport[]> {
  await assertTenant(graph, tenant);
  const seen = await survey(
    graph,
    known.map(({ model, recorded, operator }) => watchListOf(tenant, model, recorded, operator)),
  );
  const sightings = await Promise.all(known.map(({ policies = [] }) => readPolicies(graph, policies)));
  return known.flatMap(({ model, recorded, operator, policies = [] }, index) => {
    const facts = seen.get(model.organisation.stack);
    const ofPolicies = { recorded: policies, sightings: sightings[index] ?? new Map() };
    return facts ? [findDrift({ tenant, model, recorded, operator, seen: facts, policies: ofPolicies })] : [];
  });
}
