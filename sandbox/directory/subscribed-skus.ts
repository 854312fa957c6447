import type { JsonObject } from "../base/json";
import { type KnownSku, knownSkus, servicePlans } from "../licensing/licences";
import { settleLicences } from "../licensing/settle-licences";
import { typeOf } from "../model/type-of";
import { type Call, operation } from "../odata/call";
import { present } from "../odata/present";
import { consumedUnits, type Subscription, subscriptionOf } from "../records/licence";
import type { World } from "../store/world";
import { selection } from "./directory-list";

function capability({ enabled, warning, suspended, lockedOut }: Subscription): string {
  if (enabled > 0) return "Enabled";
  if (warning > 0) return "Warning";
  if (suspended > 0) return "Suspended";
  return lockedOut > 0 ? "LockedOut" : "Enabled";
}

function idOf(world: World, sku: KnownSku): string {
  return `${world.tenant.tenantId}_${sku.skuId}`;
}

function names(call: Call): readonly string[] {
  return selection(call, "subscribedSku", [...typeOf("subscribedSku").properties.keys()]);
}

function subscribed(world: World, sku: KnownSku, select: readonly string[]): JsonObject {
  const subscription = subscriptionOf(world, sku.skuId);
  const { enabled, suspended, warning, lockedOut } = subscription;
  const entity = {
    accountId: world.tenant.tenantId,
    accountName: world.tenant.initialDomain.split(".")[0] ?? "",
    appliesTo: "User",
    capabilityStatus: capability(subscription),
    consumedUnits: consumedUnits(world, sku.skuId),
    id: idOf(world, sku),
    skuId: sku.skuId,
    skuPartNumber: sku.partNumber,
    subscriptionIds: [],
    prepaidUnits: { enabled, suspended, warning, lockedOut },
    servicePlans: servicePlans(sku),
  };
  return present("subscribedSku", entity, select);
}

export const listSubscribedSkus = operation("subscribedSku.list", "GET /subscribedSkus", (call) => {
  settleLicences(call.world);
  const shown = names(call);
  return call.list(
    "subscribedSkus",
    knownSkus.map((sku) => subscribed(call.world, sku, shown)),
  );
});
