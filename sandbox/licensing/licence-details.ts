import { createHash } from "node:crypto";
import { findUser } from "../directory/users/find-user";
import type { Operation } from "../graph/operation";
import type { JsonObject } from "../json";
import { effectiveLicences } from "./effective-licences";
import { skuById } from "./known-skus";
import { servicePlans } from "./service-plans";

/** GET /users/{user}/licenseDetails: one entry per licence, whoever gave it. */
export const listLicenceDetails: Operation = {
  name: "licenseDetails.list",
  method: "GET",
  path: "/users/{user}/licenseDetails",
  workload: "directory",
  run: (call) => {
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
  },
};
