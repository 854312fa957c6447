import type { GraphClient } from "../src/graph/graph-client";
import { parseUsers } from "../src/graph/resources/parse-user";
import { users } from "../src/graph/resources/users";
import type { Address } from "../src/model/address";
import { fragmentsOf, nameBeginnings, nearMatches } from "../src/preflight/near-matches";

/** Two calls each fill one batch. Who has more unknown people has another mistake than a slip of the finger. */
const MOST_ASKED = 10;

/**
 * The people whose address or name is most like each unknown address, in one batch. It is help and no fact: what
 * Graph does not answer is left out.
 */
export async function nearPeople(
  graph: GraphClient,
  unknown: readonly Address[],
): Promise<ReadonlyMap<Address, readonly string[]>> {
  const asked = unknown.slice(0, MOST_ASKED).flatMap((address) => {
    const [fragments, beginnings] = [fragmentsOf(address), nameBeginnings(address)];
    return [
      ...(fragments.length > 0 ? [{ address, call: users.withMailLike(fragments) }] : []),
      ...(beginnings.length > 0 ? [{ address, call: users.named(beginnings) }] : []),
    ];
  });
  if (asked.length === 0) return new Map();
  const outcomes = await graph.sendAll(asked.map(({ call }) => call));
  const found = outcomes.map((outcome) => (outcome.ok ? parseUsers(outcome.answer.body) : []));
  return new Map(
    unknown.map((address) => {
      const likely = found.flatMap((people, index) => (asked[index]?.address === address ? people : []));
      const members = likely.filter(({ userType }) => userType !== "Guest");
      return [address, nearMatches(address, members)];
    }),
  );
}
