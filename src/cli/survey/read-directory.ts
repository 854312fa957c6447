import type { Directory, DirectoryPerson } from "../../drift/tenant-facts";
import type { GraphOutcome } from "../../graph/call";
import type { GraphClient } from "../../graph/graph-client";
import { GraphError } from "../../graph/graph-error";
import { resolveUsers } from "../../graph/resources/resolve-users";
import { type DirectoryUser, mailboxPurpose, users } from "../../graph/resources/users";

interface Purpose {
  readonly mailbox?: string;
  readonly why?: string;
}

function purposeOf(outcome: GraphOutcome | undefined): Purpose {
  if (outcome === undefined) return { why: "no answer" };
  try {
    return { mailbox: mailboxPurpose(outcome) };
  } catch (error) {
    if (error instanceof GraphError) return { why: error.message };
    throw error;
  }
}

/** Mailboxes of those who could be members: a disabled account needs no second reason. */
async function purposes(
  graph: GraphClient,
  people: readonly DirectoryUser[],
): Promise<ReadonlyMap<string, Purpose>> {
  const asked = people.filter(({ accountEnabled }) => accountEnabled !== false);
  const outcomes = asked.length > 0 ? await graph.sendAll(asked.map(({ id }) => users.purpose(id))) : [];
  return new Map(asked.map(({ id }, index) => [id, purposeOf(outcomes[index])]));
}

function personOf(
  { id, accountEnabled, userType }: DirectoryUser,
  purpose: Purpose | undefined,
): DirectoryPerson {
  return {
    id,
    isEnabled: accountEnabled !== false,
    isGuest: userType === "Guest",
    ...(purpose?.mailbox !== undefined && { mailbox: purpose.mailbox }),
  };
}

/** Everybody behind some addresses in two rounds: one for all accounts, one for the mailboxes of members. */
export async function readDirectory(
  graph: GraphClient,
  members: readonly string[],
  others: readonly string[],
): Promise<Directory> {
  try {
    const found = await resolveUsers(graph, [...members, ...others]);
    const people = members.flatMap((address) => found.get(address) ?? []);
    const mailboxes = await purposes(graph, [...new Map(people.map((user) => [user.id, user])).values()]);
    const unread = [...mailboxes.values()].flatMap(({ why }) => (why === undefined ? [] : [why]));
    const [why] = unread;
    return {
      what: "read",
      people: new Map([...found].map(([address, user]) => [address, personOf(user, mailboxes.get(user.id))])),
      ...(why !== undefined && { withoutMailbox: { count: unread.length, why } }),
    };
  } catch (error) {
    if (error instanceof GraphError && error.kind !== "aborted")
      return { what: "unreadable", why: error.message };
    throw error;
  }
}
