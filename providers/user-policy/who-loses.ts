import { type Cost, costsOf, isMeant, LOSS_CODES } from "../../src/plan/licences/costs";
import type { Licence } from "../../src/plan/licences/licence";
import type { GroupGift } from "../../src/plan/licences/losses";
import { textOf } from "../refuse";
import type { LiveGroup } from "./look";
import type { PolicyInputs } from "./policy-inputs";
import type { PolicyPerson } from "./policy-person";

/** A policy's group before and after. */
export interface PolicyChange {
  readonly inputs: PolicyInputs;
  readonly live: LiveGroup;
  readonly licences: readonly Licence[];
  /** What it gives to those who stay. */
  readonly gifts: readonly GroupGift[];
  readonly removed: ReadonlySet<PolicyPerson>;
}

/** Who would lose a mailbox or a licence for good, or all that the group gives: then nothing is done. */
export function whoLoses({ inputs, live, licences, gifts, removed }: PolicyChange): string[] {
  const { id, licences: now } = live.group;
  const stays = (person: PolicyPerson): boolean => !removed.has(person);
  const costs = costsOf({ id, licences: now, people: live.people, gifts, stays }, licences);
  return costs.filter((cost) => !isMeant(cost, inputs)).map((cost) => sentence(inputs.displayName, cost));
}

function sentence(policy: string, cost: Cost): string {
  const { who } = cost;
  if (cost.what === "everything") return textOf("plans-clash", { policy, who, ...cost.clash });
  return textOf(LOSS_CODES[cost.what], { policy, who });
}
