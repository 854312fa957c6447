import { applicationsIn, wantedPlans } from "../../src/plan/licences/application-plans";
import { clashing } from "../../src/plan/licences/clashes";
import { isInForce } from "../../src/plan/licences/licence";
import { effectivePlans, holdsBeside } from "../../src/plan/licences/losses";
import { textOf } from "../refuse";
import type { Facts } from "./policy-facts";
import type { PolicyPerson } from "./policy-person";

/** Why somebody cannot be put on: a word for the record, a sentence for people. */
export interface NewcomerProblem {
  readonly word: string;
  readonly text: string;
  readonly stopsNobodyElse?: true;
}

/** What speaks against putting somebody on the policy. */
export function newcomerProblem(
  facts: Facts,
  enabled: ReadonlySet<string>,
  address: string,
  person: PolicyPerson | undefined,
): NewcomerProblem | undefined {
  const { inputs, licence, live } = facts;
  const policy = inputs.displayName;
  if (!person || person.isGuest) {
    return { word: "NotInDirectory", text: textOf("policy-user-unknown", { policy, who: address }) };
  }
  if (!isSame(person.organisation, inputs.directoryName)) {
    const theirs = person.organisation || "no organisation";
    const ours = inputs.directoryName;
    return {
      word: "AnotherOrganisation",
      text: textOf("policy-user-foreign", { policy, who: address, theirs, ours }),
    };
  }
  if (!inputs.grantsLicence && !holdsBeside(person.assignments, licence.skuId, live?.group.id)) {
    return {
      word: "LicenceNotHeld",
      text: textOf("licence-not-held", { policy, who: address, licence: inputs.licence }),
    };
  }
  return (
    givesMore(facts, enabled, address, person) ??
    helperProblem(facts, address, person) ??
    clashProblem(facts, enabled, address, person)
  );
}

/**
 * Of licences that cannot stand beside each other the directory fails the one that it takes up second, and that may be the
 * one that the person had. So nobody is put on for whom it would fail; the others are.
 */
function clashProblem(
  { inputs, licences }: Facts,
  enabled: ReadonlySet<string>,
  who: string,
  { assignments, unsure = [] }: PolicyPerson,
): NewcomerProblem | undefined {
  const has = effectivePlans([...assignments, ...unsure].filter(isInForce), licences);
  const added = new Set([...enabled].filter((id) => !has.has(id)));
  const clash = clashing(has, added, licences);
  if (!clash) return undefined;
  const text = textOf("plans-clash", { policy: inputs.displayName, who, ...clash });
  return { word: "MutuallyExclusiveViolation", text, stopsNobodyElse: true };
}

/** A group that was somebody's may give much that the spec does not name: to its own people, and to nobody else unasked. */
function givesMore(
  { inputs, licence, licences, live }: Facts,
  enabled: ReadonlySet<string>,
  address: string,
  { assignments }: PolicyPerson,
): NewcomerProblem | undefined {
  if (!inputs.adopt || inputs.grantsLicence || !live) return undefined;
  const has = effectivePlans(assignments.filter(isInForce), licences);
  const named = wantedPlans(Object.keys(inputs.applications), licence);
  const isMore = (id: string) => !has.has(id) && !named.has(id);
  const more = applicationsIn(new Set([...enabled].filter(isMore)), licence);
  const others = live.group.licences
    .filter(({ skuId }) => skuId !== licence.skuId && !holdsBeside(assignments, skuId, live.group.id))
    .map(({ skuId }) => `licence ${licences.find((one) => one.skuId === skuId)?.partNumber ?? skuId}`);
  const gifts = [...others, ...more];
  return gifts.length === 0
    ? undefined
    : {
        word: "GroupGivesMore",
        text: textOf("group-gives-more", { policy: inputs.displayName, who: address, gifts }),
      };
}

function isSame(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

/** A plan that is on only because Graph wants it beside another must be switched on for nobody who has it not already. */
function helperProblem(
  { inputs, record, licences }: Facts,
  address: string,
  { assignments }: PolicyPerson,
): NewcomerProblem | undefined {
  const has = effectivePlans(assignments.filter(isInForce), licences);
  const names = licences.flatMap(({ plans }) => plans).filter(({ id }) => has.has(id));
  const lacking = (record?.live.helperPlans ?? []).find((name) => !names.some((plan) => plan.name === name));
  return lacking === undefined
    ? undefined
    : {
        word: "LacksPlan",
        text: textOf("plan-needs-another", { policy: inputs.displayName, plan: lacking, lacking: [address] }),
      };
}
