// Made from schemas/ by `npm run generate`. Do not edit.

/**
 * The settings that all organisations share. The file is specs/tenant.yaml. It holds no secrets.
 */
export interface TenantSpec {
  /**
   * What this file describes.
   */
  kind: "Tenant";
  /**
   * The id of the tenant in Entra ID (a GUID). A run against any other tenant stops before its first request.
   */
  tenantId: string;
  /**
   * The domain of all calendars' and users' addresses.
   */
  domain: string;
  /**
   * The Microsoft role that a calendar viewer gets. `teamMember` sees only their own schedule, as the guide says of viewers; `viewer` sees every booking of the calendar. There is no default: someone has to decide.
   */
  viewerRole: "teamMember" | "viewer";
  /**
   * Whether a new calendar starts with one online (Teams) service. Afterwards services belong to the calendar's admins.
   */
  starterService: boolean;
  /**
   * The base licences that user policies may name.
   *
   * @minItems 1
   * @maxItems 50
   *
   * Items: One base licence.
   */
  baseLicences: {
    /**
     * The name that policies use.
     */
    name: string;
    /**
     * Microsoft's part number of the licence.
     */
    sku: string;
  }[];
  /**
   * Whether bookings up applies only a plan that was reviewed (--plan or --digest). Without it, up shows what it would do and asks.
   */
  requirePlan?: boolean;
  /**
   * Whether people of other organisations may be on an organisation's calendars: `allowed` (the default; drift detection reports them for information) or `refused` (they are errors when they are added, and drift later).
   */
  otherOrganisations?: "allowed" | "refused";
  /**
   * Whether calendars that existed before git may carry the ownership marker, which `bookings adopt --mark` asks for. With `false` it is never written on them.
   */
  markAdopted?: boolean;
  /**
   * Whether a user may be in one user policy only, as in the portal. Set it to `false` if users may be in several.
   */
  oneUserPolicyPerUser?: boolean;
  /**
   * The directory attribute that holds a user's organisation.
   */
  organisationAttribute: "companyName" | "department" | "officeLocation";
  /**
   * Where pipelines run. Whoever can change what is named here can sign in as an identity of the tenant stack.
   */
  pipelines?: {
    /**
     * The GitHub repository that holds the specs. The ids make sure that no one else's repository of that name is ever trusted instead. `gh api repos/OWNER/REPOSITORY` prints them.
     */
    github?: {
      /**
       * The organisation or person on GitHub that owns the repository, spelt as GitHub shows it.
       */
      owner: string;
      /**
       * GitHub's number of the owner, which never changes.
       */
      ownerId: string;
      /**
       * The name of the repository, without its owner, spelt as GitHub shows it.
       */
      repository: string;
      /**
       * GitHub's number of the repository, which never changes.
       */
      repositoryId: string;
    };
    /**
     * The Azure DevOps organisation in which pipelines run.
     */
    azureDevOps?: {
      /**
       * Its id (a GUID): the first of the two at the end of a service connection's subject identifier.
       */
      organisationId: string;
    };
  };
  /**
   * Whose jobs may read the tenant, to preview and to find drift. What is left out cannot sign in.
   */
  observer?: {
    /**
     * The environment of the GitHub repository whose jobs may sign in as the observer. No organisation's environment. Small letters, digits and hyphens.
     */
    githubEnvironment?: string;
    /**
     * The id (a GUID) of the Azure DevOps service connection whose jobs may sign in as the observer. No organisation's.
     */
    azureServiceConnection?: string;
    /**
     * Where the observer gets the right to see which kind of mailbox an account has. `tenant-wide`: from Entra ID, for every mailbox of the tenant. `scoped-in-exchange`: from Exchange Online, for the mailboxes that an administrator names there; see docs/tenant.md. Default: tenant-wide.
     */
    mailboxSettings?: "tenant-wide" | "scoped-in-exchange";
  };
  /**
   * The address of the account that deletes calendars of all organisations, for which Exchange requires an administrator's role. The tenant stack lets it sign in; its role is given by the tenant's administrators. Left out: calendars are closed in place, and an administrator deletes them.
   */
  calendarDeleter?: string;
  /**
   * How much one run may change in one organisation before it is refused. Whatever is left out has its default.
   */
  limits?: {
    calendarsDeleted?: Limit;
    membersRemoved?: Limit1;
    rolesChanged?: Limit2;
    policiesEmptied?: Limit3;
    calendarsMissing?: Limit4;
  };
}
/**
 * How many calendars one run may delete. Default: 3, and 20 per cent of the organisation's active calendars.
 */
export interface Limit {
  /**
   * Never more than this many in one run.
   */
  number: number;
  /**
   * Never more than this share of what there is, in per cent. One calendar or policy, and up to four people, may always be removed: where there are only a few, each is a large share.
   */
  percent: number;
}
/**
 * How many users one run may remove from calendars. Default: 20, and 25 per cent of the organisation's memberships.
 */
export interface Limit1 {
  /**
   * Never more than this many in one run.
   */
  number: number;
  /**
   * Never more than this share of what there is, in per cent. One calendar or policy, and up to four people, may always be removed: where there are only a few, each is a large share.
   */
  percent: number;
}
/**
 * How many roles one run may change. Default: 20, and 25 per cent of the organisation's memberships.
 */
export interface Limit2 {
  /**
   * Never more than this many in one run.
   */
  number: number;
  /**
   * Never more than this share of what there is, in per cent. One calendar or policy, and up to four people, may always be removed: where there are only a few, each is a large share.
   */
  percent: number;
}
/**
 * From how many user policies one run may remove all users. Default: 1, and 50 per cent of the organisation's policies.
 */
export interface Limit3 {
  /**
   * Never more than this many in one run.
   */
  number: number;
  /**
   * Never more than this share of what there is, in per cent. One calendar or policy, and up to four people, may always be removed: where there are only a few, each is a large share.
   */
  percent: number;
}
/**
 * How many calendars may be missing from the tenant before a run is refused. Default: 1, and 10 per cent of the organisation's active calendars.
 */
export interface Limit4 {
  /**
   * Never more than this many in one run.
   */
  number: number;
  /**
   * Never more than this share of what there is, in per cent. One calendar or policy, and up to four people, may always be removed: where there are only a few, each is a large share.
   */
  percent: number;
}
