import type { PolicyInputs } from "./policy-inputs";

/** What a policy's record in the state says of it besides the inputs. */
export interface LivePolicyRecord {
  /** `retiring`: its end has begun. `missing`: the tenant lost its group. */
  readonly status: "active" | "retiring" | "deleted" | "missing";
  readonly group: string;
  /** Names of the plans that are on in its assignment: what is off is recomputed, never stored. */
  readonly plans: readonly string[];
  /** Plans that nobody asked for and that Graph wants beside them; every member had them already. */
  readonly helperPlans: readonly string[];
  /** People to whom the directory could not give what the policy has, and its word for why. */
  readonly failures: Readonly<Record<string, string>>;
  /** The directory had not finished with everybody when the run ended. */
  readonly processing?: true;
  /** People of whom the directory does not say yet what became of the licence. Absent in records of older versions. */
  readonly waiting?: readonly string[];
  /** How many people are in a group that is being taken over, and are not listed yet. */
  readonly unlisted?: number;
}

/** A policy's outputs: inputs as they are in the tenant, and what is only known there. */
export interface PolicyRecord extends PolicyInputs {
  /** Of this layout: older ones stay readable. */
  readonly schema: 1;
  readonly id: string;
  readonly live: LivePolicyRecord;
}
