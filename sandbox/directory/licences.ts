import { createHash } from "node:crypto";
import { isJsonObject, type JsonObject, type JsonValue } from "../base/json";
import { dependencyProblem, licenceProblem } from "../licensing/licence-problem";
import { effectiveLicences, servicePlans, skuById } from "../licensing/licences";
import { keepLicences, queueLicences, queueUser } from "../licensing/settle-licences";
import { type Call, type Operation, operation } from "../odata/call";
import { GraphFault } from "../odata/graph-fault";
import { readStructure } from "../odata/read-structure";
import { groups } from "../records/group";
import type { AssignedLicence, User } from "../records/user";
import { findGroup, groupSelection, presentGroup } from "./groups";
import { assertInScope } from "./rights";
import { listSubscribedSkus } from "./subscribed-skus";
import { findUser, presentUser, userSelection } from "./users";

function assertRemovable(user: User, remove: readonly string[]): void {
  for (const skuId of remove) {
    if (user.assignedLicenses.some((one) => one.skuId === skuId)) continue;
    const inherited = (user.inherited ?? []).some((one) => one.skuId === skuId);
    throw refused(
      inherited
        ? "User license is inherited from a group membership and it cannot be removed directly from the user."
        : "User does not have a corresponding license.",
    );
  }
}

/** A user's direct assignments after the change; an assignment of the same licence is replaced whole. */
function changed(call: Call, user: User, { add, remove }: LicenceChange): AssignedLicence[] {
  const gone = new Set([...remove, ...add.map((one) => one.skuId)]);
  const direct = user.assignedLicenses.filter((one) => !gone.has(one.skuId));
  const inherited = (user.inherited ?? []).filter((one) => one.state === "Active");
  for (const wanted of add) {
    const problem = licenceProblem(call.world, user, wanted, [...direct, ...inherited]);
    if (problem) throw refused(problem.message);
    direct.push({ ...wanted, since: call.world.clock.iso() });
  }
  return direct;
}

const assignToUser = operation("user.assignLicense", "POST /users/{user}/assignLicense", (call) => {
  const user = findUser(call, call.param("user"));
  assertInScope(call, "user.assignLicense", user.id);
  const change = readLicenceChange(call);
  assertRemovable(user, change.remove);
  if (change.add.length > 0 && user.usageLocation === null)
    throw refused("License assignment cannot be done for user with invalid usage location.");
  const kept = keepLicences(call.world, user, { assignedLicenses: changed(call, user, change) });
  const context = call.context("users/$entity");
  return {
    status: 200,
    body: { "@odata.context": context, ...presentUser(call, kept, userSelection(call)) },
  };
});

/** Groups' licences are looked at again. */
const reprocessUser = operation(
  "user.reprocessLicenseAssignment",
  "POST /users/{user}/reprocessLicenseAssignment",
  (call) => {
    const user = findUser(call, call.param("user"));
    assertInScope(call, "user.reprocessLicenseAssignment", user.id);
    queueUser(call.world, user.id);
    const body = presentUser(call, findUser(call, user.id), userSelection(call));
    return { status: 200, body: { "@odata.context": call.context("users/$entity"), ...body } };
  },
);

/** Accepted; its members have it later. */
const assignToGroup = operation("group.assignLicense", "POST /groups/{group}/assignLicense", (call) => {
  const group = findGroup(call, call.param("group"));
  assertInScope(call, "group.assignLicense", group.id);
  const { add, remove } = readLicenceChange(call);
  if (!group.securityEnabled)
    throw refused("License cannot be assigned to a group that is not security enabled.");
  const missing = remove.find((skuId) => !group.assignedLicenses.some((one) => one.skuId === skuId));
  if (missing !== undefined) throw refused("Group does not have a corresponding license.");
  for (const wanted of add) {
    // What a member has beside it is not known yet: that is told of each member, when it is processed.
    const problem =
      call.world.settings.lonePlan === "refused" ? dependencyProblem(call.world, wanted, []) : undefined;
    if (problem) throw refused(problem.message);
  }
  const gone = new Set([...remove, ...add.map((one) => one.skuId)]);
  const assignedLicenses = [...group.assignedLicenses.filter((one) => !gone.has(one.skuId)), ...add];
  const kept = call.of(groups).put({ ...group, assignedLicenses, wasLicensed: true });
  if (gone.size > 0) queueLicences(call.world, group.id);
  const body = presentGroup(call, kept, groupSelection(call));
  return { status: 202, body: { "@odata.context": call.context("groups/$entity"), ...body } };
});

/** One entry per licence, whoever gave it. */
const listLicenceDetails = operation("licenseDetails.list", "GET /users/{user}/licenseDetails", (call) => {
  const user = findUser(call, call.param("user"));
  const value = effectiveLicences(user).map(({ skuId, disabledPlans }): JsonObject => {
    const sku = skuById(skuId);
    return {
      id: createHash("sha256").update(`${user.id} ${skuId}`).digest("base64url"),
      skuId,
      skuPartNumber: sku?.partNumber ?? null,
      servicePlans: sku ? servicePlans(sku, new Set(disabledPlans)) : [],
    };
  });
  return call.list(`users('${encodeURIComponent(call.param("user"))}')/licenseDetails`, value);
});

/** The operations on licences. */
export const licensingOperations: readonly Operation[] = [
  assignToUser,
  reprocessUser,
  assignToGroup,
  listLicenceDetails,
  listSubscribedSkus,
];

/** What an assignLicense asks for. */
interface LicenceChange {
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
function readLicenceChange(call: Call): LicenceChange {
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
