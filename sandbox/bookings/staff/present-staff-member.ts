import type { Call } from "../../graph/call";
import type { JsonObject } from "../../json";
import { present } from "../../odata/present";
import type { StaffMember } from "./staff-member";

const later = new Set(["scheduler", "teamMember"]);

/** The role in the service's words: members added after the first version only for those who ask for them. */
function wireRole(call: Call, role: string): string {
  if (later.has(role) && !call.prefers("include-unknown-enum-members")) return "unknownFutureValue";
  return role === "teamMember" ? call.world.settings.memberRoleWord : role;
}

/** Someone on a calendar, in the wire shape; the type is said because lists declare its abstract base. */
export function presentStaffMember(call: Call, member: StaffMember): JsonObject {
  return {
    "@odata.type": "#microsoft.graph.bookingStaffMember",
    ...present("bookingStaffMember", { ...member, role: wireRole(call, member.role) }),
  };
}
