import type { Call } from "../../graph/call";
import { queueLicences } from "../../licensing/queue-licences";
import { GraphFault } from "../../odata/graph-fault";
import { replication } from "../list/replication";
import type { Reference } from "../members/resolve-references";
import type { Group } from "./group";
import { membershipKey, memberships } from "./membership";

/** Adds members, all or none; one that is there already is refused. */
export function addMembers(call: Call, group: Group, added: readonly Reference[]): void {
  const collection = call.of(memberships);
  const keys = added.map((one) => membershipKey(group.id, one.id));
  if (keys.some((key) => collection.get(key)) || new Set(keys).size < keys.length) {
    throw new GraphFault(
      400,
      "Request_BadRequest",
      "One or more added object references already exist for the following modified properties: 'members'.",
    );
  }
  const { listedFrom } = replication(call.world);
  for (const { id, kind } of added) collection.put({ group: group.id, member: id, kind, listedFrom });
  // Licences reach the group's own users only, not those of a group within it.
  const people = added.filter((one) => one.kind === "user").map((one) => one.id);
  if (group.assignedLicenses.length > 0 && people.length > 0) queueLicences(call.world, group.id, people);
}
