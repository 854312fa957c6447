import type { Directory } from "../../drift/tenant-facts";
import type { GraphClient } from "../../graph/graph-client";
import { GraphError } from "../../graph/graph-error";
import { canBeMember, isPerson } from "../../model/person";
import { lookAtPeople, type PeopleQuestion } from "../../tenant/people";

/** Everybody behind some addresses; of members whose kind of mailbox could not be read, how many and why. */
export async function readDirectory(graph: GraphClient, question: PeopleQuestion): Promise<Directory> {
  try {
    const found = await lookAtPeople(graph, question);
    const people = new Map(
      [...found].flatMap(([address, one]) => (isPerson(one) ? [[address, one] as const] : [])),
    );
    const unread = new Map(
      [...people.values()].flatMap((one) =>
        one.mailbox === "unreadable" && canBeMember(one) ? [[one.id, one.mailboxError ?? ""] as const] : [],
      ),
    );
    const [why] = unread.values();
    return {
      what: "read",
      people,
      ...(why !== undefined && { withoutMailbox: { count: unread.size, why } }),
    };
  } catch (error) {
    if (error instanceof GraphError && error.kind !== "aborted")
      return { what: "unreadable", why: error.message };
    throw error;
  }
}
