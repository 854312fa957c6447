import type { ListedPolicy } from "./listed-policy";

/** What every list of user policies tells machines about one of them. */
export function listedPolicyJson(policy: ListedPolicy): object {
  const { name, displayName, organisation, baseLicence, applications, status, file } = policy;
  return { name, displayName, organisation, baseLicence, applications, status, ...(file && { file }) };
}
