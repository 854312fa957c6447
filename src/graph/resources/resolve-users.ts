import type { GraphCall } from "../call";
import type { GraphClient } from "../graph-client";
import { answerOf } from "../send-with-retries";
import { chunked } from "../wire";
import { type DirectoryUser, parseUsers, users, VALUES_IN_FILTER } from "./users";

/**
 * Finds the directory users behind addresses, in one batch for up to 150 of them and one more for those that are aliases.
 * The result is keyed by the address asked for, in lower case; who is not in it is not in the directory.
 */
export async function resolveUsers(
  graph: GraphClient,
  addresses: readonly string[],
  more: readonly string[] = [],
): Promise<Map<string, DirectoryUser>> {
  const wanted = [...new Set(addresses.map((address) => address.toLowerCase()))];
  const found = new Map<string, DirectoryUser>();
  const chunks = chunked(wanted, VALUES_IN_FILTER);
  await collect(
    graph,
    chunks.flatMap((chunk) => [
      users.byField("mail", chunk, more),
      users.byField("userPrincipalName", chunk, more),
    ]),
    found,
  );
  // ask by alias only for who was not found otherwise: one call each
  const rest = wanted.filter((address) => !found.has(address));
  await collect(
    graph,
    rest.map((address) => users.byAlias(address, more)),
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
  if (calls.length === 0) {
    return;
  }
  for (const outcome of await graph.sendAll(calls)) {
    for (const user of parseUsers(answerOf(outcome).body)) {
      for (const address of user.addresses) {
        found.set(address, joined(found.get(address), user));
      }
    }
  }
}

/** Two accounts with one address are told as such: whichever is meant, the other must not pass for it. */
function joined(known: DirectoryUser | undefined, user: DirectoryUser): DirectoryUser {
  if (known === undefined) return user;
  return known.id === user.id ? known : { ...user, rival: known.userPrincipalName };
}
