import type { Call } from "../../graph/call";
import type { JsonObject } from "../../json";
import { licenceJobs } from "../../licensing/licence-job";
import { typeOf } from "../../model/type-of";
import { present } from "../../odata/present";
import type { World } from "../../world";
import { selection } from "../list/selection";
import { users } from "../users/user";
import type { Group } from "./group";

/** Returned when they are selected only. */
const onSelect = new Set(["assignedLicenses", "licenseProcessingState", "hasMembersWithLicenseErrors"]);

/** What `$select` asks of a group; names that groups do not have are refused. */
export function groupSelection(call: Call): readonly string[] {
  const usual = [...typeOf("group").properties.keys()].filter((name) => !onSelect.has(name));
  return selection(call, "group", usual);
}

function processingState(world: World, group: Group): JsonObject | null {
  const jobs = world.store.of(licenceJobs).by("group", group.id);
  if (!group.wasLicensed) return null;
  if (jobs.length === 0) return { state: "ProcessingComplete" };
  const now = world.clock.now();
  return {
    state: jobs.some((job) => job.startsAt <= now) ? "ProcessingInProgress" : "QueuedForProcessing",
  };
}

/** Object ids of users to whom the group could not give what it has. */
export function membersWithErrors(world: World, groupId: string): string[] {
  return world.store
    .of(users)
    .by("inheritedFrom", groupId)
    .filter((user) => user.deletedDateTime === null)
    .filter((user) => user.inherited?.some((one) => one.group === groupId && one.state === "Error"))
    .map((user) => user.id);
}

/** A group with its computed properties. */
export function groupView(world: World, group: Group): object {
  return {
    ...group,
    assignedLicenses: group.assignedLicenses.map(({ skuId, disabledPlans }) => ({ disabledPlans, skuId })),
    licenseProcessingState: processingState(world, group),
    hasMembersWithLicenseErrors: membersWithErrors(world, group.id).length > 0,
  };
}

/** A group in its wire shape. */
export function presentGroup(call: Call, group: Group, names: readonly string[]): JsonObject {
  const full = names.some((name) => onSelect.has(name)) ? groupView(call.world, group) : group;
  return present("group", { proxyAddresses: [], ...full }, names);
}
