import type { TrustedJobs } from "./pipelines";

/** Ids are compared and written in small letters, as Entra ID and Azure DevOps do. */
export function resolveTrustedJobs({ githubEnvironment, azureServiceConnection }: TrustedJobs): TrustedJobs {
  return {
    ...(githubEnvironment !== undefined && { githubEnvironment }),
    ...(azureServiceConnection !== undefined && {
      azureServiceConnection: azureServiceConnection.toLowerCase(),
    }),
  };
}
