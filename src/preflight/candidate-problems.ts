import type { Address } from "../model/address";
import type { Organisation } from "../model/organisation";
import { isSameOrganisation, unpersonal } from "../model/person";
import type { UserPolicy } from "../model/user-policy";
import {
  clashOf,
  effectivePlans,
  givesMailbox,
  holdsBeside,
  isInForce,
  type Licence,
} from "../plan/licences";
import { type Problem, problem } from "../problem/problem";
import type { PolicyCandidate } from "../tenant/policies";

/** A policy with what it stands for in the tenant. */
export interface PolicyInTenant {
  readonly policy: UserPolicy;
  readonly organisation: Organisation;
  readonly licence: Licence;
  readonly licences: readonly Licence[];
  /** Ids of the plans that it switches on. */
  readonly wanted: ReadonlySet<string>;
}

/** What speaks against including someone: rows POL-3, POL-4 and POL-5. Pure. */
export function candidateProblems(
  within: PolicyInTenant,
  address: Address,
  person: PolicyCandidate,
): Problem[] {
  const { policy, organisation } = within;
  const at = policy.userPlace(address);
  const who = { policy: policy.displayName, who: address };
  if (person.isGuest) return [problem("person-is-guest", { address }, at)];
  const mailbox = unpersonal(person.mailbox);
  if (mailbox) return [problem("policy-user-is-no-person", { ...who, mailbox }, at)];
  if (!isSameOrganisation(person.organisation, organisation.directoryName)) {
    const theirs = person.organisation || "no organisation";
    return [problem("policy-user-foreign", { ...who, theirs, ours: organisation.directoryName }, at)];
  }
  return [
    ...licenceProblems(within, address, person),
    ...(person.isEnabled ? [] : [problem("policy-user-disabled", who, at)]),
    ...(person.mail.toLowerCase() === address.toLowerCase()
      ? []
      : [problem("person-by-alias", { address, mail: person.mail }, at)]),
  ];
}

function licenceProblems(
  { policy, licence, licences, wanted }: PolicyInTenant,
  address: Address,
  { assignments }: PolicyCandidate,
): Problem[] {
  const at = policy.userPlace(address);
  const who = { policy: policy.displayName, who: address, licence: policy.baseLicence };
  const holds = holdsBeside(assignments, licence.skuId, policy.adopt?.group);
  const failing = assignments.filter((one) => one.skuId === licence.skuId && !isInForce(one));
  const has = effectivePlans(assignments.filter(isInForce), licences);
  const clash = clashOf(has, new Set([...wanted].filter((plan) => !has.has(plan))), licences);
  const lacksExchange =
    givesBookings(wanted, licence) && !givesMailbox(new Set([...has, ...wanted]), licences);
  const isOnlySource = givesMailbox(wanted, licences) && !givesMailbox(has, licences) && !clash;
  return [
    ...(holds || policy.grantsLicence || inGroup(assignments, licence, policy)
      ? []
      : [problem("licence-not-held", who, at)]),
    ...failing.slice(0, 1).map(({ error }) => problem("licence-in-error", { ...who, word: error }, at)),
    ...(clash ? [problem("plans-clash", { ...who, ...clash }, at)] : []),
    ...(lacksExchange ? [problem("bookings-without-exchange", who, at)] : []),
    ...(isOnlySource ? [problem("mailbox-by-policy-alone", who, at)] : []),
  ];
}

const givesBookings = (wanted: ReadonlySet<string>, { plans }: Licence): boolean =>
  plans.some(({ id, name }) => name === "MICROSOFTBOOKINGS" && wanted.has(id));

/** Someone who is in the group that is taken over already: nothing is given to them. */
function inGroup(
  assignments: PolicyCandidate["assignments"],
  { skuId }: Licence,
  { adopt }: UserPolicy,
): boolean {
  return assignments.some((one) => one.skuId === skuId && one.group !== null && one.group === adopt?.group);
}
