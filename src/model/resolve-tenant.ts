import type { SpecDocument } from "../spec/spec-document";
import { defaultLimits } from "./default-limits";
import type { Pipelines } from "./pipelines";
import { resolveTrustedJobs } from "./resolve-trusted-jobs";
import { sourcedFrom } from "./sourced-from";
import type { Tenant } from "./tenant";

/** The tenant that its spec describes, defaults filled in. */
export function resolveTenant(document: SpecDocument<"Tenant">): Tenant {
  const {
    tenantId,
    domain,
    viewerRole,
    starterService,
    baseLicences,
    organisationAttribute,
    pipelines = {},
    observer = {},
    limits,
  } = document.value;
  return {
    ...sourcedFrom(document),
    tenantId: tenantId.toLowerCase(),
    domain,
    viewerRole,
    starterService,
    baseLicences,
    organisationAttribute,
    pipelines: resolvePipelines(pipelines),
    observer: {
      ...resolveTrustedJobs(observer),
      mailboxSettings: observer.mailboxSettings ?? "tenant-wide",
    },
    limits: { ...defaultLimits, ...limits },
  };
}

function resolvePipelines({ github, azureDevOps }: Pipelines): Pipelines {
  return {
    ...(github && { github }),
    ...(azureDevOps && { azureDevOps: { organisationId: azureDevOps.organisationId.toLowerCase() } }),
  };
}
