import type { OrganisationModel } from "../model/estate";
import type { Inventory } from "../plan/inventory";
import { type Problem, problem } from "../problem/problem";
import { valueAt } from "../spec/value-at";

/** What the journal says that runs which ended have made and deleted, by address or policy name in lower case. */
export interface KnownToJournal {
  readonly kept: ReadonlySet<string>;
  readonly deleted: ReadonlySet<string>;
}

/** What was found out about a run's predecessor. */
interface Predecessor {
  readonly stack: string;
  readonly model: OrganisationModel;
  readonly before: Inventory | undefined;
  readonly noted: KnownToJournal;
  /** Addresses and policy names in lower case that the state has; only asked for where the inventory lacks something. */
  recorded(): Promise<ReadonlySet<string>>;
}

/**
 * A state that was lost, or is older than the journal. Without its records limits, tombstones and vanished specs would
 * not be known. A run that was interrupted left no inventory, so what is missing there is looked for in the state itself.
 */
export async function lostRecords({
  stack,
  model,
  before,
  noted,
  recorded,
}: Predecessor): Promise<Problem[]> {
  const known = namesIn(before);
  const absent = [...noted.kept].filter((name) => !known.has(name));
  const inState = absent.length > 0 ? await recorded() : new Set<string>();
  const lost = absent.filter((name) => !inState.has(name));
  const alive = model.calendars.filter(({ status }) => status === "active");
  const revived = alive.filter(
    ({ name, address }) =>
      noted.deleted.has(address.toLowerCase()) && before?.calendars[name]?.status !== "deleted",
  );
  const names = [...lost, ...revived.map(({ address }) => address)].sort();
  if (names.length === 0) return [];
  const isEmpty = before === undefined && inState.size === 0;
  return [
    isEmpty ? problem("state-lost", { organisation: stack }) : problem("state-older", { stack, names }),
  ];
}

function namesIn(before: Inventory | undefined): ReadonlySet<string> {
  const calendars = Object.values(before?.calendars ?? {}).map(({ address }) => address);
  const policies = Object.values(before?.policies ?? {}).map(({ displayName }) => displayName);
  return new Set([...calendars, ...policies].map((name) => name.toLowerCase()));
}

/** The addresses of calendars and names of policies in an exported state, in lower case. */
export function namesInState(exported: unknown): ReadonlySet<string> {
  const resources = valueAt(exported, "/deployment/resources");
  const names = (Array.isArray(resources) ? resources : []).flatMap((one: unknown) => [
    valueAt(one, "/outputs/address"),
    valueAt(one, "/outputs/displayName"),
  ]);
  return new Set(names.flatMap((name) => (typeof name === "string" ? [name.toLowerCase()] : [])));
}
