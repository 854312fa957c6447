import { applications } from "../model/applications";

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
  /** Seats that no one has. */
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

/** The plans of an application in a licence; none where the licence does not hold it. */
export function plansOf(application: string, licence: Licence): LicencePlan[] {
  const ids = new Set((applications[application] ?? []).map(({ id }) => id));
  return licence.plans.filter(({ id }) => ids.has(id));
}

/** The plans to be switched on for all these applications. */
export function wantedPlans(names: readonly string[], licence: Licence): Set<string> {
  return new Set(names.flatMap((name) => plansOf(name, licence).map(({ id }) => id)));
}

/**
 * Everything of a licence that is not to be on: recomputed at each run, as Microsoft adds plans, and those are on. Plans of
 * the tenant as a whole too: left on, they would be on for people who have them off otherwise.
 */
export function disabledFor(enabled: ReadonlySet<string>, licence: Licence): string[] {
  return licence.plans.filter(({ id }) => !enabled.has(id)).map(({ id }) => id);
}

/** The plans that an assignment leaves on. */
export function enabledIn(disabledPlans: readonly string[], licence: Licence): Set<string> {
  const off = new Set(disabledPlans);
  return new Set(licence.plans.filter(({ id }) => !off.has(id)).map(({ id }) => id));
}

/**
 * What is on, in the words of a spec: applications that are on as a whole, and `plan NAME` for what no application
 * explains.
 */
export function applicationsIn(enabled: ReadonlySet<string>, licence: Licence): string[] {
  const whole = Object.keys(applications).filter((name) => {
    const plans = plansOf(name, licence);
    return plans.length > 0 && plans.every(({ id }) => enabled.has(id));
  });
  const explained = wantedPlans(whole, licence);
  const rest = licence.plans.filter(({ id }) => enabled.has(id) && !explained.has(id));
  return [...whole, ...rest.map(({ name }) => `plan ${name}`)];
}

/** Plans with a mailbox in them. Foundation and archive plans alone give none. */
const MAILBOX = /^EXCHANGE_S_(?!FOUNDATION|ARCHIVE)/;

/** Whether plans, by their ids, come with a mailbox. */
export function givesMailbox(plans: ReadonlySet<string>, licences: readonly Licence[]): boolean {
  return licences.some((licence) =>
    licence.plans.some(({ id, name }) => plans.has(id) && MAILBOX.test(name)),
  );
}

/** What someone would lose for good. */
export type Loss = "mailbox" | "licence";

/** What a group is to give of a licence; absent = no more of it. */
export interface GroupLicence {
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
      const licence = licences.find((one) => one.skuId === skuId);
      return licence ? [...enabledIn(disabledPlans, licence)] : [];
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
  gifts: readonly GroupLicence[],
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

/** Plans of which a person can have one only. */
const EXCLUSIVE = [
  ["EXCHANGE_S_ENTERPRISE", "EXCHANGE_S_DESKLESS"],
  ["SHAREPOINTENTERPRISE", "SHAREPOINTDESKLESS"],
] as const;

/** Two plans that cannot stand beside each other. */
export interface Clash {
  readonly has: string;
  readonly wanted: string;
}

/** The clash that switching plans on beside others would cause. Plans by their ids, the clash by names. */
export function clashOf(
  has: ReadonlySet<string>,
  wanted: ReadonlySet<string>,
  licences: readonly Licence[],
): Clash | undefined {
  const named = (ids: ReadonlySet<string>): Set<string> =>
    new Set(licences.flatMap(({ plans }) => plans.filter(({ id }) => ids.has(id)).map(({ name }) => name)));
  const [now, then] = [named(has), named(wanted)];
  for (const [one, other] of EXCLUSIVE) {
    if (now.has(one) && then.has(other)) return { has: one, wanted: other };
    if (now.has(other) && then.has(one)) return { has: other, wanted: one };
  }
  return undefined;
}
