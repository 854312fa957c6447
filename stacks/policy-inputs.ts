import { type PolicyInputs, switchesOf } from "../providers/user-policy/policy-inputs";
import type { Organisation } from "../src/model/organisation";
import type { Tenant } from "../src/model/tenant";
import type { UserPolicy } from "../src/model/user-policy";

/** What Pulumi is told of a policy. Only what the tenant can be compared with: no file, commit or date. */
export function policyInputs(tenant: Tenant, organisation: Organisation, policy: UserPolicy): PolicyInputs {
  const offered = tenant.baseLicences.find(({ name }) => name === policy.baseLicence);
  return {
    tenantId: tenant.tenantId,
    organisation: organisation.shortName,
    organisationAttribute: tenant.organisationAttribute,
    directoryName: organisation.directoryName,
    policyName: policy.spec.name,
    displayName: policy.displayName,
    // the rules refuse a licence that is not offered; what is not known is never guessed
    licence: offered?.sku ?? "",
    applications: switchesOf(policy.applications),
    users: switchesOf(policy.users),
    grantsLicence: policy.grantsLicence,
    status: policy.status,
    ...(policy.adopt && { adopt: { ...policy.adopt } }),
    ...(policy.deletion && { deletion: { ...policy.deletion } }),
  };
}
