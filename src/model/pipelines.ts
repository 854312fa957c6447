/** The GitHub repository that holds the specs, by name and by the numbers that never change. */
export interface GitHubRepository {
  readonly owner: string;
  readonly ownerId: string;
  readonly repository: string;
  readonly repositoryId: string;
}

/** Where pipelines run. */
export interface Pipelines {
  readonly github?: GitHubRepository;
  readonly azureDevOps?: { readonly organisationId: string };
}

/** The jobs that may sign in as an identity; without any nobody can. */
export interface TrustedJobs {
  /** Jobs of this environment of the GitHub repository. */
  readonly githubEnvironment?: string;
  /** Jobs that use this Azure DevOps service connection: its id, in small letters. */
  readonly azureServiceConnection?: string;
}

/** Who may be the observer, and where it gets its right to look at mailboxes. */
export interface ObserverAccess extends TrustedJobs {
  readonly mailboxSettings: "tenant-wide" | "scoped-in-exchange";
}
