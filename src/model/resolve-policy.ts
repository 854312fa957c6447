import type { SpecDocument } from "../spec/spec-document";
import { toAddress } from "./address";
import type { Home } from "./home";
import { namePart } from "./naming";
import { sourcedFrom } from "./sourced-from";
import type { UserPolicy } from "./user-policy";

/** The user policy that a spec describes. */
export function resolvePolicy(document: SpecDocument<"UserPolicy">, { shortName }: Home): UserPolicy {
  const { value: spec, placeOf } = document;
  const { users = [], adopt, deletion } = spec;
  const displayName = shortName + namePart(spec.name);
  return {
    ...sourcedFrom(document),
    name: displayName.toLowerCase(),
    displayName,
    organisation: shortName,
    baseLicence: spec.baseLicence,
    applications: [...new Set<string>(spec.applications)].sort(),
    users: [...new Set(users.map(toAddress))].sort(),
    grantsLicence: spec.grantsLicence ?? false,
    status: spec.status ?? "active",
    ...(adopt && { adopt: { group: adopt.group.toLowerCase(), complete: adopt.complete ?? false } }),
    ...(deletion && { deletion }),
    spec,
    userPlace: (address) => placeOf(`/users/${users.findIndex((text) => toAddress(text) === address)}`),
  };
}
