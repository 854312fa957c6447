import { type Call, operation } from "../odata/call";
import { administrativeUnits, membershipKey, memberships } from "../records/group";
import { isInDeletedItems, type User, users } from "../records/user";
import { matching, pageOf, setContext } from "./directory-list";
import { presentUser, userSelection, userView } from "./users";

/** As Graph shows it: the principal name makes room for a new one by beginning with the id. */
function asDeleted(user: User): User {
  return { ...user, userPrincipalName: `${user.id.replaceAll("-", "")}${user.userPrincipalName}` };
}

/** Deletion is shown as well, which Graph does without being asked. */
function names(call: Call): readonly string[] {
  return call.select() ? userSelection(call) : [...userSelection(call), "deletedDateTime"];
}

export const listDeletedUsers = operation("deletedUser.list", "GET /directory/deletedItems/user", (call) => {
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
});

/** Takes an object out of every group and unit, and a group's own members with it. */
export function forget(call: Call, id: string): void {
  const rows = call.of(memberships);
  for (const { group, member } of [...rows.by("group", id), ...rows.by("member", id)])
    rows.remove(membershipKey(group, member));
  const units = call.of(administrativeUnits);
  for (const unit of units.by("member", id))
    units.put({ ...unit, members: unit.members.filter((one) => one !== id) });
}
