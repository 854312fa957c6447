import { disabledFor } from "../../src/plan/licences/application-plans";
import { clashing } from "../../src/plan/licences/clashes";
import { isInForce, type Licence, type LicenceAssignment } from "../../src/plan/licences/licence";
import { effectivePlans, type GroupGift, lossOf } from "../../src/plan/licences/losses";
import { textOf } from "../booking-calendar/refuse";
import type { LiveGroup } from "./look";
import type { PolicyInputs } from "./policy-inputs";
import { fromGroup, type PolicyPerson } from "./policy-person";

/** The sentence for each loss. */
const LOSS_CODES = { mailbox: "would-lose-mailbox", licence: "would-lose-licence" } as const;

/** A group before and after. */
export interface GroupChange {
  readonly inputs: PolicyInputs;
  readonly live: LiveGroup;
  readonly licences: readonly Licence[];
  /** What it gives to those who stay. */
  readonly gifts: readonly GroupGift[];
  readonly removed: ReadonlySet<PolicyPerson>;
}

/** What the group gives once these plans are on; licences that are not the policy's are left alone. */
export function giftsWith(live: LiveGroup, licence: Licence, enabled: ReadonlySet<string>): GroupGift[] {
  const others = live.group.licences.filter(({ skuId }) => skuId !== licence.skuId);
  return [...others, { skuId: licence.skuId, disabledPlans: disabledFor(enabled, licence) }];
}

/** Who would lose a mailbox or a licence for good, or all that the group gives: then nothing is done. */
export function whoLoses({ inputs, live, licences, gifts, removed }: GroupChange): string[] {
  const policy = inputs.displayName;
  return live.people.flatMap((person) => {
    const who = person.address;
    const has = presumed(person, live);
    const stays = !removed.has(person);
    const clash = stays ? clashFor(has, live, gifts, licences) : undefined;
    if (clash) return [textOf("plans-clash", { policy, who, ...clash })];
    const loss = lossOf(has, live.group.id, stays ? gifts : [], licences);
    const isMeant = loss === "licence" && inputs.grantsLicence && !inputs.adopt;
    return loss === undefined || isMeant ? [] : [textOf(LOSS_CODES[loss], { policy, who })];
  });
}

/**
 * What somebody has, with what the directory is still about to give: a mailbox that comes within the hour is lost as well.
 * Nothing comes of an assignment that failed.
 */
function presumed(person: PolicyPerson, { group }: LiveGroup): LicenceAssignment[] {
  const coming = group.licences
    .filter(({ skuId }) => fromGroup(person, group.id, skuId)?.state !== "Error")
    .map((one) => ({ ...one, group: group.id, state: "Active", error: "None" }));
  return [...person.assignments, ...coming];
}

/** Plans that exclude each other make the directory take back all that the group gives to that person. */
function clashFor(
  has: readonly LicenceAssignment[],
  { group }: LiveGroup,
  gifts: readonly GroupGift[],
  licences: readonly Licence[],
) {
  const now = effectivePlans(has.filter(isInForce), licences);
  const beside = effectivePlans(
    has.filter((one) => isInForce(one) && one.group !== group.id),
    licences,
  );
  const added = [...effectivePlans(gifts, licences)].filter((id) => !now.has(id));
  return clashing(beside, new Set(added), licences);
}
