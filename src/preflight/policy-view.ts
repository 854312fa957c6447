import type { Address } from "../model/address";
import type { UserPolicy } from "../model/user-policy";
import type { Licence, LicenceAssignment } from "../plan/licences";
import type { Unknown } from "./person";

/** Somebody whom a policy is to include. */
export interface PolicyCandidate {
  /** The primary address. */
  readonly mail: string;
  /** What the directory's attribute for the organisation holds. */
  readonly organisation: string;
  readonly isGuest: boolean;
  readonly isEnabled: boolean;
  readonly assignments: readonly LicenceAssignment[];
  /** The kind of mailbox in Graph's words: asked of accounts only that may be no person's. */
  readonly mailbox?: string;
}

/** What the directory tells of those people, and the licences that the tenant has. */
export interface PolicyFacts {
  readonly people: ReadonlyMap<Address, PolicyCandidate | Unknown>;
  readonly licences: readonly Licence[];
}

/** The group of a policy with its people. */
export interface PolicyGroup {
  readonly id: string;
  readonly licences: readonly { readonly skuId: string; readonly disabledPlans: readonly string[] }[];
  readonly people: readonly {
    /** The primary address. */
    readonly address: string;
    /** All addresses in lower case. */
    readonly addresses: readonly string[];
    readonly assignments: readonly LicenceAssignment[];
  }[];
}

/** What preflight may ask of the tenant about policies. Every answer is a fact; what cannot be found out is thrown. */
export interface PolicyView {
  /** Whether the directory has no group of that name. */
  isGroupAbsent(displayName: string): Promise<boolean>;
  /** The group of a policy, by the id that its spec takes over or by its name; undefined where there is not exactly one. */
  group(policy: Pick<UserPolicy, "displayName" | "adopt">): Promise<PolicyGroup | undefined>;
  /** Looks up people with their licences, all with the fewest requests. Keyed by the address asked for. */
  facts(addresses: readonly Address[], attribute: string): Promise<PolicyFacts>;
}
