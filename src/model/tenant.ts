import type { Sourced } from "./sourced";

/** How much of something one run may do. */
export interface Limit {
  /** Never more than this many in one run. */
  readonly number: number;
  /** Never more than this share of what the organisation has, in per cent. */
  readonly percent: number;
}

/** A licence that user policies may build on. */
export interface BaseLicence {
  /** The name that policies use: `Office 365 E3`. */
  readonly name: string;
  /** Microsoft's part number: `ENTERPRISEPACK`. */
  readonly sku: string;
}

/** The settings that all organisations share. */
export interface Tenant extends Sourced {
  readonly tenantId: string;
  readonly domain: string;
  readonly viewerRole: "teamMember" | "viewer";
  readonly starterService: boolean;
  readonly baseLicences: readonly BaseLicence[];
  /** The directory attribute that holds the name of a user's organisation. */
  readonly organisationAttribute: "companyName" | "department" | "officeLocation";
  /** Where pipelines run; the tenant stack trusts them, and no others. */
  readonly pipelines: Pipelines;
  readonly observer: ObserverAccess;
  /** The account that deletes calendars, in lower case, where the tenant stack lets one sign in. */
  readonly calendarDeleter?: string;
  /** Whether adopted calendars may carry the ownership marker. */
  readonly markAdopted: boolean;
  /** A user is in one user policy only. */
  readonly oneUserPolicyPerUser: boolean;
  /** Whether people of other organisations may be on an organisation's calendars. */
  readonly otherOrganisations: "allowed" | "refused";
  /** Nothing is applied but a plan that was reviewed. */
  readonly requirePlan: boolean;
  readonly limits: Readonly<Record<LimitName, Limit>>;
}

/** What one run may only do so much of. */
export type LimitName =
  | "calendarsDeleted"
  | "membersRemoved"
  | "rolesChanged"
  | "policiesEmptied"
  | "calendarsMissing";

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

/** The jobs that may sign in as an identity; without any no one can. */
export interface TrustedJobs {
  /** Jobs of this environment of the GitHub repository. */
  readonly githubEnvironment?: string;
  /** Jobs that use this Azure DevOps service connection: its id, in small letters. */
  readonly azureServiceConnection?: string;
}

/** Who may be the observer, and where it gets its right to look at mailboxes. */
interface ObserverAccess extends TrustedJobs {
  readonly mailboxSettings: "tenant-wide" | "scoped-in-exchange";
}

/** Ids are compared and written in small letters, as Entra ID and Azure DevOps do. */
export function resolveTrustedJobs({ githubEnvironment, azureServiceConnection }: TrustedJobs): TrustedJobs {
  return {
    ...(githubEnvironment !== undefined && { githubEnvironment }),
    ...(azureServiceConnection !== undefined && {
      azureServiceConnection: azureServiceConnection.toLowerCase(),
    }),
  };
}
