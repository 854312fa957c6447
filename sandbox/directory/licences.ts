import { createHash } from "node:crypto";
import { isJsonObject, type JsonObject, type JsonValue } from "../base/json";
import { dependencyProblem, licenceProblem } from "../licensing/licence-problem";
import { effectiveLicences, type KnownSku, knownSkus, servicePlans, skuById } from "../licensing/licences";
import { keepLicences, queueLicences, queueUser, settleLicences } from "../licensing/settle-licences";
import { type Call, type Operation, operation } from "../odata/call";
import { graphFaults } from "../odata/graph-fault";
import { present } from "../odata/present";
import { readStructure } from "../odata/read-structure";
import { groups } from "../records/group";
import { consumedUnits, type Subscription, subscriptionOf } from "../records/licence";
import type { AssignedLicence, User } from "../records/user";
import type { World } from "../store/world";
import { entityReply, selection } from "./directory-list";
import { groupChange, groupKind } from "./groups";
import { findUser, userChange, userKind } from "./users";

const refused = graphFaults.requestRefused;

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

const assignToUser = userChange("user.assignLicense", "POST /users/{user}/assignLicense", (call, user) => {
  const change = readLicenceChange(call);
  assertRemovable(user, change.remove);
  if (change.add.length > 0 && user.usageLocation === null)
    throw refused("License assignment cannot be done for user with invalid usage location.");
  const kept = keepLicences(call.world, user, { assignedLicenses: changed(call, user, change) });
  return entityReply(call, userKind, kept);
});

/** Groups' licences are looked at again. */
const reprocessUser = userChange(
  "user.reprocessLicenseAssignment",
  "POST /users/{user}/reprocessLicenseAssignment",
  (call, user) => {
    queueUser(call.world, user.id);
    return entityReply(call, userKind, findUser(call, user.id));
  },
);

/** Accepted; its members have it later. */
const assignToGroup = groupChange(
  "group.assignLicense",
  "POST /groups/{group}/assignLicense",
  (call, group) => {
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
    return entityReply(call, groupKind, kept, 202);
  },
);

/** One entry per licence, whoever gave it. */
const listLicenceDetails = operation("licenseDetails.list", "GET /users/{user}/licenseDetails", (call) => {
  const user = findUser(call);
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

interface LicenceChange {
  readonly add: readonly AssignedLicence[];
  readonly remove: readonly string[];
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

function capability({ enabled, warning, suspended, lockedOut }: Subscription): string {
  if (enabled > 0) return "Enabled";
  if (warning > 0) return "Warning";
  if (suspended > 0) return "Suspended";
  return lockedOut > 0 ? "LockedOut" : "Enabled";
}

function subscribed(world: World, sku: KnownSku, select: readonly string[]): JsonObject {
  const subscription = subscriptionOf(world, sku.skuId);
  const { enabled, suspended, warning, lockedOut } = subscription;
  const { tenantId, initialDomain } = world.tenant;
  const entity = {
    accountId: tenantId,
    accountName: initialDomain.split(".")[0] ?? "",
    appliesTo: "User",
    capabilityStatus: capability(subscription),
    consumedUnits: consumedUnits(world, sku.skuId),
    id: `${tenantId}_${sku.skuId}`,
    skuId: sku.skuId,
    skuPartNumber: sku.partNumber,
    subscriptionIds: [],
    prepaidUnits: { enabled, suspended, warning, lockedOut },
    servicePlans: servicePlans(sku),
  };
  return present("subscribedSku", entity, select);
}

const listSubscribedSkus = operation("subscribedSku.list", "GET /subscribedSkus", (call) => {
  settleLicences(call.world);
  const names = selection(call, "subscribedSku");
  return call.list(
    "subscribedSkus",
    knownSkus.map((sku) => subscribed(call.world, sku, names)),
  );
});

/** The operations on licences. */
export const licensingOperations: readonly Operation[] = [
  assignToUser,
  reprocessUser,
  assignToGroup,
  listLicenceDetails,
  listSubscribedSkus,
];
