import type { Address } from "../model/address";
import type { Tenant } from "../model/tenant";
import type { UserPolicy } from "../model/user-policy";
import type { PolicyEntry } from "../plan/inventory";
import { type Licence, plansOf, wantedPlans } from "../plan/licences";
import { policiesEmptied } from "../plan/limit-counts";
import { type Problem, problem } from "../problem/problem";
import type { PolicyFacts, PolicyGroup } from "../tenant/policies";
import { unknownProblem } from "./address-problems";
import { candidateProblems, type PolicyInTenant } from "./candidate-problems";
import { comparePolicies, vanishedPolicyProblem } from "./compare-policies";
import { limitProblems } from "./limit-problems";
import { costProblems, takesAt } from "./policy-costs";
import { lookupFailure, type PolicyView, type PreflightInput, tenantOfEnvironment } from "./preflight-view";
import { seatProblems } from "./seat-problems";

/** A policy with those of its people who are new to it. */
interface Asked {
  readonly policy: UserPolicy;
  /** What the last run left of it. */
  readonly entry: PolicyEntry | undefined;
  readonly addresses: readonly Address[];
  /** Whether anything is taken from its people, or changed for them. */
  readonly takes: boolean;
}

/** Everything that speaks against what the specs ask of policies, found before anything is registered. */
export async function policyPreflight(input: PreflightInput, view: PolicyView): Promise<Problem[]> {
  const { before, model, broken } = input;
  const { problems, vanished } = comparePolicies(before, model, broken);
  const emptied = before ? policiesEmptied(before, model.policies) : { count: 0, total: 0 };
  const known = [...problems, ...limitProblems("policiesEmptied", emptied, input)];
  if (tenantOfEnvironment(input).length > 0)
    return [...known, ...vanished.map((one) => vanishedPolicyProblem(one, false))];
  const gone = await Promise.all(
    vanished.map(async (one) =>
      // unknown is not absent
      vanishedPolicyProblem(one, await view.isGroupAbsent(one.displayName).catch(() => false)),
    ),
  );
  return [...known, ...gone, ...(await people(input, view))];
}

/** Only what changed against the last run is asked for: the rest was looked up when it was added. */
function askedOf({ before, model }: PreflightInput): Asked[] {
  return model.policies.flatMap((policy) => {
    const entry = before?.policies?.[policy.name];
    const known = new Set(entry?.users ?? []);
    const addresses = policy.status === "active" ? policy.users.filter((one) => !known.has(one)) : [];
    const takes = takesAt(policy, entry) !== undefined;
    return addresses.length > 0 || takes ? [{ policy, entry, addresses, takes }] : [];
  });
}

async function people(input: PreflightInput, view: PolicyView): Promise<readonly Problem[]> {
  const asked = askedOf(input);
  if (asked.length === 0) return [];
  const addresses = [...new Set(asked.flatMap((one) => one.addresses))];
  const { organisationAttribute } = input.tenant;
  try {
    const [facts, ...groups] = await Promise.all([
      view.facts(addresses, organisationAttribute),
      ...asked.map(({ policy, takes }) => (takes ? groupOf(policy, view) : undefined)),
    ]);
    const licensed = asked.map((one) => ({
      ...one,
      licence: licenceOf(input.tenant, one.policy, facts.licences),
    }));
    return [
      ...licensed.flatMap((one, index) => policyProblems(input, one, groups[index], facts)),
      ...seatProblems(
        licensed.flatMap(({ licence, ...one }) => (licence ? [{ ...one, licence }] : [])),
        facts.people,
      ),
    ];
  } catch (error) {
    return lookupFailure(error, (reason) =>
      problem("directory-unreadable", { addresses: addresses.length, reason }),
    );
  }
}

/** A group that cannot be read is a problem of that policy alone. */
async function groupOf(policy: UserPolicy, view: PolicyView): Promise<PolicyGroup | Problem | undefined> {
  try {
    return await view.group(policy);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return problem("policy-unreadable", { policy: policy.displayName, why }, policy.source);
  }
}

function policyProblems(
  { model }: PreflightInput,
  { policy, entry, addresses, licence }: Asked & { readonly licence: Licence | undefined },
  group: PolicyGroup | Problem | undefined,
  { licences, people: found }: PolicyFacts,
): Problem[] {
  if (!licence) {
    const args = { policy: policy.displayName, licence: policy.baseLicence };
    return policy.status === "active"
      ? [problem("licence-not-bought", args, policy.placeOf("/baseLicence"))]
      : [];
  }
  const wanted = wantedPlans(policy.applications, licence);
  const taken = group && ("code" in group ? [group] : costProblems(policy, entry, group, licence, licences));
  const within: PolicyInTenant = { policy, organisation: model.organisation, licence, licences, wanted };
  return [
    ...missingApplications(policy, licence),
    ...(taken ?? []),
    ...addresses.flatMap((address) => {
      const person = found.get(address);
      if (!person) return [];
      return "mail" in person
        ? candidateProblems(within, address, person)
        : [unknownProblem({ address, use: "member", at: policy.userPlace(address) }, person)];
    }),
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
    .map((application) => {
      const args = { policy: displayName, application, licence: licence.partNumber };
      const at = placeOf(`/applications/${spec.applications.map(String).indexOf(application)}`);
      return problem("application-not-in-licence", args, at);
    });
}
