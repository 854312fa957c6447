import { lookAtGroup } from "../providers/user-policy/look";
import type { GraphClient } from "../src/graph/graph-client";
import { isRecord } from "../src/graph/is-record";
import { openGraph } from "../src/graph/open-graph";
import type { DirectoryUser } from "../src/graph/resources/directory-user";
import { groups } from "../src/graph/resources/groups";
import { LICENCE_STATES, parseLicenceStates } from "../src/graph/resources/licence-states";
import { resolveUsers } from "../src/graph/resources/resolve-users";
import { parseSkus, subscribedSkus } from "../src/graph/resources/subscribed-skus";
import { textOf } from "../src/graph/resources/text-of";
import type { Address } from "../src/model/address";
import type { Unknown } from "../src/preflight/person";
import type { PolicyCandidate, PolicyFacts, PolicyGroup, PolicyView } from "../src/preflight/policy-view";
import { nearPeople } from "./near-people";

/** Preflight's questions about policies, asked of Graph as the observer; it signs in at the first. */
export function policyView(env: Readonly<Record<string, string | undefined>>): PolicyView {
  let client: GraphClient | undefined;
  const graph = (): GraphClient => {
    client ??= openGraph({ env, identity: "observer" });
    return client;
  };
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
  const { body } = adopt ? { body: {} } : await graph.send(groups.named(displayName));
  const named = isRecord(body) && Array.isArray(body["value"]) ? body["value"].filter(isRecord) : [];
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
  const near = await nearPeople(
    graph,
    addresses.filter((address) => !found.has(address)),
  );
  const people = addresses.map((address): [Address, PolicyCandidate | Unknown] => {
    const user = found.get(address);
    return [address, user ? candidate(user, attribute) : { near: near.get(address) ?? [] }];
  });
  return { people: new Map(people), licences: parseSkus(skus.body) };
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
