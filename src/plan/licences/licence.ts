/** A plan of a licence. */
export interface LicencePlan {
  readonly id: string;
  readonly name: string;
}

/** A licence that the tenant has. */
export interface Licence {
  readonly skuId: string;
  readonly partNumber: string;
  readonly plans: readonly LicencePlan[];
  /** Seats that nobody has. */
  readonly free: number;
}

/** One assignment of a licence to a person, as the directory tells it. */
export interface LicenceAssignment {
  readonly skuId: string;
  /** The group that it comes from; null = given to the person directly. */
  readonly group: string | null;
  readonly disabledPlans: readonly string[];
  readonly state: string;
  readonly error: string;
}

/** Whether an assignment counts: one that failed gives nothing. */
export function isInForce({ state }: LicenceAssignment): boolean {
  return state === "Active" || state === "ActiveWithError";
}
