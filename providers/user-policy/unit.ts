import { allPages } from "../../src/graph/all-pages";
import type { GraphClient } from "../../src/graph/graph-client";
import { isRecord } from "../../src/graph/is-record";
import { administrativeUnits } from "../../src/graph/resources/administrative-units";
import type { Group } from "../../src/graph/resources/group";
import { itemsIn } from "../../src/graph/resources/items-in";
import { parseGroup } from "../../src/graph/resources/parse-group";
import { textOf } from "../../src/graph/resources/text-of";
import { refuse } from "../refuse";
import type { PolicyInputs } from "./policy-inputs";

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
export async function unitOf(client: GraphClient, { organisation }: PolicyInputs): Promise<Unit> {
  const { body } = await client.send(administrativeUnits.named(unitNames(organisation)));
  const found = unitsIn(body, organisation);
  const [unit, ...more] = found;
  if (!unit || more.length > 0) {
    throw refuse("unit-not-found", { organisation, count: found.length });
  }
  const id = textOf(unit["id"]);
  const items = await allPages(client, administrativeUnits.groups(id));
  return { id, groups: items.flatMap((item) => parseGroup(item) ?? []) };
}
