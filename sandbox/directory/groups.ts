import type { JsonObject } from "../base/json";
import { settleLicences } from "../licensing/settle-licences";
import { typeOf } from "../model/type-of";
import { type Call, operation } from "../odata/call";
import { indexLookups } from "../odata/compile-filter";
import type { Filter } from "../odata/filter";
import { graphFaults } from "../odata/graph-fault";
import { present } from "../odata/present";
import { type Group, groups } from "../records/group";
import { licenceJobs } from "../records/licence";
import { users } from "../records/user";
import type { World } from "../store/world";
import { countReply, type ListShape, matching, pageOf, selection, setContext } from "./directory-list";

/** The group with that id, if it can be seen already. */
export function lookUpGroup(call: Call, id: string): Group | undefined {
  settleLicences(call.world);
  const found = call.of(groups).get(id.toLowerCase());
  return found && found.visibleFrom <= call.world.clock.now() ? found : undefined;
}

/** The group with that id; refuses in the directory's words. */
export function findGroup(call: Call, id: string): Group {
  const group = lookUpGroup(call, id);
  if (!group) throw graphFaults.resourceNotFound(id);
  return group;
}

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

/** Object ids of users that the group could not give what it has. */
function membersWithErrors(world: World, groupId: string): string[] {
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

const indexed = new Set(["displayName"]);

function candidates(call: Call, filter: Filter | undefined): Group[] {
  const collection = call.of(groups);
  const lookups = filter && indexLookups(filter, indexed);
  const found = lookups?.flatMap(({ property, value, prefix }) =>
    prefix ? collection.startingWith(property, value) : collection.by(property, value),
  );
  const now = call.world.clock.now();
  return [...new Set(found ?? collection.all())].filter((group) => group.listedFrom <= now);
}

function shape(call: Call): ListShape<Group> {
  settleLicences(call.world);
  return {
    type: "group",
    candidates: (filter) => candidates(call, filter),
    view: (group) => groupView(call.world, group),
    searchable: new Set(["displayName", "description", "mailNickname"]),
    sortable: new Set(["displayName", "createdDateTime"]),
  };
}

export const listGroups = operation("group.list", "GET /groups", (call) => {
  const names = groupSelection(call);
  const { items, extra } = pageOf(call, matching(call, shape(call)));
  const value = items.map((group) => presentGroup(call, group, names));
  return call.list(setContext(call, "groups"), value, extra);
});

export const countGroups = operation("group.count", "GET /groups/$count", (call) =>
  countReply(call, () => matching(call, shape(call)).length),
);

export const getGroup = operation("group.get", "GET /groups/{group}", (call) => {
  const body = presentGroup(call, findGroup(call, call.param("group")), groupSelection(call));
  const context = call.context(`${setContext(call, "groups")}/$entity`);
  return { status: 200, body: { "@odata.context": context, ...body } };
});
