import type { GraphOutcome } from "../../src/graph/call";
import type { GraphClient } from "../../src/graph/graph-client";
import { GraphError } from "../../src/graph/graph-error";
import { type Group, groups, parseGroup } from "../../src/graph/resources/groups";
import { parseLicenceStates, parseSkus, subscribedSkus } from "../../src/graph/resources/licences";
import { type DirectoryUser, parseUsers } from "../../src/graph/resources/users";
import { answerOf } from "../../src/graph/settle";
import { textOf } from "../../src/graph/wire";
import type { PolicyInputs } from "../../src/model/policy-fields";
import type { Licence, LicenceAssignment } from "../../src/plan/licences";
import { refuse } from "../refuse";

/** A policy's group as it is in the tenant. */
export interface LiveGroup {
  readonly group: Group;
  readonly people: readonly PolicyPerson[];
}

/** Looks at a group with its people; undefined when there is none. One request, and one for each thousand people more. */
export async function lookAtGroup(
  client: GraphClient,
  { organisationAttribute }: Pick<PolicyInputs, "organisationAttribute">,
  id: string,
  fresh = false,
): Promise<LiveGroup | undefined> {
  const people = { ...groups.people(id, [organisationAttribute]), fresh };
  const [group, page] = await client.sendAll([{ ...groups.get(id), fresh }, people]);
  return liveGroup(organisationAttribute, group, page);
}

/** The same together with the tenant's licences. */
export async function lookWithLicences(
  client: GraphClient,
  { organisationAttribute }: PolicyInputs,
  id: string,
): Promise<{ live: LiveGroup | undefined; licences: Licence[] }> {
  const people = groups.people(id, [organisationAttribute]);
  const [group, page, skus] = await client.sendAll([groups.get(id), people, subscribedSkus.list()]);
  const live = await liveGroup(organisationAttribute, group, page);
  return { live, licences: parseSkus(answerOf(skus).body) };
}

async function liveGroup(
  attribute: string,
  head: GraphOutcome | undefined,
  page: GraphOutcome | undefined,
): Promise<LiveGroup | undefined> {
  if (head && !head.ok && head.error.kind === "not-found") {
    return undefined;
  }
  const group = parseGroup(answerOf(head).body);
  if (!group) {
    return undefined;
  }
  const users = parseUsers(answerOf(page).body);
  return { group, people: users.map((user) => policyPerson(user, attribute)) };
}

/** The base licence of a policy among those that the tenant has. */
export function licenceOf({ displayName, licence }: PolicyInputs, licences: readonly Licence[]): Licence {
  const found = licences.find(({ partNumber }) => partNumber === licence);
  if (!found) {
    throw refuse("licence-not-bought", { policy: displayName, licence });
  }
  return found;
}

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

/** Whether the directory has nothing to do on a group's licences. One that never had a licence says nothing at all. */
export function isIdle(processing: string): boolean {
  return processing === "ProcessingComplete" || processing === "";
}
