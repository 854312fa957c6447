import type { Call } from "../../graph/call";
import type { JsonObject } from "../../json";
import { InvalidBodyError } from "../../odata/invalid-body-error";
import { readStructure } from "../../odata/read-structure";

const words: readonly unknown[] = ["member", "teamMember"];

/** A staff member as a caller sent it, without what callers cannot set. The service takes one word for team members only. */
export function readSentStaffMember(call: Call): JsonObject {
  const body = call.rawBody();
  const { memberRoleWord } = call.world.settings;
  if (words.includes(body["role"]) && body["role"] !== memberRoleWord) {
    throw new InvalidBodyError(`Requested value '${String(body["role"])}' was not found.`);
  }
  const { id: _id, membershipStatus: _status, ...sent } = readStructure("bookingStaffMember", body);
  return sent;
}
