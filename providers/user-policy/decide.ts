import { isSameOrganisation } from "../../src/model/person";
import type { PolicyInputs, PolicyRecord } from "../../src/model/policy-fields";
import { costProblem, costsOf, isAdditive, isMeant, licencesWith } from "../../src/plan/licence-costs";
import {
  applicationsIn,
  clashOf,
  disabledFor,
  effectivePlans,
  enabledIn,
  type GroupLicence,
  holdsBeside,
  isInForce,
  type Licence,
  plansOf,
  wantedPlans,
} from "../../src/plan/licences";
import { type Problem, problem } from "../../src/problem/problem";
import { fromGroup, type LiveGroup, type PolicyPerson } from "../../src/tenant/groups";

/** What is to be done. */
export interface Decision {
  readonly add: readonly PolicyPerson[];
  readonly remove: readonly PolicyPerson[];
  /** In the group, but without what it gives: they are removed and added again, so that the directory tries once more. */
  readonly retry: readonly PolicyPerson[];
  /** The same in a group that was taken over, from which no one is removed for a moment: the directory is asked to try again. */
  readonly reprocess: readonly PolicyPerson[];
  /** Ids of the plans that are to be on. */
  readonly enabled: ReadonlySet<string>;
  /** Listed people who cannot be put on (again), and why. */
  readonly left: Readonly<Record<string, string>>;
  /** Why nothing at all is done. */
  readonly problems: readonly Problem[];
}

/** Listed addresses that lead to no one in the group. */
export function newcomers({ users }: PolicyInputs, live: LiveGroup | undefined): string[] {
  const inside = new Set((live?.people ?? []).flatMap(({ addresses }) => addresses));
  return Object.keys(users).filter((address) => !inside.has(address));
}

/** Decides from facts alone what is to be done, and whether any of it must not be. */
export function decide(facts: Facts): Decision {
  const { inputs, live, licence, licences } = facts;
  const listed = new Set(Object.keys(inputs.users));
  const isListed = ({ addresses }: PolicyPerson) => addresses.some((address) => listed.has(address));
  const remove = isAdditive(inputs) ? [] : (live?.people ?? []).filter((person) => !isListed(person));
  const enabled = enabledAfter(facts);
  const { add, left, problems } = sorted(facts, enabled);
  const unserved = (live?.people ?? []).filter(
    (person) =>
      isListed(person) && live && fromGroup(person, live.group.id, licence.skuId)?.state === "Error",
  );
  const retry = inputs.adopt ? [] : unserved;
  return {
    add,
    remove,
    retry,
    reprocess: inputs.adopt ? unserved : [],
    enabled,
    left,
    problems: [
      ...missingApplications(facts),
      ...givesOthers(facts),
      ...problems,
      ...(live
        ? lossProblems({
            inputs,
            live,
            licences,
            gifts: licencesWith(live.group.licences, licence.skuId, disabledFor(enabled, licence)),
            // who is put on again is off for a moment
            removed: new Set([...remove, ...retry]),
          })
        : []),
    ],
  };
}

/** Newcomers who may be put on; those known from before who may no more; and what forbids the whole. */
function sorted(facts: Facts, enabled: ReadonlySet<string>) {
  const { inputs, live, record, found } = facts;
  const add = new Map<string, PolicyPerson>();
  const left: Record<string, string> = {};
  const problems: Problem[] = [];
  for (const address of newcomers(inputs, live)) {
    const person = found.get(address);
    const why = newcomerProblem(facts, enabled, address, person);
    if (person && !why) {
      add.set(person.id, person);
    } else if (why && (why.stopsNobodyElse || wasListed(record, address))) {
      left[address] = why.word;
    } else if (why) {
      problems.push(why.problem);
    }
  }
  return { add: [...add.values()], left, problems };
}

/** Someone the last runs knew has left or lost a licence since: no reason to stop the others' changes. */
function wasListed(record: PolicyRecord | undefined, address: string): boolean {
  return record !== undefined && (address in record.users || address in record.live.failures);
}

function enabledAfter({ inputs, record, live, licence }: Facts): Set<string> {
  const wanted = wantedPlans(Object.keys(inputs.applications), licence);
  for (const name of record?.live.helperPlans ?? []) {
    for (const { id } of licence.plans.filter((plan) => plan.name === name)) wanted.add(id);
  }
  if (!inputs.adopt) return wanted;
  // of a group that was someone's, only what this policy itself had switched on is ever switched off
  const off = isAdditive(inputs)
    ? []
    : Object.keys(record?.applications ?? {}).filter((name) => !(name in inputs.applications));
  const gone = wantedPlans(off, licence);
  const kept = [...currentPlans(live, licence)].filter((id) => !gone.has(id));
  return new Set([...kept, ...wanted]);
}

/** Plans that are on in the group's assignment now. */
export function currentPlans(live: LiveGroup | undefined, licence: Licence): Set<string> {
  const given = live?.group.licences.find(({ skuId }) => skuId === licence.skuId);
  return given ? enabledIn(given.disabledPlans, licence) : new Set();
}

