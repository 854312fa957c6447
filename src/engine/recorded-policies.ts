import type { Deployment } from "@pulumi/pulumi/automation";
import type { Inventory } from "../plan/inventory";
import type { RecordedPolicy, RecordedUser } from "./run-result";
import { inventoryIn, resourcesIn, type StateResource, textOf, valuesOf } from "./state-resources";
import { nameOf, POLICY_TYPE, type Values } from "./step-facts";

const STATUSES = ["active", "retiring", "deleted", "missing"] as const;

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** Everybody who is in the group, and everybody whom the directory could not put there or serve. */
function usersOf(outputs: Values, live: Values): RecordedUser[] {
  const failures = valuesOf(live["failures"]);
  const waiting = new Set(listOf(live["waiting"]));
  const addresses = new Set([...Object.keys(valuesOf(outputs["users"])), ...Object.keys(failures)]);
  return [...addresses].sort().map((address): RecordedUser => {
    const word = textOf(failures[address]);
    if (word !== "") return { address, licence: "failed", word };
    return { address, licence: waiting.has(address) ? "in-progress" : "processed" };
  });
}

function policyOf({ urn, outputs = {} }: StateResource, inventory: Inventory | undefined): RecordedPolicy {
  const name = nameOf(urn);
  const live = valuesOf(outputs["live"]);
  const entry = inventory?.policies?.[name];
  const unlisted = live["unlisted"];
  return {
    name,
    displayName: textOf(outputs["displayName"]),
    organisation: textOf(outputs["organisation"]),
    baseLicence: entry?.baseLicence ?? textOf(outputs["licence"]),
    applications: Object.keys(valuesOf(outputs["applications"])),
    status: STATUSES.find((status) => status === live["status"]) ?? "active",
    ...(entry && { file: entry.file }),
    users: usersOf(outputs, live),
    unlisted: typeof unlisted === "number" ? unlisted : 0,
    ...(entry?.applications && { asked: { applications: entry.applications, users: entry.users } }),
    record: outputs,
  };
}

/** The user policies in an exported state, by name. */
export function recordedPoliciesIn(state: Deployment): RecordedPolicy[] {
  const inventory = inventoryIn(state);
  return resourcesIn(state, POLICY_TYPE)
    .map((resource) => policyOf(resource, inventory))
    .sort((a, b) => a.name.localeCompare(b.name));
}
