import type { GraphCall } from "../call";
import type { GraphClient } from "../graph-client";
import { answerOf } from "../send-with-retries";
import { chunked } from "../wire";
import { ALIASES_IN_FILTER, type DirectoryUser, parseUsers, users, VALUES_IN_FILTER } from "./users";

/** Address in lower case → id of the account that is known to have had it. */
export type KnownAccounts = ReadonlyMap<string, string>;

/**
 * Finds the directory users behind addresses, in one batch for up to 150 of them and one more for up to 140 that are aliases.
 * Those whose account is known cost half: they are asked for by mail address, and in every way only where that does not give
 * the known account. The result is keyed by the address asked for, in lower case; who is not in it is not in the directory.
 */
export async function resolveUsers(
  graph: GraphClient,
  addresses: readonly string[],
  more: readonly string[] = [],
  known: KnownAccounts = new Map(),
): Promise<Map<string, DirectoryUser>> {
  const wanted = [...new Set(addresses.map((address) => address.toLowerCase()))];
  const found = new Map<string, DirectoryUser>();
  const recorded = wanted.filter((address) => known.has(address));
  const others = wanted.filter((address) => !known.has(address));
  const byField = (field: "mail" | "userPrincipalName", some: readonly string[]): GraphCall[] =>
    chunked(some, VALUES_IN_FILTER).map((chunk) => users.byField(field, chunk, more));
  await collect(
    graph,
    [...byField("mail", recorded), ...byField("mail", others), ...byField("userPrincipalName", others)],
    found,
  );
  const moved = recorded.filter((address) => found.get(address)?.id !== known.get(address));
  await collect(graph, byField("userPrincipalName", moved), found);
  const rest = wanted.filter((address) => !found.has(address));
  await collect(
    graph,
    chunked(rest, ALIASES_IN_FILTER).map((chunk) => users.byAlias(chunk, more)),
    found,
  );
  return new Map(
    wanted.flatMap((address) => {
      const user = found.get(address);
      return user ? [[address, user] as const] : [];
    }),
  );
}

async function collect(
  graph: GraphClient,
  calls: readonly GraphCall[],
  found: Map<string, DirectoryUser>,
): Promise<void> {
  if (calls.length === 0) return;
  for (const outcome of await graph.sendAll(calls)) {
    for (const user of parseUsers(answerOf(outcome).body)) {
      for (const address of user.addresses) found.set(address, joined(found.get(address), user));
    }
  }
}

/** Two accounts with one address are told as such: whichever is meant, the other must not pass for it. */
function joined(known: DirectoryUser | undefined, user: DirectoryUser): DirectoryUser {
  if (known === undefined) return user;
  return known.id === user.id ? known : { ...user, rival: known.userPrincipalName };
}
