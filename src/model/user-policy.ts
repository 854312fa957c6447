import type { UserPolicySpec } from "../spec/generated/user-policy-spec";
import type { Address } from "./address";
import type { Deletion } from "./booking-calendar";
import type { Sourced } from "./sourced";

/** Applications switched on for users of one organisation, on top of a base licence. */
export interface UserPolicy extends Sourced {
  /** Organisation's short name and policy's name by the naming rule, in lower case: the logical name of the resource. */
  readonly name: string;
  /** Same, as displayed. */
  readonly displayName: string;
  /** Short name of the organisation, as displayed. */
  readonly organisation: string;
  readonly baseLicence: string;
  readonly applications: readonly string[];
  /** Sorted, each once. */
  readonly users: readonly Address[];
  readonly grantsLicence: boolean;
  readonly status: "active" | "deleted";
  /** Takes over an existing group; until `complete` is true people are only added. */
  readonly adopt?: Readonly<Required<NonNullable<UserPolicySpec["adopt"]>>>;
  readonly deletion?: Pick<Deletion, "confirm" | "reason">;
  /** As it was written, for rules that look at the text itself. */
  readonly spec: UserPolicySpec;
  /** Where a user is written, for problems about the person. */
  userPlace(address: Address): Sourced["source"];
}
