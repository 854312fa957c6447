import type { GraphClient } from "../graph/graph-client";
import { ADDRESSES_OF_DELETED, type DirectoryUser, parseUsers, users } from "../graph/resources/users";
import { chunked } from "../graph/wire";
import type { Unknown } from "../model/person";
import { fragmentsOf, nameBeginnings, nearMatches } from "./near-matches";

/**
 * Two calls each, and two for the deleted accounts of all, fill one batch. Who has more unknown people has another mistake
 * than a slip of the finger.
 */
const MOST_ASKED = 9;

/**
 * What can be said of addresses that the directory does not know: whose account was deleted, or who is most like it by
 * address or name. All in one batch. It is help and no fact: what Graph does not answer is left out.
 */
export async function likelyPeople(
  graph: GraphClient,
  unknown: readonly string[],
): Promise<ReadonlyMap<string, Unknown>> {
  const asked = unknown.slice(0, MOST_ASKED);
  const likenesses = asked.flatMap((address) => {
    const [fragments, beginnings] = [fragmentsOf(address), nameBeginnings(address)];
    return [
      ...(fragments.length > 0 ? [{ address, call: users.withMailLike(fragments) }] : []),
      ...(beginnings.length > 0 ? [{ address, call: users.named(beginnings) }] : []),
    ];
  });
  if (asked.length === 0) return new Map();
  const deletions = chunked(asked, ADDRESSES_OF_DELETED).map((some) => users.deleted(some));
  const outcomes = await graph.sendAll([...likenesses.map(({ call }) => call), ...deletions]);
  const found = outcomes.map((outcome) => (outcome.ok ? parseUsers(outcome.answer.body) : []));
  const deleted = found.slice(likenesses.length).flat();
  return new Map(
    unknown.map((address): [string, Unknown] => {
      const gone = deleted.find((user) => hadAddress(user, address));
      if (gone) return [address, { near: [], deleted: gone.displayName }];
      const likely = found.flatMap((people, index) => (likenesses[index]?.address === address ? people : []));
      const members = likely.filter(({ userType }) => userType !== "Guest");
      return [address, { near: nearMatches(address, members) }];
    }),
  );
}

/** The principal name of a deleted account begins with its id, without the dashes. */
function hadAddress({ mail, userPrincipalName }: DirectoryUser, address: string): boolean {
  const before = userPrincipalName.replace(/^[\da-f]{32}/i, "");
  return [mail, before].some((one) => one.toLowerCase() === address);
}
