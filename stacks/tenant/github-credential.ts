import type { GitHubRepository } from "../../src/model/pipelines";
import type { FederatedCredential } from "./federated-credential";

/**
 * Trust in the jobs of one environment of a GitHub repository. The subject has GitHub's numbers beside the names, the
 * form of repositories that were made, renamed or moved after 15 July 2026 or that have opted in; a subject of names
 * alone could be had by whoever takes the name over. Never a branch or a pull request: only an environment has approvers.
 */
export function gitHubCredential(
  { owner, ownerId, repository, repositoryId }: GitHubRepository,
  environment: string,
): FederatedCredential {
  return {
    name: "github",
    issuer: "https://token.actions.githubusercontent.com",
    subject: `repo:${owner}@${ownerId}/${repository}@${repositoryId}:environment:${environment}`,
    description: `Jobs of the environment ${environment} of ${owner}/${repository} on GitHub`,
  };
}
