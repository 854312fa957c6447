import type { SpecDocument } from "../spec/spec-document";
import { toAddress } from "./address";
import type { Organisation } from "./organisation";
import { resolveTrustedJobs } from "./resolve-trusted-jobs";
import { sourcedFrom } from "./sourced-from";

/** The organisation that a spec describes. */
export function resolveOrganisation(document: SpecDocument<"Organisation">): Organisation {
  const { shortName, name, directoryName, operator, helpdesk, pipelines, limitOverrides } = document.value;
  const { status = "active", deletion } = document.value;
  return {
    ...sourcedFrom(document),
    shortName,
    stack: shortName.toLowerCase(),
    folder: document.folder,
    name,
    directoryName,
    ...(operator !== undefined && { operator: toAddress(operator) }),
    ...(helpdesk && { helpdesk }),
    pipelines: resolveTrustedJobs(pipelines ?? {}),
    limitOverrides: limitOverrides ?? [],
    status,
    ...(deletion && { deletion }),
  };
}
