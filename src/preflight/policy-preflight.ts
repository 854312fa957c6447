import type { Address } from "../model/address";
import type { Tenant } from "../model/tenant";
import type { UserPolicy } from "../model/user-policy";
import { plansOf, wantedPlans } from "../plan/licences/application-plans";
import type { Licence } from "../plan/licences/licence";
import { holdsBeside } from "../plan/licences/losses";
import { policiesEmptied } from "../plan/policy-counts";
import { type Problem, problem } from "../problem/problem";
import { candidateProblems, type PolicyInTenant } from "./candidate-problems";
import { comparePolicies, vanishedPolicyProblem } from "./compare-policies";
import { limitProblems } from "./limit-problems";
import type { PolicyFacts, PolicyView } from "./policy-view";
import { type PreflightInput, tenantOfEnvironment } from "./preflight";

/** A policy with those of its people who are new to it. */
interface Asked {
  readonly policy: UserPolicy;
  readonly addresses: readonly Address[];
}

/** Everything that speaks against what the specs ask of policies, found before anything is registered. */
export async function policyPreflight(input: PreflightInput, view: PolicyView): Promise<Problem[]> {
  const { before, model, tenant, today, broken } = input;
  const { problems, vanished } = comparePolicies(before, model, broken);
  const emptied = before ? policiesEmptied(before, model.policies) : { count: 0, total: 0 };
  const known = [...problems, ...limitProblems("policiesEmptied", emptied, tenant, model, today)];
  if (tenantOfEnvironment(input).length > 0) {
    return [...known, ...vanished.map((one) => vanishedPolicyProblem(one, false))];
  }
  const gone = await Promise.all(
    vanished.map(async (one) =>
      // unknown is not absent
      vanishedPolicyProblem(one, await view.isGroupAbsent(one.entry.displayName).catch(() => false)),
    ),
  );
  return [...known, ...gone, ...(await people(input, view))];
}

/** Only what changed against the last run is asked for: the rest was looked up when it was added. */
function askedOf({ before, model }: PreflightInput): Asked[] {
  return model.policies.flatMap((policy) => {
    const entry = before?.policies?.[policy.name];
    const known = new Set(entry?.users ?? []);
    const addresses = policy.users.filter((address) => !known.has(address));
    return policy.status === "active" && addresses.length > 0 ? [{ policy, addresses }] : [];
  });
}

async function people(input: PreflightInput, view: PolicyView): Promise<Problem[]> {
  const asked = askedOf(input);
  if (asked.length === 0) return [];
  const addresses = [...new Set(asked.flatMap((one) => one.addresses))];
  let facts: PolicyFacts;
  try {
    facts = await view.facts(addresses, input.tenant.organisationAttribute);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [problem("directory-unreadable", { addresses: addresses.length, reason })];
  }
  return asked.flatMap((one) => policyProblems(input, one, facts));
}

function policyProblems(
  { tenant, model }: PreflightInput,
  { policy, addresses }: Asked,
  facts: PolicyFacts,
): Problem[] {
  const { licences } = facts;
  const licence = licenceOf(tenant, policy, licences);
  if (!licence) {
    const args = { policy: policy.displayName, licence: policy.baseLicence };
    return [problem("licence-not-bought", args, policy.placeOf("/baseLicence"))];
  }
  const wanted = wantedPlans(policy.applications, licence);
  const within: PolicyInTenant = { policy, organisation: model.organisation, licence, licences, wanted };
  return [
    ...missingApplications(policy, licence),
    ...addresses.flatMap((address) => {
      const person = facts.people.get(address);
      if (!person) return [];
      return "mail" in person
        ? candidateProblems(within, address, person)
        : [problem("person-unknown", { address, near: person.near }, policy.userPlace(address))];
    }),
    ...shortage(policy, addresses, licence, facts),
  ];
}

function licenceOf(
  { baseLicences }: Tenant,
  policy: UserPolicy,
  licences: readonly Licence[],
): Licence | undefined {
  const sku = baseLicences.find(({ name }) => name === policy.baseLicence)?.sku;
  return licences.find(({ partNumber }) => partNumber === sku);
}

function missingApplications(
  { applications, displayName, spec, placeOf }: UserPolicy,
  licence: Licence,
): Problem[] {
  return applications
    .filter((application) => plansOf(application, licence).length === 0)
    .map((application) =>
      problem(
        "application-not-in-licence",
        { policy: displayName, application, licence: licence.partNumber },
        placeOf(`/applications/${spec.applications.map(String).indexOf(application)}`),
      ),
    );
}

/** Seats that the policy itself would take, against those that are free. */
function shortage(
  policy: UserPolicy,
  addresses: readonly Address[],
  { skuId, free }: Licence,
  { people: found }: PolicyFacts,
): Problem[] {
  if (!policy.grantsLicence) return [];
  const needy = addresses.filter((address) => {
    const person = found.get(address);
    return person !== undefined && "mail" in person && !holdsBeside(person.assignments, skuId, undefined);
  });
  if (needy.length <= free) return [];
  const without = needy.slice(Math.max(0, free));
  const args = { policy: policy.displayName, licence: policy.baseLicence, needed: needy.length, free };
  return without.map((who) => problem("seats-short", { ...args, who }, policy.userPlace(who)));
}
