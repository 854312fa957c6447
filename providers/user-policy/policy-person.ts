import { GraphError } from "../../src/graph/graph-error";
import type { DirectoryUser } from "../../src/graph/resources/directory-user";
import { parseLicenceStates } from "../../src/graph/resources/licence-states";
import { textOf } from "../../src/graph/resources/text-of";
import type { LicenceAssignment } from "../../src/plan/licences/licence";

/** Somebody with their licences. */
export interface PolicyPerson {
  readonly id: string;
  /** The primary address in lower case. */
  readonly address: string;
  /** All addresses in lower case. */
  readonly addresses: readonly string[];
  /** What the directory's attribute for the organisation holds. */
  readonly organisation: string;
  readonly isGuest: boolean;
  readonly assignments: readonly LicenceAssignment[];
  /** What the person may have besides, for as long as the directory is at work. */
  readonly unsure?: readonly LicenceAssignment[];
}

/** A directory user as a person with licences. Licences that were not told are no empty list. */
export function policyPerson(user: DirectoryUser, attribute: string): PolicyPerson {
  const assignments = parseLicenceStates(user.raw);
  if (!assignments) {
    throw new GraphError({
      kind: "denied",
      method: "GET",
      path: "/users",
      status: 200,
      detail: "licenseAssignmentStates was not told: the sign-in needs to read people in full",
    });
  }
  return {
    id: user.id,
    address: (user.mail || user.userPrincipalName).toLowerCase(),
    addresses: user.addresses,
    organisation: textOf(user.raw[attribute]),
    isGuest: user.userType === "Guest",
    assignments,
  };
}

/** What this group has given to a person of a licence, or failed to give. */
export function fromGroup(
  { assignments }: PolicyPerson,
  group: string,
  skuId: string,
): LicenceAssignment | undefined {
  return assignments.find((one) => one.group === group && one.skuId === skuId);
}
