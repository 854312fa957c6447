import type { GraphClient } from "../../src/graph/graph-client";
import type { DirectoryUser } from "../../src/graph/resources/directory-user";
import { LICENCE_STATES } from "../../src/graph/resources/licence-states";
import { parseUsers } from "../../src/graph/resources/parse-user";
import { resolveUsers } from "../../src/graph/resources/resolve-users";
import { users, VALUES_IN_FILTER } from "../../src/graph/resources/users";
import { answerOf } from "../../src/graph/settle";
import { type PolicyPerson, policyPerson } from "./policy-person";

/**
 * The people behind addresses with their licences, by the address asked for. Nearly all are found by their mail address, so
 * that alone is asked at first: half the questions of a policy of thousands.
 */
export async function findPeople(
  client: GraphClient,
  addresses: readonly string[],
  attribute: string,
): Promise<Map<string, PolicyPerson>> {
  const more = [LICENCE_STATES, attribute];
  const calls = [];
  for (let start = 0; start < addresses.length; start += VALUES_IN_FILTER) {
    calls.push(users.byField("mail", addresses.slice(start, start + VALUES_IN_FILTER), more));
  }
  const found = new Map<string, DirectoryUser>();
  for (const outcome of calls.length > 0 ? await client.sendAll(calls) : []) {
    for (const user of parseUsers(answerOf(outcome).body)) {
      for (const address of user.addresses) {
        found.set(address, user);
      }
    }
  }
  const rest = addresses.filter((address) => !found.has(address));
  for (const [address, user] of rest.length > 0 ? await resolveUsers(client, rest, more) : []) {
    found.set(address, user);
  }
  return new Map(
    addresses.flatMap((address) => {
      const user = found.get(address);
      return user ? [[address, policyPerson(user, attribute)] as const] : [];
    }),
  );
}
