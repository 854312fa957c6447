import type { OrganisationSpec } from "../spec/generated/organisation-spec";
import type { Limit as LimitSpec, TenantSpec } from "../spec/generated/tenant-spec";
import type { Sourced } from "./sourced";

/** How much of something one run may do. */
export type Limit = Readonly<LimitSpec>;

/** What one run may only do so much of. */
export type LimitName = keyof NonNullable<TenantSpec["limits"]>;

/** A licence that user policies may build on. */
export type BaseLicence = Readonly<TenantSpec["baseLicences"][number]>;

/** Where pipelines run; the tenant stack trusts them, and no others. */
export type Pipelines = Readonly<NonNullable<TenantSpec["pipelines"]>>;

/** The GitHub repository that holds the specs, by name and by the numbers that never change. */
export type GitHubRepository = NonNullable<Pipelines["github"]>;

/** The jobs that may sign in as an identity, ids in small letters; without any no one can. */
export type TrustedJobs = Readonly<NonNullable<OrganisationSpec["pipelines"]>>;

/** Settings that specs may leave out, and that have a value here. */
type WithDefault = "limits" | "markAdopted" | "oneUserPolicyPerUser" | "otherOrganisations" | "requirePlan";

/** The settings that all organisations share. */
export interface Tenant
  extends Sourced,
    Readonly<Omit<TenantSpec, "kind" | "pipelines" | "observer" | WithDefault>>,
    Readonly<Required<Pick<TenantSpec, Exclude<WithDefault, "limits">>>> {
  readonly pipelines: Pipelines;
  /** Who may be the observer, and where it gets its right to look at mailboxes. */
  readonly observer: TrustedJobs & { readonly mailboxSettings: "tenant-wide" | "scoped-in-exchange" };
  readonly limits: Readonly<Record<LimitName, Limit>>;
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
