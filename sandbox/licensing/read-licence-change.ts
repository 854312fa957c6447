import type { AssignedLicence } from "../directory/users/user";
import type { Call } from "../graph/call";
import { isJsonObject, type JsonObject, type JsonValue } from "../json";
import { GraphFault } from "../odata/graph-fault";
import { readStructure } from "../odata/read-structure";
import { skuById } from "./known-skus";

/** What an assignLicense asks for. */
export interface LicenceChange {
  readonly add: readonly AssignedLicence[];
  readonly remove: readonly string[];
}

/** A refusal of the directory. */
export function refused(message: string): GraphFault {
  return new GraphFault(400, "Request_BadRequest", message);
}

function listOf(body: JsonObject, name: string): JsonValue[] {
  const value = body[name];
  if (Array.isArray(value)) return value;
  throw refused(`Invalid value specified for property '${name}' of resource 'assignLicense'.`);
}

function assignment(value: JsonValue): AssignedLicence {
  if (!isJsonObject(value)) throw refused("Invalid value specified for property 'addLicenses'.");
  const { skuId, disabledPlans = [] } = readStructure("assignedLicense", value);
  const sku = skuById(String(skuId));
  if (!sku) throw refused(`License ${String(skuId)} does not correspond to a valid company License.`);
  const off = (Array.isArray(disabledPlans) ? disabledPlans : []).map((plan) => String(plan).toLowerCase());
  const known = new Set(Object.values(sku.plans));
  const foreign = off.find((plan) => !known.has(plan));
  if (foreign !== undefined)
    throw refused(`The service plan ${foreign} does not belong to the license ${sku.skuId}.`);
  return { skuId: sku.skuId, disabledPlans: [...new Set(off)] };
}

/** Reads the body of assignLicense. Both members must be there, even when they are empty. */
export function readLicenceChange(call: Call): LicenceChange {
  const body = call.rawBody();
  const missing = ["addLicenses", "removeLicenses"].filter((name) => body[name] === undefined);
  if (missing.length > 0) {
    throw refused(
      `One or more parameters of the operation 'assignLicense' are missing from the request payload. The missing parameters are: ${missing.join(", ")}.`,
    );
  }
  const add = listOf(body, "addLicenses").map(assignment);
  const remove = listOf(body, "removeLicenses").map((id) => String(id).toLowerCase());
  const twice = add.find(
    (one, at) => remove.includes(one.skuId) || add.findIndex((other) => other.skuId === one.skuId) !== at,
  );
  if (twice) throw refused(`License ${twice.skuId} is specified more than once.`);
  return { add, remove };
}
