import { queueUser } from "../licensing/settle-licences";
import { type Call, noContent, type Operation } from "../odata/call";
import { GraphFault, graphFaults } from "../odata/graph-fault";
import { administrativeUnits, membershipKey, memberships } from "../records/group";
import { addressesOf, isInDeletedItems, type User, users } from "../records/user";
import { matching, pageOf, setContext } from "./directory-list";
import { assertInScope } from "./rights";
import { presentUser, userSelection, userView } from "./users";

/** As Graph shows it: the principal name makes room for a new one by beginning with the id. */
function asDeleted(user: User): User {
  return { ...user, userPrincipalName: `${user.id.replaceAll("-", "")}${user.userPrincipalName}` };
}

function findDeleted(call: Call): User {
  const id = call.param("item");
  const user = call.of(users).get(id.toLowerCase());
  if (!user || !isInDeletedItems(user, call.world.clock.now())) throw graphFaults.resourceNotFound(id);
  return user;
}

/** Deletion is shown as well, which Graph does without being asked. */
function names(call: Call): readonly string[] {
  return call.select() ? userSelection(call) : [...userSelection(call), "deletedDateTime"];
}

/** GET /directory/deletedItems/microsoft.graph.user */
export const listDeletedUsers: Operation = {
  name: "deletedUser.list",
  method: "GET",
  path: "/directory/deletedItems/user",
  workload: "directory",
  run: (call) => {
    // Before anybody is looked for: a name that users do not have is refused where there is no one, too.
    const shown = names(call);
    const now = call.world.clock.now();
    const found = matching(call, {
      type: "user",
      candidates: () =>
        call
          .of(users)
          .all()
          .filter((user) => isInDeletedItems(user, now))
          .map(asDeleted),
      view: userView,
      searchable: new Set(["displayName"]),
      sortable: new Set(["displayName", "userPrincipalName", "deletedDateTime"]),
    });
    const { items, extra } = pageOf(call, found);
    const value = items.map((user) => presentUser(call, user, shown));
    return call.list(setContext(call, "directoryObjects/microsoft.graph.user"), value, extra);
  },
};

/** GET /directory/deletedItems/{id} */
export const getDeletedUser: Operation = {
  name: "deletedUser.get",
  method: "GET",
  path: "/directory/deletedItems/{item}",
  workload: "directory",
  run: (call) => {
    const user = findDeleted(call);
    const head = {
      "@odata.context": call.context("directoryObjects/$entity"),
      "@odata.type": "#microsoft.graph.user",
    };
    return { status: 200, body: { ...head, ...presentUser(call, asDeleted(user), names(call)) } };
  },
};

/** DELETE /directory/deletedItems/{id}: for good. */
export const purgeDeletedUser: Operation = {
  name: "deletedItem.delete",
  method: "DELETE",
  path: "/directory/deletedItems/{item}",
  workload: "directory",
  run: (call) => {
    const user = findDeleted(call);
    assertInScope(call, "deletedItem.delete", user.id);
    forget(call, user.id);
    call.of(users).remove(user.id);
    return noContent;
  },
};

/** POST /directory/deletedItems/{id}/restore: its groups give it their licences again. */
export const restoreDeletedUser: Operation = {
  name: "deletedItem.restore",
  method: "POST",
  path: "/directory/deletedItems/{item}/restore",
  workload: "directory",
  run: (call) => {
    const user = findDeleted(call);
    assertInScope(call, "deletedItem.restore", user.id);
    const taken = addressesOf(user).some((address) =>
      call
        .of(users)
        .by("address", address)
        .some((other) => other.deletedDateTime === null),
    );
    if (taken) {
      throw new GraphFault(
        400,
        "Request_BadRequest",
        "One or more of the object's property values conflict with another object in the directory.",
      );
    }
    const restored = call.of(users).put({ ...user, deletedDateTime: null });
    queueUser(call.world, restored.id);
    const head = {
      "@odata.context": call.context("directoryObjects/$entity"),
      "@odata.type": "#microsoft.graph.user",
    };
    return { status: 200, body: { ...head, ...presentUser(call, restored, userSelection(call)) } };
  },
};

/** Takes an object out of every group and unit, and a group's own members with it. */
export function forget(call: Call, id: string): void {
  const rows = call.of(memberships);
  for (const { group, member } of [...rows.by("group", id), ...rows.by("member", id)])
    rows.remove(membershipKey(group, member));
  const units = call.of(administrativeUnits);
  for (const unit of units.by("member", id))
    units.put({ ...unit, members: unit.members.filter((one) => one !== id) });
}
