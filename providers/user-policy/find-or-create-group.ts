import type { GraphClient } from "../../src/graph/graph-client";
import { GraphError } from "../../src/graph/graph-error";
import { administrativeUnits, type Group, parseGroup } from "../../src/graph/resources/groups";
import { isRecord, itemsIn, parseItems, textOf } from "../../src/graph/wire";
import type { PolicyInputs } from "../../src/model/policy-fields";
import { carriesMark, isOurs, markerOf } from "../../src/model/policy-marker";
import { refuse } from "../refuse";
import type { PolicyContext } from "./context";

/** Looks after a lost answer: a new group may appear late. */
const LOOKS_MS = [0, 2000, 5000, 10_000];

/**
 * The policy's group among those of the unit: the recorded one, the one that the spec takes over, or one that an interrupted
 * run left. Refuses what is in the way or somebody's.
 */
export function findGroup(unit: Unit, inputs: PolicyInputs, recorded: string | undefined): Group | undefined {
  const policy = inputs.displayName;
  const wanted = inputs.adopt?.group.toLowerCase() ?? recorded;
  if (wanted !== undefined) {
    const group = unit.groups.find(({ id }) => id === wanted);
    if (!group || !isOurs(group, inputs)) {
      throw refuse("group-not-ours", { policy, group: wanted, organisation: inputs.organisation });
    }
    return group;
  }
  const marked = unit.groups.filter((group) => carriesMark(group, inputs));
  if (marked.length > 1) {
    throw refuse("group-twice", { policy, groups: marked.map(({ id }) => id) });
  }
  const namesake = unit.groups.find(({ displayName }) => displayName.toLowerCase() === policy.toLowerCase());
  if (marked.length === 0 && namesake) {
    throw refuse("group-name-taken", { policy, group: namesake.id });
  }
  return marked[0];
}

/** Makes the group inside the unit, once: after a lost answer it looks, and leaves the rest to the next run. */
export async function createGroup(
  context: PolicyContext,
  writer: GraphClient,
  unit: Unit,
  inputs: PolicyInputs,
): Promise<Group> {
  const call = administrativeUnits.createGroup(unit.id, {
    displayName: inputs.displayName,
    description: markerOf(inputs),
  });
  try {
    const group = parseGroup((await writer.send(call)).body);
    if (group) {
      return group;
    }
  } catch (error) {
    if (!(error instanceof GraphError) || error.kind !== "lost-answer") {
      throw error;
    }
  }
  for (const wait of LOOKS_MS) {
    await context.sleep(wait);
    const found = findGroup(await findUnit(writer, inputs), inputs, undefined);
    if (found) {
      return found;
    }
  }
  throw refuse("group-not-seen", { policy: inputs.displayName });
}

/** The organisation's administrative unit with its groups: what is in no unit of ours is never touched. */
export interface Unit {
  readonly id: string;
  readonly groups: readonly Group[];
}

/** What its unit is called, the first first: the tenant stack's name, or a tenant's own named after the organisation. */
export const unitNames = (organisation: string): [string, string] => [
  `Bookings ${organisation}`,
  organisation,
];

/** The units of an organisation among those in an answer: all of the first name that there is one of. */
export function unitsIn(body: unknown, organisation: string): readonly Readonly<Record<string, unknown>>[] {
  const values = itemsIn(body).filter(isRecord);
  const found = unitNames(organisation)
    .map((name) => values.filter((one) => textOf(one["displayName"]).toLowerCase() === name.toLowerCase()))
    .find((units) => units.length > 0);
  return found ?? [];
}

/** Finds the unit. */
export async function findUnit(
  client: GraphClient,
  { organisation }: Pick<PolicyInputs, "organisation">,
): Promise<Unit> {
  const { body } = await client.send(administrativeUnits.named(unitNames(organisation)));
  const found = unitsIn(body, organisation);
  const [unit, ...more] = found;
  if (!unit || more.length > 0) {
    throw refuse("unit-not-found", { organisation, count: found.length });
  }
  const id = textOf(unit["id"]);
  const listed = await client.send(administrativeUnits.groups(id));
  return { id, groups: parseItems(listed.body, parseGroup) };
}
