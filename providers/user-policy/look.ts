import { allPages } from "../../src/graph/all-pages";
import type { GraphOutcome } from "../../src/graph/call";
import type { GraphClient } from "../../src/graph/graph-client";
import type { Group } from "../../src/graph/resources/group";
import { groups } from "../../src/graph/resources/groups";
import { parseGroup } from "../../src/graph/resources/parse-group";
import { parseUser } from "../../src/graph/resources/parse-user";
import { parseSkus, subscribedSkus } from "../../src/graph/resources/subscribed-skus";
import { answerOf } from "../../src/graph/settle";
import type { Licence } from "../../src/plan/licences/licence";
import { refuse } from "../refuse";
import type { PolicyInputs } from "./policy-inputs";
import { type PolicyPerson, policyPerson } from "./policy-person";

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
  return liveGroup(client, organisationAttribute, group, people, page);
}

/** The same together with the tenant's licences. */
export async function lookWithLicences(
  client: GraphClient,
  { organisationAttribute }: PolicyInputs,
  id: string,
): Promise<{ live: LiveGroup | undefined; licences: Licence[] }> {
  const people = groups.people(id, [organisationAttribute]);
  const [group, page, skus] = await client.sendAll([groups.get(id), people, subscribedSkus.list()]);
  const live = await liveGroup(client, organisationAttribute, group, people, page);
  return { live, licences: parseSkus(answerOf(skus).body) };
}

async function liveGroup(
  client: GraphClient,
  attribute: string,
  head: GraphOutcome | undefined,
  call: ReturnType<typeof groups.people>,
  page: GraphOutcome | undefined,
): Promise<LiveGroup | undefined> {
  if (head && !head.ok && head.error.kind === "not-found") {
    return undefined;
  }
  const group = parseGroup(answerOf(head).body);
  if (!group) {
    return undefined;
  }
  const items = await allPages(client, call, answerOf(page));
  const users = items.flatMap((item) => parseUser(item) ?? []);
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
