import type { JsonObject, JsonValue } from "../base/json";
import { queueLicences, settleLicences } from "../licensing/settle-licences";
import { typeOf } from "../model/type-of";
import { type Call, noContent, type Operation, operation } from "../odata/call";
import { graphFaults } from "../odata/graph-fault";
import { present } from "../odata/present";
import { readStructure } from "../odata/read-structure";
import { administrativeUnits, type Group, groups, membershipKey, memberships } from "../records/group";
import { licenceJobs } from "../records/licence";
import { replication, users } from "../records/user";
import type { World } from "../store/world";
import { countReply, type DirectoryKind, entityReply, indexed, listReply, selection } from "./directory-list";
import { assertTenantWide, changeOf } from "./rights";
import { lookUpUser } from "./users";

/** The group with that id, if it can be seen already. */
export function lookUpGroup(call: Call, id: string): Group | undefined {
  settleLicences(call.world);
  const found = call.of(groups).get(id.toLowerCase());
  return found && found.visibleFrom <= call.world.clock.now() ? found : undefined;
}

/** The group that the path names; refuses in the directory's words. */
function findGroup(call: Call): Group {
  const group = lookUpGroup(call, call.param("group"));
  if (!group) throw graphFaults.resourceNotFound(call.param("group"));
  return group;
}

/** Returned when they are selected only. */
const onSelect = new Set(["assignedLicenses", "licenseProcessingState", "hasMembersWithLicenseErrors"]);

const byDefault = [...typeOf("group").properties.keys()].filter((name) => !onSelect.has(name));

function processingState(world: World, group: Group): JsonObject | null {
  const jobs = world.store.of(licenceJobs).by("group", group.id);
  if (!group.wasLicensed) return null;
  if (jobs.length === 0) return { state: "ProcessingComplete" };
  const now = world.clock.now();
  return {
    state: jobs.some((job) => job.startsAt <= now) ? "ProcessingInProgress" : "QueuedForProcessing",
  };
}

/** Is there a user that the group could not give what it has? */
function hasErrors(world: World, groupId: string): boolean {
  return world.store
    .of(users)
    .by("inheritedFrom", groupId)
    .filter((user) => user.deletedDateTime === null)
    .some((user) => user.inherited?.some((one) => one.group === groupId && one.state === "Error"));
}

function groupView({ world }: Call, group: Group): object {
  return {
    ...group,
    assignedLicenses: group.assignedLicenses.map(({ skuId, disabledPlans }) => ({ disabledPlans, skuId })),
    licenseProcessingState: processingState(world, group),
    hasMembersWithLicenseErrors: hasErrors(world, group.id),
  };
}

/** How groups are listed and shown. */
export const groupKind: DirectoryKind<Group> = {
  type: "group",
  set: "groups",
  names: (call) => selection(call, "group", byDefault),
  candidates: (call, filter) => {
    settleLicences(call.world);
    const now = call.world.clock.now();
    return indexed(call.of(groups), filter).filter((group) => group.listedFrom <= now);
  },
  view: groupView,
  show: (call, group, names) => {
    const full = names.some((name) => onSelect.has(name)) ? groupView(call, group) : group;
    return present("group", { proxyAddresses: [], ...full }, names);
  },
  searchable: ["displayName", "description", "mailNickname"],
  sortable: ["displayName", "createdDateTime"],
};

/** An object of the directory that another one refers to. */
export interface Reference {
  readonly id: string;
  readonly kind: "user" | "group";
}

const mostReferences = 20;

