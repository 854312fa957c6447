import type { GraphClient } from "../graph/graph-client";
import {
  LICENCE_STATES,
  parseLicenceStates,
  parseSkus,
  type SubscribedSku,
  subscribedSkus,
} from "../graph/resources/licences";
import { resolveUsers } from "../graph/resources/resolve-users";
import type { DirectoryUser } from "../graph/resources/users";
import { textOf } from "../graph/wire";
import type { Address } from "../model/address";
import type { Unknown } from "../model/person";
import type { UserPolicy } from "../model/user-policy";
import { groupsNamed, type LiveGroup, lookAtGroup, type PolicyPerson } from "./groups";
import { likelyPeople } from "./likely-people";
import { mailboxesOf } from "./people";

/** A person that a policy is to include. No addresses where another account has one of them too. */
export interface PolicyCandidate extends Omit<PolicyPerson, "address" | "unsure"> {
  /** The primary address. */
  readonly mail: string;
  readonly isEnabled: boolean;
  /** The kind of mailbox in Graph's words: asked of accounts only that may be no person's. */
  readonly mailbox?: string;
}

/** What the directory tells of those people, and the licences that the tenant has. */
export interface PolicyFacts {
  readonly people: ReadonlyMap<Address, PolicyCandidate | Unknown>;
  readonly licences: readonly SubscribedSku[];
}

/** The group of a policy with its people. */
export interface PolicyGroup extends Pick<LiveGroup["group"], "id" | "licences"> {
  readonly people: readonly Pick<PolicyPerson, "address" | "addresses" | "assignments">[];
}

/** The group of a policy, by the id that its spec takes over or by its name; undefined where there is not exactly one. */
export async function policyGroup(
  graph: GraphClient,
  { displayName, adopt }: Pick<UserPolicy, "displayName" | "adopt">,
): Promise<PolicyGroup | undefined> {
  const [id, ...more] = adopt ? [adopt.group] : await groupsNamed(graph, displayName);
  if (!id || more.length > 0) return undefined;
  const live = await lookAtGroup(graph, { organisationAttribute: "companyName" }, id);
  return live && { id: live.group.id, licences: live.group.licences, people: live.people };
}

/** Looks up people with their licences, all with the fewest requests. Keyed by the address asked for. */
export async function policyFacts(
  graph: GraphClient,
  addresses: readonly Address[],
  attribute: string,
): Promise<PolicyFacts> {
  const [found, skus] = await Promise.all([
    resolveUsers(graph, addresses, [LICENCE_STATES, attribute]),
    graph.send(subscribedSkus.list()),
  ]);
  const unknown = addresses.filter((address) => !found.has(address));
  const [likely, mailboxes] = await Promise.all([
    likelyPeople(graph, unknown),
    mailboxesOf(graph, [...found.values()].filter(isDoubtful)),
  ]);
  const people = addresses.map((address): [Address, PolicyCandidate | Unknown] => {
    const user = found.get(address);
    if (!user) return [address, likely.get(address) ?? { near: [] }];
    const { mailbox, mailboxError } = mailboxes.get(user.id) ?? {};
    if (mailboxError !== undefined) throw new Error(mailboxError);
    return [address, { ...candidate(user, attribute), ...(mailbox !== undefined && { mailbox }) }];
  });
  return { people: new Map(people), licences: parseSkus(skus.body) };
}

/**
 * Whether an account may be no person's: those behind shared mailboxes and rooms are disabled or have no licence. Everybody
 * else's mailbox would be a question for each of thousands.
 */
const isDoubtful = (user: DirectoryUser): boolean =>
  user.accountEnabled === false || parseLicenceStates(user.raw)?.length === 0;

/** Licences that the directory does not tell this reader are unknown, not absent. */
function candidate(user: DirectoryUser, attribute: string): PolicyCandidate {
  const assignments = parseLicenceStates(user.raw);
  if (!assignments) throw new Error(`the licences of ${user.mail} were not told`);
  return {
    id: user.id,
    addresses: user.rival === undefined ? user.addresses : [],
    mail: user.mail || user.userPrincipalName,
    organisation: textOf(user.raw[attribute]),
    isGuest: user.userType === "Guest",
    isEnabled: user.accountEnabled !== false,
    assignments,
  };
}