/** What someone has given to our group besides may have become what people rely on: only a person takes it back. */
function givesOthers({ inputs, live, licences }: Facts): Problem[] {
  const others = live ? otherLicences(inputs, live.group, licences) : [];
  return others.length === 0
    ? []
    : [problem("group-gives-others", { policy: inputs.displayName, licences: others })];
}

/** What else someone has given to one of our groups, by part number. A group that was taken over keeps what it gave. */
export function otherLicences(
  { adopt, licence }: PolicyInputs,
  { licences: given }: LiveGroup["group"],
  licences: readonly Licence[],
): string[] {
  const names = given.map(({ skuId }) => licences.find((one) => one.skuId === skuId)?.partNumber ?? skuId);
  return adopt ? [] : names.filter((name) => name !== licence).sort();
}

function missingApplications({ inputs, licence }: Facts): Problem[] {
  return Object.keys(inputs.applications)
    .filter((application) => plansOf(application, licence).length === 0)
    .map((application) =>
      problem("application-not-in-licence", {
        policy: inputs.displayName,
        application,
        licence: inputs.licence,
      }),
    );
}

/** Everything that is known before the first write. */
export interface Facts {
  readonly inputs: PolicyInputs;
  readonly record: PolicyRecord | undefined;
  readonly licence: Licence;
  readonly licences: readonly Licence[];
  readonly live: LiveGroup | undefined;
  /** Those of the listed people who are not in the group, by the address in the spec. */
  readonly found: ReadonlyMap<string, PolicyPerson>;
}

/** Why someone cannot be put on: a word for the record, a problem for people. */
interface NewcomerProblem {
  readonly word: string;
  readonly problem: Problem;
  readonly stopsNobodyElse?: true;
}

function newcomerProblem(
  facts: Facts,
  enabled: ReadonlySet<string>,
  address: string,
  person: PolicyPerson | undefined,
): NewcomerProblem | undefined {
  const { inputs, licence, live, record } = facts;
  const policy = inputs.displayName;
  if (!person || person.isGuest)
    return { word: "NotInDirectory", problem: problem("policy-user-unknown", { policy, who: address }) };
  const known = record?.live.persons?.[address];
  if (known !== undefined && known !== person.id)
    return { word: "AnotherPerson", problem: problem("policy-user-another", { policy, who: address }) };
  if (!isSameOrganisation(person.organisation, inputs.directoryName)) {
    const theirs = person.organisation || "no organisation";
    const ours = inputs.directoryName;
    return {
      word: "AnotherOrganisation",
      problem: problem("policy-user-foreign", { policy, who: address, theirs, ours }),
    };
  }
  if (!inputs.grantsLicence && !holdsBeside(person.assignments, licence.skuId, live?.group.id)) {
    return {
      word: "LicenceNotHeld",
      problem: problem("licence-not-held", { policy, who: address, licence: inputs.licence }),
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
 * one that the person had. So a person is not added where it would fail; the others are.
 */
function clashProblem(
  { inputs, licences }: Facts,
  enabled: ReadonlySet<string>,
  who: string,
  { assignments, unsure = [] }: PolicyPerson,
): NewcomerProblem | undefined {
  const has = effectivePlans([...assignments, ...unsure].filter(isInForce), licences);
  const added = new Set([...enabled].filter((id) => !has.has(id)));
  const clash = clashOf(has, added, licences);
  if (!clash) return undefined;
  const found = problem("plans-clash", { policy: inputs.displayName, who, ...clash });
  return { word: "MutuallyExclusiveViolation", problem: found, stopsNobodyElse: true };
}

/** A group that was someone's may give much that the spec does not name: to its own people, and to no one else unasked. */
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
        problem: problem("group-gives-more", { policy: inputs.displayName, who: address, gifts }),
      };
}

/** A plan that is on only because Graph wants it beside another must be switched on for no one who has it not already. */
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
        problem: problem("plan-needs-another", {
          policy: inputs.displayName,
          plan: lacking,
          lacking: [address],
        }),
      };
}

/** A policy's group before and after. */
export interface PolicyChange {
  readonly inputs: PolicyInputs;
  readonly live: LiveGroup;
  readonly licences: readonly Licence[];
  /** What it gives to those who stay. */
  readonly gifts: readonly GroupLicence[];
  readonly removed: ReadonlySet<PolicyPerson>;
}

/** Who would lose a mailbox or a licence for good, or all that the group gives: then nothing is done. */
export function lossProblems({ inputs, live, licences, gifts, removed }: PolicyChange): Problem[] {
  const { id, licences: now } = live.group;
  const stays = (person: PolicyPerson): boolean => !removed.has(person);
  const isTakenOver = inputs.adopt !== undefined;
  const change = { id, licences: now, people: live.people, gifts, stays, isTakenOver };
  return costsOf(change, licences)
    .filter((cost) => !isMeant(cost, inputs))
    .map((cost) => costProblem(inputs.displayName, cost));
}

/** People are listed up to here; more of the same is no news. */
const MOST_LISTED = 25;

/** Not more problems than someone reads. */
export function truncateList(problems: readonly Problem[]): Problem[] {
  const rest = problems.length - MOST_LISTED;
  const listed = problems.slice(0, MOST_LISTED);
  return rest > 0 ? [...listed, problem("more-of-the-same", { count: rest })] : listed;
}
