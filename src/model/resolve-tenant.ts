import type { SpecDocument } from "../spec/spec-document";
import { defaultLimits } from "./default-limits";
import { sourcedFrom } from "./sourced-from";
import type { Tenant } from "./tenant";

/** The tenant that its spec describes, defaults filled in. */
export function resolveTenant(document: SpecDocument<"Tenant">): Tenant {
  const { tenantId, domain, viewerRole, starterService, baseLicences, organisationAttribute, limits } =
    document.value;
  return {
    ...sourcedFrom(document),
    tenantId: tenantId.toLowerCase(),
    domain,
    viewerRole,
    starterService,
    baseLicences,
    organisationAttribute,
    limits: { ...defaultLimits, ...limits },
  };
}
