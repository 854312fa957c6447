import { administrativeUnits } from "../../administrative-units/administrative-unit";
import type { Call } from "../../graph/call";
import { memberships } from "../groups/membership";
import { findUser } from "../users/find-user";
import { memberListOperations } from "./list-of-objects";

function groupsOf(call: Call, member: string): string[] {
  const now = call.world.clock.now();
  return call
    .of(memberships)
    .by("member", member)
    .filter((one) => one.listedFrom <= now)
    .map((one) => one.group);
}

function units(call: Call, member: string) {
  const found = call.of(administrativeUnits).by("member", member);
  return found.map(({ id }) => ({ id, kind: "administrativeUnit" as const }));
}

function everyGroupOf(call: Call, member: string): string[] {
  const seen = new Set<string>();
  const open = [member];
  for (let id = open.shift(); id !== undefined; id = open.shift()) {
    for (const group of groupsOf(call, id).filter((one) => !seen.has(one))) {
      seen.add(group);
      open.push(group);
    }
  }
  return [...seen];
}

const asGroup = (id: string) => ({ id, kind: "group" as const });

/** GET /users/{user}/memberOf and transitiveMemberOf: groups and administrative units */
export const memberOfLists = [
  ...memberListOperations(
    "user.listMemberOf",
    "/users/{user}/memberOf",
    (call) => {
      const { id } = findUser(call, call.param("user"));
      return [...groupsOf(call, id).map(asGroup), ...units(call, id)];
    },
    ["group", "administrativeUnit"],
  ),
  ...memberListOperations(
    "user.listMemberOf",
    "/users/{user}/transitiveMemberOf",
    (call) => {
      const { id } = findUser(call, call.param("user"));
      return [...everyGroupOf(call, id).map(asGroup), ...units(call, id)];
    },
    ["group", "administrativeUnit"],
  ),
];
