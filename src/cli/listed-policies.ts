import type { OrganisationModel } from "../model/estate";
import type { ListedPolicy } from "../report/listed-policy";

/** The user policies that specs ask for, in order of name. */
export function listedPolicies(models: readonly OrganisationModel[]): ListedPolicy[] {
  return models
    .flatMap(({ policies }) => policies)
    .map(({ name, displayName, organisation, baseLicence, applications, status, users, source }) => ({
      name,
      displayName,
      organisation,
      baseLicence,
      applications,
      status,
      users,
      file: source.file,
    }))
    .sort((one, other) => one.name.localeCompare(other.name, "en"));
}
