import { administrativeUnits } from "../../administrative-units/administrative-unit";
import type { Call } from "../../graph/call";
import { membershipKey, memberships } from "../groups/membership";

/** Takes an object out of every group and unit, and a group's own members with it. */
export function forget(call: Call, id: string): void {
  const rows = call.of(memberships);
  for (const { group, member } of [...rows.by("group", id), ...rows.by("member", id)])
    rows.remove(membershipKey(group, member));
  const units = call.of(administrativeUnits);
  for (const unit of units.by("member", id))
    units.put({ ...unit, members: unit.members.filter((one) => one !== id) });
}
