import { allPages } from "../../src/graph/all-pages";
import type { GraphClient } from "../../src/graph/graph-client";
import { isRecord } from "../../src/graph/is-record";
import { administrativeUnits } from "../../src/graph/resources/administrative-units";
import type { Group } from "../../src/graph/resources/group";
import { parseGroup } from "../../src/graph/resources/parse-group";
import { textOf } from "../../src/graph/resources/text-of";
import { refuse } from "../refuse";
import type { PolicyInputs } from "./policy-inputs";

/** The organisation's administrative unit with its groups: what is in no unit of ours is never touched. */
export interface Unit {
  readonly id: string;
  readonly groups: readonly Group[];
}

/** Finds the unit. The tenant stack names it «Bookings Leeds»; a tenant's own unit named after the organisation does too. */
export async function unitOf(client: GraphClient, { organisation }: PolicyInputs): Promise<Unit> {
  const names = [`Bookings ${organisation}`, organisation];
  const { body } = await client.send(administrativeUnits.named(names));
  const values = isRecord(body) && Array.isArray(body["value"]) ? body["value"].filter(isRecord) : [];
  const found = names
    .map((name) => values.filter((one) => textOf(one["displayName"]).toLowerCase() === name.toLowerCase()))
    .find((units) => units.length > 0);
  const [unit, ...more] = found ?? [];
  if (!unit || more.length > 0) {
    throw refuse("unit-not-found", { organisation, count: found?.length ?? 0 });
  }
  const id = textOf(unit["id"]);
  const items = await allPages(client, administrativeUnits.groups(id));
  return { id, groups: items.flatMap((item) => parseGroup(item) ?? []) };
}
