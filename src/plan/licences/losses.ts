import { isInForce, type Licence, type LicenceAssignment } from "./licence";

/** Plans with a mailbox in them. Foundation and archive plans alone give none. */
const MAILBOX = /^EXCHANGE_S_(?!FOUNDATION|ARCHIVE)/;

/** Whether plans, by their ids, come with a mailbox. */
export function givesMailbox(plans: ReadonlySet<string>, licences: readonly Licence[]): boolean {
  return licences.some((licence) =>
    licence.plans.some(({ id, name }) => plans.has(id) && MAILBOX.test(name)),
  );
}

/** What somebody would lose for good. */
export type Loss = "mailbox" | "licence";

/** What a group is to give of a licence; absent = no more of it. */
export interface GroupGift {
  readonly skuId: string;
  readonly disabledPlans: readonly string[];
}

/** The plans that assignments in force switch on together. */
export function effectivePlans(
  assignments: readonly Pick<LicenceAssignment, "skuId" | "disabledPlans">[],
  licences: readonly Licence[],
): Set<string> {
  return new Set(
    assignments.flatMap(({ skuId, disabledPlans }) => {
      const off = new Set(disabledPlans);
      const plans = licences.find((one) => one.skuId === skuId)?.plans ?? [];
      return plans.filter(({ id }) => !off.has(id)).map(({ id }) => id);
    }),
  );
}

/**
 * What a person would lose if the group gave them only `gifts`: a mailbox is lost with the last Exchange plan, a licence
 * with its last assignment. The worse one is told.
 */
export function lossOf(
  assignments: readonly LicenceAssignment[],
  group: string,
  gifts: readonly GroupGift[],
  licences: readonly Licence[],
): Loss | undefined {
  const before = assignments.filter(isInForce);
  const given = before.filter((one) => one.group === group);
  const kept = gifts.filter(({ skuId }) => given.some((one) => one.skuId === skuId));
  const after = [...before.filter((one) => one.group !== group), ...kept];
  const had = givesMailbox(effectivePlans(before, licences), licences);
  if (had && !givesMailbox(effectivePlans(after, licences), licences)) return "mailbox";
  const isLost = given.some(({ skuId }) => !after.some((one) => one.skuId === skuId));
  return isLost ? "licence" : undefined;
}

/** Whether a person holds a licence whatever this group does. */
export function holdsBeside(
  assignments: readonly LicenceAssignment[],
  skuId: string,
  group: string | undefined,
): boolean {
  return assignments.some((one) => one.skuId === skuId && one.group !== group && isInForce(one));
}
