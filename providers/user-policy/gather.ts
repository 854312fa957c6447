import type { GraphClient } from "../../src/graph/graph-client";
import { parseSkus, subscribedSkus } from "../../src/graph/resources/subscribed-skus";
import { Refusal } from "../refuse";
import { type Decision, decide, newcomers } from "./decide";
import { few } from "./few";
import { findPeople } from "./find-people";
import { licenceOf, lookAtGroup } from "./look";
import { findGroup } from "./obtain-group";
import { onceAllIsDone } from "./once-all-is-done";
import type { Facts } from "./policy-facts";
import type { PolicyInputs } from "./policy-inputs";
import type { PolicyRecord } from "./policy-record";
import { type Unit, unitOf } from "./unit";

/** What is known, and what follows. */
export interface Gathered {
  readonly unit: Unit;
  readonly facts: Facts;
  readonly decision: Decision;
}

/** Looks at everything before the first write, and refuses if any of it speaks against the whole. */
export async function gather(
  writer: GraphClient,
  inputs: PolicyInputs,
  record: PolicyRecord | undefined,
): Promise<Gathered> {
  const [unit, skus] = await Promise.all([unitOf(writer, inputs), writer.send(subscribedSkus.list())]);
  const licences = parseSkus(skus.body);
  const licence = licenceOf(inputs, licences);
  const recorded = record && record.live.status !== "missing" ? record.live.group : undefined;
  const group = findGroup(unit, inputs, recorded);
  const seen = group && (await lookAtGroup(writer, inputs, group.id));
  const asked = await findPeople(writer, newcomers(inputs, seen), inputs.organisationAttribute);
  const people = [...(seen?.people ?? []), ...asked.values()];
  const settled = await onceAllIsDone(writer, inputs, unit, group?.id, people, licences);
  const live = seen && { ...seen, people: seen.people.map(settled) };
  const found = new Map([...asked].map(([address, person]) => [address, settled(person)]));
  const facts: Facts = { inputs, record, licence, licences, live, found };
  const decision = decide(facts);
  if (decision.problems.length > 0) {
    throw new Refusal("policy-refused", few(decision.problems).join("\n"));
  }
  return { unit, facts, decision };
}
