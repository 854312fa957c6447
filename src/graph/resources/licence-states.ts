import { isRecord } from "../is-record";
import { textOf } from "./text-of";

/** What became of one assignment of a licence to a person. */
export interface LicenceState {
  readonly skuId: string;
  /** The group that it comes from; null = given directly. */
  readonly group: string | null;
  readonly disabledPlans: readonly string[];
  readonly state: string;
  readonly error: string;
}

/** The property that holds them; told only if it is selected. */
export const LICENCE_STATES = "licenseAssignmentStates";

/** The assignments in a user from the wire; undefined when they were not told. */
export function parseLicenceStates(user: Readonly<Record<string, unknown>>): LicenceState[] | undefined {
  const values = user[LICENCE_STATES];
  return Array.isArray(values)
    ? values.filter(isRecord).map((one) => ({
        skuId: textOf(one["skuId"]).toLowerCase(),
        group: textOf(one["assignedByGroup"]).toLowerCase() || null,
        disabledPlans: parsePlanIds(one["disabledPlans"]),
        state: textOf(one["state"]),
        error: textOf(one["error"]),
      }))
    : undefined;
}

/** Ids of plans from the wire. */
export function parsePlanIds(value: unknown): string[] {
  return (Array.isArray(value) ? value : []).map((id) => textOf(id).toLowerCase());
}
