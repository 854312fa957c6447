import type { Address } from "../model/address";
import type { UserPolicy } from "../model/user-policy";
import { holdsBeside, type Licence } from "../plan/licences";
import { type Problem, problem } from "../problem/problem";
import type { PolicyFacts } from "../tenant/policies";

/** Those who are new to a policy, with its licence. */
export interface Newcomers {
  readonly policy: UserPolicy;
  readonly addresses: readonly Address[];
  readonly licence: Licence;
}

interface Needy {
  readonly policy: UserPolicy;
  readonly who: Address;
  readonly mail: string;
}

function needyOf({ policy, addresses, licence }: Newcomers, people: PolicyFacts["people"]): Needy[] {
  if (!policy.grantsLicence) return [];
  return addresses.flatMap((who) => {
    const person = people.get(who);
    const needs =
      person !== undefined && "mail" in person && !holdsBeside(person.assignments, licence.skuId, undefined);
    return needs ? [{ policy, who, mail: person.mail.toLowerCase() }] : [];
  });
}

/** Seats that the policies of one run would take together, against those that are free. A person takes one of each licence. */
export function seatProblems(all: readonly Newcomers[], people: PolicyFacts["people"]): Problem[] {
  const licences = new Map(all.map(({ licence }) => [licence.skuId, licence]));
  return [...licences.values()].flatMap((licence) => {
    const same = all.filter((one) => one.licence.skuId === licence.skuId);
    const each = new Map<string, Needy>();
    for (const needy of same.flatMap((one) => needyOf(one, people))) {
      if (!each.has(needy.mail)) each.set(needy.mail, needy);
    }
    if (each.size <= licence.free) return [];
    return [...each.values()].slice(Math.max(0, licence.free)).map(({ policy, who }) => {
      const seats = { needed: each.size, free: licence.free };
      const args = { policy: policy.displayName, licence: policy.baseLicence, who, ...seats };
      return problem("seats-short", args, policy.userPlace(who));
    });
  });
}
