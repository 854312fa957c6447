import { isRecord } from "../is-record";
import type { Group } from "./group";
import { parsePlanIds } from "./licence-states";
import { textOf } from "./text-of";

/** A group from the wire; undefined when it is none. */
export function parseGroup(body: unknown): Group | undefined {
  if (!isRecord(body) || typeof body["id"] !== "string" || body["id"] === "") {
    return undefined;
  }
  const licences = Array.isArray(body["assignedLicenses"]) ? body["assignedLicenses"].filter(isRecord) : [];
  const processing = body["licenseProcessingState"];
  return {
    id: body["id"].toLowerCase(),
    displayName: textOf(body["displayName"]),
    description: textOf(body["description"]),
    securityEnabled: body["securityEnabled"] === true,
    licences: licences.map((one) => ({
      skuId: textOf(one["skuId"]).toLowerCase(),
      disabledPlans: parsePlanIds(one["disabledPlans"]),
    })),
    processing: isRecord(processing) ? textOf(processing["state"]) : "",
  };
}
