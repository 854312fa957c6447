import type { GraphField, Values } from "../model/calendar-fields";
import type { ChangeKind } from "./change";
import { canonicalText, digestOf } from "./reviewed-plan";

/** A calendar as the plan saw it in the tenant. */
export interface SeenAtReview {
  readonly texts: Values<GraphField>;
  /** Rows of the staff: their people and roles. */
  readonly rows: Readonly<Record<string, { readonly address: string; readonly role: string }>>;
}

/** What a handler may do with one calendar or policy. */
export interface StepToApply {
  readonly kind: ChangeKind;
  /** Digest of the inputs that were reviewed. */
  readonly wanted: string;
  /** Digest of what the tenant had. */
  readonly was?: string;
  /** Of a calendar that existed. */
  readonly seen?: SeenAtReview;
  /** Appointments that a deletion was known to take away. */
  readonly booked?: number;
}

/** By a calendar's address or a policy's name, in lower case. Plain Pulumi has none: there everything may be done. */
export type StepsToApply = Readonly<Record<string, StepToApply>>;

/** A digest of what is asked for. */
export function wantedDigest(inputs: object): string {
  const { __provider: _loading, ...rest } = inputs as { readonly __provider?: unknown };
  return digestOf(canonicalText(rest));
}