/** `https://graph.microsoft.com/v1.0/directoryObjects/{id}`; which host and version it names does not matter. */
const form =
  /^(?:https:\/\/[^/]+\/[^/]+\/|\/)?(directoryObjects|users|groups)(?:\/([^/?#]+)|\('([^']+)'\))$/i;

/** The object that a reference names; refuses what is no reference, and objects that are not there. */
function resolveReference(call: Call, value: JsonValue): Reference {
  const [, set = "", plain, quoted] = (typeof value === "string" && form.exec(value)) || [];
  const id = plain ?? quoted;
  if (id === undefined) throw graphFaults.requestRefused("Invalid URL format specified in payload.");
  const user = set.toLowerCase() === "groups" ? undefined : lookUpUser(call, decodeURIComponent(id));
  if (user) return { id: user.id, kind: "user" };
  const group = set.toLowerCase() === "users" ? undefined : lookUpGroup(call, id);
  if (!group) throw graphFaults.resourceNotFound(id);
  return { id: group.id, kind: "group" };
}

/** Adds the members that `members@odata.bind` names, which are 20 at most. */
function bindMembers(call: Call, group: Group): void {
  const value = call.rawBody()["members@odata.bind"] ?? [];
  if (!Array.isArray(value))
    throw graphFaults.requestRefused("Invalid value specified for property 'members@odata.bind'.");
  if (value.length > mostReferences)
    throw graphFaults.requestRefused(
      `The number of references in 'members@odata.bind' exceeds the limit of ${mostReferences}.`,
    );
  addMembers(
    call,
    group,
    value.map((one) => resolveReference(call, one)),
  );
}

function addMembers(call: Call, group: Group, added: readonly Reference[]): void {
  const collection = call.of(memberships);
  const keys = added.map((one) => membershipKey(group.id, one.id));
  if (keys.some((key) => collection.get(key)) || new Set(keys).size < keys.length)
    throw graphFaults.requestRefused(
      "One or more added object references already exist for the following modified properties: 'members'.",
    );
  const { listedFrom } = replication(call.world);
  for (const { id, kind } of added) collection.put({ group: group.id, member: id, kind, listedFrom });
  // Licences reach the group's own users only, not those of a group within it.
  const people = added.filter((one) => one.kind === "user").map((one) => one.id);
  if (group.assignedLicenses.length > 0 && people.length > 0) queueLicences(call.world, group.id, people);
}

const required = ["displayName", "mailEnabled", "mailNickname", "securityEnabled"];

function text(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

/** Makes the group that the body describes, with the members it binds. Names need not be unique. */
export function makeGroup(call: Call): Group {
  const sent = readStructure("group", call.rawBody());
  const missing = required.find((name) => sent[name] === undefined || sent[name] === "");
  if (missing)
    throw graphFaults.requestRefused(`A value is required for property '${missing}' of resource 'Group'.`);
  const groupTypes = Array.isArray(sent["groupTypes"]) ? sent["groupTypes"].map(String) : [];
  const mailEnabled = sent["mailEnabled"] === true;
  const securityEnabled = sent["securityEnabled"] === true;
  if (mailEnabled !== groupTypes.includes("Unified") || !(mailEnabled || securityEnabled))
    throw graphFaults.requestRefused(
      "The service does not currently support writes of mail-enabled groups. Please ensure that the mail-enablement property is unset and the security-enablement property is set.",
    );
  if (/[^\x21-\x7e]|[@()\\[\]";:<>,]/.test(String(sent["mailNickname"])))
    throw graphFaults.requestRefused(
      "Invalid value specified for property 'mailNickname' of resource 'Group'.",
    );
  const group = call.of(groups).put({
    id: call.newId(),
    displayName: String(sent["displayName"]),
    description: text(sent["description"]),
    mailNickname: String(sent["mailNickname"]),
    mailEnabled,
    securityEnabled,
    groupTypes,
    isAssignableToRole: sent["isAssignableToRole"] === true ? true : null,
    visibility: text(sent["visibility"]),
    createdDateTime: call.world.clock.iso(),
    assignedLicenses: [],
    wasLicensed: false,
    ...replication(call.world),
  });
  bindMembers(call, group);
  return group;
}

const createGroup = operation("group.create", "POST /groups", (call) => {
  assertTenantWide(call, "group.create");
  return entityReply(call, groupKind, makeGroup(call), 201);
});

/** A permission for members only does not reach the group's own properties. */
function assertMayRename(call: Call, sent: JsonObject): void {
  const { permissions, kind } = call.caller;
  const membersOnly =
    permissions.has("GroupMember.ReadWrite.All") &&
    !permissions.has("Group.ReadWrite.All") &&
    !permissions.has("Directory.ReadWrite.All");
  if (kind === "application" && membersOnly && Object.keys(sent).length > 0)
    throw graphFaults.insufficientPrivileges();
}

/** A change of the group that the path names. */
export const groupChange = changeOf(findGroup);

const changeable = new Set(["displayName", "description", "mailNickname", "visibility", "securityEnabled"]);

const updateGroup = groupChange("group.update", "PATCH /groups/{group}", (call, group) => {
  const sent = readStructure("group", call.rawBody());
  assertMayRename(call, sent);
  const fixed = Object.keys(sent).find((name) => !changeable.has(name));
  if (fixed !== undefined)
    throw graphFaults.requestRefused(`Property '${fixed}' is read-only and cannot be set.`);
  if (Object.entries(sent).some(([name, value]) => value === null && name !== "description"))
    throw graphFaults.requestRefused("Invalid value specified for property of resource 'Group'.");
  call.of(groups).put({ ...group, ...sent });
  bindMembers(call, group);
  return noContent;
});

/** Refused while it has licences to give. It goes out of every group and unit, and its own members with it. */
const deleteGroup = groupChange(
  "group.delete",
  "DELETE /groups/{group}",
  (call, { id, assignedLicenses }) => {
    if (assignedLicenses.length > 0)
      throw graphFaults.requestRefused(
        "The group cannot be deleted because it has an active license assigned to it. Remove all licenses from the group first.",
      );
    const rows = call.of(memberships);
    for (const { group, member } of [...rows.by("group", id), ...rows.by("member", id)])
      rows.remove(membershipKey(group, member));
    const units = call.of(administrativeUnits);
    for (const unit of units.by("member", id))
      units.put({ ...unit, members: unit.members.filter((one) => one !== id) });
    call.of(groups).remove(id);
    return noContent;
  },
);

/** The members of the group that the path names, as far as lists show them yet. */
export function membersOf(call: Call): Reference[] {
  const now = call.world.clock.now();
  return call
    .of(memberships)
    .by("group", findGroup(call).id)
    .filter((one) => one.listedFrom <= now)
    .map(({ member, kind }) => ({ id: member, kind }));
}

const addMember = groupChange("group.addMember", "POST /groups/{group}/members/$ref", (call, group) => {
  addMembers(call, group, [resolveReference(call, call.rawBody()["@odata.id"] ?? null)]);
  return noContent;
});

const removeMember = groupChange(
  "group.removeMember",
  "DELETE /groups/{group}/members/{member}/$ref",
  (call, group) => {
    const key = membershipKey(group.id, call.param("member").toLowerCase());
    const found = call.of(memberships).get(key);
    if (!found) throw graphFaults.resourceNotFound(call.param("member"));
    call.of(memberships).remove(key);
    const { member, kind } = found;
    if (group.assignedLicenses.length > 0 && kind === "user") queueLicences(call.world, group.id, [member]);
    return noContent;
  },
);

/** The operations on groups; those on lists of their members are in units.ts. */
export const groupOperations: readonly Operation[] = [
  operation("group.list", "GET /groups", (call) => listReply(call, groupKind)),
  operation("group.count", "GET /groups/$count", (call) => countReply(call, () => groupKind)),
  operation("group.get", "GET /groups/{group}", (call) => entityReply(call, groupKind, findGroup(call))),
  createGroup,
  updateGroup,
  deleteGroup,
  addMember,
  removeMember,
];
