import type { TrustedJobs } from "../../src/model/pipelines";
import type { Tenant } from "../../src/model/tenant";
import { azureDevOpsCredential } from "./azure-devops-credential";
import type { FederatedCredential } from "./federated-credential";
import { gitHubCredential } from "./github-credential";

/** How the jobs that a spec trusts sign in. None: nobody can. */
export function federatedCredentials(
  { tenantId, pipelines: { github, azureDevOps } }: Tenant,
  { githubEnvironment, azureServiceConnection }: TrustedJobs,
): readonly FederatedCredential[] {
  return [
    ...(github && githubEnvironment !== undefined ? [gitHubCredential(github, githubEnvironment)] : []),
    ...(azureDevOps && azureServiceConnection !== undefined
      ? [azureDevOpsCredential(tenantId, azureDevOps.organisationId, azureServiceConnection)]
      : []),
  ];
}
