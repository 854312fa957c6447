import type { AssignedLicence, User } from "../directory/users/user";
import { planName, skuById } from "./known-skus";

/** Assignments that are in force, direct ones first. */
export function activeAssignments(user: User): AssignedLicence[] {
  return [...user.assignedLicenses, ...(user.inherited ?? []).filter((one) => one.state === "Active")];
}

/** The plans that assignments switch on together. A plan that one switches off is on when another leaves it on. */
export function enabledPlans(assignments: readonly AssignedLicence[]): Set<string> {
  const plans = assignments.flatMap(({ skuId, disabledPlans }) =>
    Object.values(skuById(skuId)?.plans ?? {}).filter((plan) => !disabledPlans.includes(plan)),
  );
  return new Set(plans);
}

/** One entry per licence, with the plans that are off in every assignment of it. */
export function effectiveLicences(user: User): AssignedLicence[] {
  const union = new Map<string, AssignedLicence>();
  for (const { skuId, disabledPlans, since } of activeAssignments(user)) {
    const known = union.get(skuId);
    union.set(skuId, {
      skuId,
      disabledPlans: known
        ? known.disabledPlans.filter((plan) => disabledPlans.includes(plan))
        : disabledPlans,
      ...(since === undefined ? {} : { since }),
    });
  }
  return [...union.values()];
}

/** Does a user have a plan of that name, by whatever assignment? */
export function hasPlan(user: User, name: RegExp): boolean {
  return [...enabledPlans(activeAssignments(user))].some((plan) => name.test(planName(plan)));
}
