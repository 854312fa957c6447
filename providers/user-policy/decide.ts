import { disabledFor, enabledIn, plansOf, wantedPlans } from "../../src/plan/licences/application-plans";
import { giftsWith, isAdditive } from "../../src/plan/licences/costs";
import type { Licence } from "../../src/plan/licences/licence";
import { textOf } from "../refuse";
import type { LiveGroup } from "./look";
import { newcomerProblem } from "./newcomer-problem";
import type { Facts } from "./policy-facts";
import type { PolicyInputs } from "./policy-inputs";
import { fromGroup, type PolicyPerson } from "./policy-person";
import type { PolicyRecord } from "./policy-record";
import { whoLoses } from "./who-loses";

/** What is to be done. */
export interface Decision {
  readonly add: readonly PolicyPerson[];
  readonly remove: readonly PolicyPerson[];
  /** In the group, and without what it has: taken off and put on again, the directory tries once more. */
  readonly retry: readonly PolicyPerson[];
  /** Ids of the plans that are to be on. */
  readonly enabled: ReadonlySet<string>;
  /** Listed people who cannot be put on (again), and why. */
  readonly left: Readonly<Record<string, string>>;
  /** Why nothing at all is done. */
  readonly problems: readonly string[];
}

/** Listed addresses that lead to nobody in the group. */
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
  const retry = (live?.people ?? []).filter(
    (person) =>
      isListed(person) && live && fromGroup(person, live.group.id, licence.skuId)?.state === "Error",
  );
  return {
    add,
    remove,
    retry,
    enabled,
    left,
    problems: [
      ...missingApplications(facts),
      ...problems,
      ...(live
        ? whoLoses({
            inputs,
            live,
            licences,
            gifts: giftsWith(live.group.licences, licence.skuId, disabledFor(enabled, licence)),
            removed: new Set(remove),
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
  const problems: string[] = [];
  for (const address of newcomers(inputs, live)) {
    const person = found.get(address);
    const problem = newcomerProblem(facts, enabled, address, person);
    if (person && !problem) {
      add.set(person.id, person);
    } else if (problem && (problem.stopsNobodyElse || wasListed(record, address))) {
      left[address] = problem.word;
    } else if (problem) {
      problems.push(problem.text);
    }
  }
  return { add: [...add.values()], left, problems };
}

/** Somebody the last runs knew has left or lost a licence since: no reason to stop the others' changes. */
function wasListed(record: PolicyRecord | undefined, address: string): boolean {
  return record !== undefined && (address in record.users || address in record.live.failures);
}

function enabledAfter({ inputs, record, live, licence }: Facts): Set<string> {
  const wanted = wantedPlans(Object.keys(inputs.applications), licence);
  for (const name of record?.live.helperPlans ?? []) {
    for (const { id } of licence.plans.filter((plan) => plan.name === name)) wanted.add(id);
  }
  if (!inputs.adopt) return wanted;
  // of a group that was somebody's, only what this policy itself had switched on is ever switched off
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

function missingApplications({ inputs, licence }: Facts): string[] {
  return Object.keys(inputs.applications)
    .filter((application) => plansOf(application, licence).length === 0)
    .map((application) =>
      textOf("application-not-in-licence", {
        policy: inputs.displayName,
        application,
        licence: inputs.licence,
      }),
    );
}
