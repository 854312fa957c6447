import type { Place } from "../problem/place";
import { type Problem, problem } from "../problem/problem";
import {
  type Clash,
  clashOf,
  effectivePlans,
  type GroupLicence,
  givesMailbox,
  isInForce,
  type Licence,
  type LicenceAssignment,
  type Loss,
  lossOf,
} from "./licences";

interface GroupPerson {
  /** The primary address. */
  readonly address: string;
  readonly assignments: readonly LicenceAssignment[];
  /** What the person may have besides, for as long as the directory is at work. */
  readonly unsure?: readonly LicenceAssignment[];
}

/** What a change of a group would cost someone. */
export type Cost =
  | { readonly who: string; readonly what: Loss | "dependency" }
  | { readonly who: string; readonly what: "everything"; readonly clash: Clash };

/** What a group gives before and after. */
interface GroupGifts {
  readonly id: string;
  /** What it has now. */
  readonly licences: readonly GroupLicence[];
  /** What it gives to those who stay. */
  readonly gifts: readonly GroupLicence[];
  /** It was someone's: people may have much of it that no spec names. */
  readonly isTakenOver: boolean;
}

interface GroupChange<P extends GroupPerson> extends GroupGifts {
  readonly people: readonly P[];
  readonly stays: (person: P) => boolean;
}

/** The problem that each loss is; plans that exclude each other have one of their own. */
const LOSS_CODES = {
  mailbox: "would-lose-mailbox",
  licence: "would-lose-licence",
  dependency: "bookings-needs-exchange",
} as const;

/** What is told of a cost. */
export function costProblem(policy: string, cost: Cost, at?: Place): Problem {
  const { who } = cost;
  if (cost.what === "everything") return problem("plans-clash", { policy, who, ...cost.clash }, at);
  return problem(LOSS_CODES[cost.what], { policy, who }, at);
}

/** A policy that is its people's licence takes it away when it ends: that is what it was asked for. */
export const isMeant = (
  { what }: Cost,
  policy: { readonly grantsLicence: boolean; readonly adopt?: unknown },
): boolean => what === "licence" && policy.grantsLicence && !policy.adopt;

/** A group that is being taken over: until all its people are listed, no one and nothing is taken away. */
export const isAdditive = ({ adopt }: { readonly adopt?: { readonly complete: boolean } }): boolean =>
  adopt !== undefined && !adopt.complete;

/** What a policy's licence and plans, and whatever else its group gives, will be. */
export function licencesWith(
  licences: readonly GroupLicence[],
  skuId: string,
  disabledPlans: readonly string[],
): GroupLicence[] {
  return [...licences.filter((one) => one.skuId !== skuId), { skuId, disabledPlans }];
}

/** Who would lose a mailbox or a licence for good, or all that the group gives. Pure. */
export function costsOf<P extends GroupPerson>(change: GroupChange<P>, known: readonly Licence[]): Cost[] {
  const { id, people, gifts, stays } = change;
  return people.flatMap((person): Cost[] => {
    const who = person.address;
    const has = presumed(person, change);
    const clash = stays(person) ? clashFor([...has, ...(person.unsure ?? [])], change, known) : undefined;
    if (clash) return [{ who, what: "everything", clash }];
    const loss = lossOf(has, id, stays(person) ? gifts : [], known);
    if (loss !== undefined) return [{ who, what: loss }];
    return stays(person) && lacksExchange(has, change, known) ? [{ who, what: "dependency" }] : [];
  });
}

/**
 * What someone has, with what the directory is still about to give: a mailbox that comes within the hour is lost as well.
 * Nothing comes of an assignment that failed.
 */
function presumed({ assignments }: GroupPerson, { id, licences }: GroupGifts): LicenceAssignment[] {
  const failed = (skuId: string): boolean =>
    assignments.some((one) => one.group === id && one.skuId === skuId && one.state === "Error");
  const coming = licences
    .filter(({ skuId }) => !failed(skuId))
    .map((one) => ({ ...one, group: id, state: "Active", error: "None" }));
  return [...assignments, ...coming];
}

const BOOKINGS = "MICROSOFTBOOKINGS";

/** Bookings where there is no Exchange may fail, and then the directory takes back all that the group gives as well. */
function lacksExchange(
  has: readonly LicenceAssignment[],
  { id, licences, gifts, isTakenOver }: GroupGifts,
  known: readonly Licence[],
): boolean {
  const plans = new Set(
    known.flatMap((one) => one.plans.flatMap((plan) => (plan.name === BOOKINGS ? [plan.id] : []))),
  );
  const gives = (some: readonly GroupLicence[]): boolean =>
    [...effectivePlans(some, known)].some((plan) => plans.has(plan));
  const inForce = has.filter(isInForce);
  const given = inForce.filter((one) => one.group === id);
  const after = [...inForce.filter((one) => one.group !== id), ...gifts];
  // what the group gives already was taken once; a group that was someone's is not risked by another assignment
  const isSettled = gives(given) && !(isTakenOver && !isSameGift(licences, gifts));
  return given.length > 0 && gives(gifts) && !isSettled && !givesMailbox(effectivePlans(after, known), known);
}

const isSameGift = (now: readonly GroupLicence[], then: readonly GroupLicence[]): boolean => {
  const texts = (some: readonly GroupLicence[]) =>
    some.map(({ skuId, disabledPlans }) => `${skuId} ${[...disabledPlans].sort().join(" ")}`).sort();
  return texts(now).join("\n") === texts(then).join("\n");
};

/** Plans that exclude each other make the directory take back all that the group gives to that person. */
function clashFor(
  has: readonly LicenceAssignment[],
  { id, gifts }: GroupGifts,
  known: readonly Licence[],
): Clash | undefined {
  const inForce = has.filter(isInForce);
  const now = effectivePlans(inForce, known);
  const beside = effectivePlans(
    inForce.filter((one) => one.group !== id),
    known,
  );
  const added = [...effectivePlans(gifts, known)].filter((plan) => !now.has(plan));
  return clashOf(beside, new Set(added), known);
}
