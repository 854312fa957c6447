import { replication } from "../../directory/list/replication";
import { newUser } from "../../directory/users/new-user";
import { users } from "../../directory/users/user";
import type { Call } from "../../graph/call";
import type { JsonObject } from "../../json";
import { type Business, businesses } from "./business";
import { businessDefaults } from "./business-defaults";

/** Makes a calendar at that address, with the directory user that stands behind its mailbox. */
export function addBusiness(
  call: Call,
  address: string,
  sent: JsonObject,
  options: { visibleFrom: number; fullAccess: string[] },
): Business {
  const now = call.world.clock.iso();
  const displayName = String(sent["displayName"]);
  // What a seed brings has been there for long.
  const late = options.visibleFrom === 0 ? {} : replication(call.world);
  const account = { address, displayName, createdDateTime: now, accountEnabled: false };
  call.of(users).put(newUser({ ...account, mailbox: "booking", ...late }));
  return call.of(businesses).put({
    ...businessDefaults(),
    ...sent,
    id: address,
    displayName,
    businessType: typeof sent["businessType"] === "string" ? sent["businessType"] : "",
    isPublished: false,
    publicUrl: null,
    createdDateTime: now,
    lastUpdatedDateTime: now,
    ...options,
  });
}
