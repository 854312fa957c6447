import type { Call } from "../../graph/call";
import { GraphFault } from "../../odata/graph-fault";
import { readStructure } from "../../odata/read-structure";
import { replication } from "../list/replication";
import { resolveReferences } from "../members/resolve-references";
import { addMembers } from "./add-members";
import { type Group, groups } from "./group";

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
