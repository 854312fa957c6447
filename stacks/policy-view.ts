import { lookAtGroup } from "../providers/user-policy/look-at-group";
import type { GraphClient } from "../src/graph/graph-client";
import { groups } from "../src/graph/resources/groups";
import {
  LICENCE_STATES,
  parseLicenceStates,
  parseSkus,
  subscribedSkus,
} from "../src/graph/resources/licences";
import { resolveUsers } from "../src/graph/resources/resolve-users";
import { type DirectoryUser, mailboxPurpose, users } from "../src/graph/resources/users";
import { isRecord, itemsIn, textOf } from "../src/graph/wire";
import type { Address } from "../src/model/address";
import type { Unknown } from "../src/preflight/person";
import type { PolicyCandidate, PolicyFacts, PolicyGroup, PolicyView } from "../src/preflight/policy-view";
import { unknownPeople } from "./unknown-people";

/** Preflight's questions about policies, asked through a client that is opened at the first of them. */
export function policyView(graph: () => GraphClient): PolicyView {
  return {
    isGroupAbsent: async (displayName) => {
      const { body } = await graph().send(groups.named(displayName));
      return isRecord(body) && Array.isArray(body["value"]) && body["value"].length === 0;
    },
    group: (policy) => group(graph(), policy),
    facts: (addresses, attribute) => facts(graph(), addresses, attribute),
  };
}

async function group(
  graph: GraphClient,
  { displayName, adopt }: Parameters<PolicyView["group"]>[0],
): Promise<PolicyGroup | undefined> {
  const { body } = adopt ? { body: { value: [] } } : await graph.send(groups.named(displayName));
  const named = itemsIn(body).filter(isRecord);
  const [id, ...more] = adopt ? [adopt.group] : named.map((one) => textOf(one["id"]));
  if (!id || more.length > 0) return undefined;
  const live = await lookAtGroup(graph, { organisationAttribute: "companyName" }, id);
  return live && { id: live.group.id, licences: live.group.licences, people: live.people };
}

async function facts(
  graph: GraphClient,
  addresses: readonly Address[],
  attribute: string,
): Promise<PolicyFacts> {
  const [found, skus] = await Promise.all([
    resolveUsers(graph, addresses, [LICENCE_STATES, attribute]),
    graph.send(subscribedSkus.list()),
  ]);
  const unknown = addresses.filter((address) => !found.has(address));
  const [others, mailboxes] = await Promise.all([unknownPeople(graph, unknown), doubtful(graph, found)]);
  const people = addresses.map((address): [Address, PolicyCandidate | Unknown] => {
    const user = found.get(address);
    if (!user) return [address, others.get(address) ?? { near: [] }];
    const mailbox = mailboxes.get(user.id);
    return [address, { ...candidate(user, attribute), ...(mailbox !== undefined && { mailbox }) }];
  });
  return { people: new Map(people), licences: parseSkus(skus.body) };
}

/**
 * Kinds of mailboxes, by id, of those who may be nobody: the accounts behind shared mailboxes and rooms are disabled or have no
 * licence. Everybody else's would be a question for each of thousands.
 */
async function doubtful(
  graph: GraphClient,
  found: ReadonlyMap<string, DirectoryUser>,
): Promise<ReadonlyMap<string, string>> {
  const asked = [...new Map([...found.values()].map((user) => [user.id, user])).values()].filter(
    (user) => user.accountEnabled === false || parseLicenceStates(user.raw)?.length === 0,
  );
  if (asked.length === 0) return new Map();
  const outcomes = await graph.sendAll(asked.map(({ id }) => users.purpose(id)));
  return new Map(
    outcomes.flatMap((outcome, index) => {
      const id = asked[index]?.id;
      return id === undefined ? [] : [[id, mailboxPurpose(outcome)] as const];
    }),
  );
}

/** Licences that the directory does not tell this reader are unknown, not absent. */
function candidate(user: DirectoryUser, attribute: string): PolicyCandidate {
  const assignments = parseLicenceStates(user.raw);
  if (!assignments) throw new Error(`the licences of ${user.mail} were not told`);
  return {
    mail: user.mail || user.userPrincipalName,
    organisation: textOf(user.raw[attribute]),
    isGuest: user.userType === "Guest",
    isEnabled: user.accountEnabled !== false,
    assignments,
  };
}
