import type { Address } from "../model/address";
import type { LookedUp } from "./person";

/** What preflight may ask of the tenant. Every answer is a fact; what cannot be found out is thrown, never guessed. */
export interface PreflightView {
  /** Whether nothing answers at a calendar's address: no calendar (a confirmed 404) and no account in the directory. */
  isConfirmedAbsent(address: string): Promise<boolean>;
  /** Looks up addresses in the directory, all with the fewest requests. Keyed by the address asked for. */
  lookUp(addresses: readonly Address[]): Promise<ReadonlyMap<Address, LookedUp>>;
}
