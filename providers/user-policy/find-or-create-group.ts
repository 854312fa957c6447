import type { GraphClient } from "../../src/graph/graph-client";
import { GraphError } from "../../src/graph/graph-error";
import { administrativeUnits, type FoundGroup, parseFoundGroup } from "../../src/graph/resources/groups";
import type { PolicyInputs } from "../../src/model/policy-fields";
import { carriesMark, isOurs, markerOf } from "../../src/model/policy-marker";
import { lookAtUnit, type Unit } from "../../src/tenant/groups";
import { refuse } from "../refuse";
import type { PolicyContext } from "./context";

/** Looks after a lost answer: a new group may appear late. */
const LOOKS_MS = [0, 2000, 5000, 10_000];

/**
 * The policy's group among those of the unit: the recorded one, the one that the spec takes over, or one that an interrupted
 * run left. Refuses what is in the way or someone's.
 */
export function findGroup(
  unit: Unit,
  inputs: PolicyInputs,
  recorded: string | undefined,
): FoundGroup | undefined {
  const policy = inputs.displayName;
  const wanted = inputs.adopt?.group.toLowerCase() ?? recorded;
  if (wanted !== undefined) {
    const group = unit.groups.find(({ id }) => id === wanted);
    if (!group || !isOurs(group, inputs))
      throw refuse("group-not-ours", { policy, group: wanted, organisation: inputs.organisation });
    return group;
  }
  const marked = unit.groups.filter((group) => carriesMark(group, inputs));
  if (marked.length > 1) throw refuse("group-twice", { policy, groups: marked.map(({ id }) => id) });
  const namesake = unit.groups.find(({ displayName }) => displayName.toLowerCase() === policy.toLowerCase());
  if (marked.length === 0 && namesake) throw refuse("group-name-taken", { policy, group: namesake.id });
  return marked[0];
}

/** Makes the group inside the unit, once: after a lost answer it looks, and leaves the rest to the next run. */
export async function createGroup(
  context: PolicyContext,
  writer: GraphClient,
  unit: Unit,
  inputs: PolicyInputs,
): Promise<FoundGroup> {
  const call = administrativeUnits.createGroup(unit.id, {
    displayName: inputs.displayName,
    description: markerOf(inputs),
  });
  try {
    const group = parseFoundGroup((await writer.send(call)).body);
    if (group) return group;
  } catch (error) {
    if (!(error instanceof GraphError) || error.kind !== "lost-answer") throw error;
  }
  for (const wait of LOOKS_MS) {
    await context.sleep(wait);
    const found = findGroup(await findUnit(writer, inputs), inputs, undefined);
    if (found) return found;
  }
  throw refuse("group-not-seen", { policy: inputs.displayName });
}

/** Finds the unit; refuses where there is none, or several. */
export async function findUnit(
  client: GraphClient,
  { organisation }: Pick<PolicyInputs, "organisation">,
): Promise<Unit> {
  const unit = await lookAtUnit(client, organisation);
  if ("count" in unit) throw refuse("unit-not-found", { organisation, count: unit.count });
  return unit;
}
