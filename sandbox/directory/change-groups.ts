import type { JsonObject } from "../base/json";
import { queueLicences } from "../licensing/settle-licences";
import { type Call, noContent, operation } from "../odata/call";
import { GraphFault, graphFaults } from "../odata/graph-fault";
import { readStructure } from "../odata/read-structure";
import { type Group, groups, membershipKey, memberships } from "../records/group";
import { replication } from "../records/user";
import { forget } from "./deleted-users";
import { setContext } from "./directory-list";
import { findGroup, groupSelection, presentGroup } from "./groups";
import { type Reference, resolveReferences } from "./references";
import { assertInScope, assertTenantWide } from "./rights";

/** Adds members, all or none; one that is there already is refused. */
export function addMembers(call: Call, group: Group, added: readonly Reference[]): void {
  const collection = call.of(memberships);
  const keys = added.map((one) => membershipKey(group.id, one.id));
  if (keys.some((key) => collection.get(key)) || new Set(keys).size < keys.length) {
    throw new GraphFault(
      400,
      "Request_BadRequest",
      "One or more added object references already exist for the following modified properties: 'members'.",
    );
  }
  const { listedFrom } = replication(call.world);
  for (const { id, kind } of added) collection.put({ group: group.id, member: id, kind, listedFrom });
  // Licences reach the group's own users only, not those of a group within it.
  const people = added.filter((one) => one.kind === "user").map((one) => one.id);
  if (group.assignedLicenses.length > 0 && people.length > 0) queueLicences(call.world, group.id, people);
}

const required = ["displayName", "mailEnabled", "mailNickname", "securityEnabled"];

function refused(message: string): GraphFault {
  return new GraphFault(400, "Request_BadRequest", message);
}

function text(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

/** Makes the group that the body describes, with the members it binds. Names need not be unique. */
export function makeGroup(call: Call): Group {
  const raw = call.rawBody();
  const sent = readStructure("group", raw);
  const missing = required.find((name) => sent[name] === undefined || sent[name] === "");
  if (missing) throw refused(`A value is required for property '${missing}' of resource 'Group'.`);
  const groupTypes = Array.isArray(sent["groupTypes"]) ? sent["groupTypes"].map(String) : [];
  const mailEnabled = sent["mailEnabled"] === true;
  const securityEnabled = sent["securityEnabled"] === true;
  if (mailEnabled !== groupTypes.includes("Unified") || !(mailEnabled || securityEnabled)) {
    throw refused(
      "The service does not currently support writes of mail-enabled groups. Please ensure that the mail-enablement property is unset and the security-enablement property is set.",
    );
  }
  if (/[^\x21-\x7e]|[@()\\[\]";:<>,]/.test(String(sent["mailNickname"])))
    throw refused("Invalid value specified for property 'mailNickname' of resource 'Group'.");
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
  addMembers(call, group, resolveReferences(call, raw["members@odata.bind"] ?? []));
  return group;
}

const changeable = new Set(["displayName", "description", "mailNickname", "visibility", "securityEnabled"]);

export const createGroup = operation("group.create", "POST /groups", (call) => {
  assertTenantWide(call, "group.create");
  const body = presentGroup(call, makeGroup(call), groupSelection(call));
  const context = call.context(`${setContext(call, "groups")}/$entity`);
  return { status: 201, body: { "@odata.context": context, ...body } };
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

/** With up to 20 new members as `members@odata.bind` */
export const updateGroup = operation("group.update", "PATCH /groups/{group}", (call) => {
  const group = findGroup(call, call.param("group"));
  assertInScope(call, "group.update", group.id);
  const raw = call.rawBody();
  const sent = readStructure("group", raw);
  assertMayRename(call, sent);
  const fixed = Object.keys(sent).find((name) => !changeable.has(name));
  if (fixed !== undefined) {
    const message = `Property '${fixed}' is read-only and cannot be set.`;
    throw new GraphFault(400, "Request_BadRequest", message);
  }
  if (Object.entries(sent).some(([name, value]) => value === null && name !== "description")) {
    const message = "Invalid value specified for property of resource 'Group'.";
    throw new GraphFault(400, "Request_BadRequest", message);
  }
  call.of(groups).put({ ...group, ...sent });
  addMembers(call, group, resolveReferences(call, raw["members@odata.bind"] ?? []));
  return noContent;
});

/** Refused while it has licences to give. */
export const deleteGroup = operation("group.delete", "DELETE /groups/{group}", (call) => {
  const group = findGroup(call, call.param("group"));
  assertInScope(call, "group.delete", group.id);
  if (group.assignedLicenses.length > 0) {
    throw new GraphFault(
      400,
      "Request_BadRequest",
      "The group cannot be deleted because it has an active license assigned to it. Remove all licenses from the group first.",
    );
  }
  forget(call, group.id);
  call.of(groups).remove(group.id);
  return noContent;
});
