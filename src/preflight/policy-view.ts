import type { Address } from "../model/address";
import type { Licence, LicenceAssignment } from "../plan/licences/licence";
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
}

/** What the directory tells of those people, and the licences that the tenant has. */
export interface PolicyFacts {
  readonly people: ReadonlyMap<Address, PolicyCandidate | Unknown>;
  readonly licences: readonly Licence[];
}

/** What preflight may ask of the tenant about policies. Every answer is a fact; what cannot be found out is thrown. */
export interface PolicyView {
  /** Whether the directory has no group of that name. */
  isGroupAbsent(displayName: string): Promise<boolean>;
  /** Looks up people with their licences, all with the fewest requests. Keyed by the address asked for. */
  facts(addresses: readonly Address[], attribute: string): Promise<PolicyFacts>;
}
