import type { JsonValue } from "../base/json";
import type { Call } from "../odata/call";
import { GraphFault, graphFaults } from "../odata/graph-fault";
import { lookUpGroup } from "./groups";
import { lookUpUser } from "./users";

/** An object of the directory that another one refers to. */
export interface Reference {
  readonly id: string;
  readonly kind: "user" | "group";
}

const most = 20;

/** `https://graph.microsoft.com/v1.0/directoryObjects/{id}`; which host and version it names does not matter. */
const form =
  /^(?:https:\/\/[^/]+\/[^/]+\/|\/)?(directoryObjects|users|groups)(?:\/([^/?#]+)|\('([^']+)'\))$/i;

function refused(message: string): GraphFault {
  return new GraphFault(400, "Request_BadRequest", message);
}

/** The object that a reference names; refuses what is no reference, and objects that are not there. */
export function resolveReference(call: Call, value: JsonValue): Reference {
  const [, set = "", plain, quoted] = (typeof value === "string" && form.exec(value)) || [];
  const id = plain ?? quoted;
  if (id === undefined) throw refused("Invalid URL format specified in payload.");
  const user = set.toLowerCase() === "groups" ? undefined : lookUpUser(call, decodeURIComponent(id));
  if (user) return { id: user.id, kind: "user" };
  const group = set.toLowerCase() === "users" ? undefined : lookUpGroup(call, id);
  if (!group) throw graphFaults.resourceNotFound(id);
  return { id: group.id, kind: "group" };
}

/** The objects that `members@odata.bind` names, which are 20 at most. */
export function resolveReferences(call: Call, value: JsonValue): Reference[] {
  if (!Array.isArray(value)) throw refused("Invalid value specified for property 'members@odata.bind'.");
  if (value.length > most)
    throw refused(`The number of references in 'members@odata.bind' exceeds the limit of ${most}.`);
  return value.map((one) => resolveReference(call, one));
}
