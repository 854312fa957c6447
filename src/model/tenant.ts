import type { LimitName } from "./limit-name";
import type { ObserverAccess, Pipelines } from "./pipelines";
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
  readonly limits: Readonly<Record<LimitName, Limit>>;
}
