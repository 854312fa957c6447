import type { InventoryEntry } from "../plan/inventory";
import type { Problem } from "../problem/problem";
import { tenantLooksWrong } from "./limit-problems";
import type { PreflightInput, PreflightView } from "./preflight-view";

/** Up to this number are not “many at once”: each is told by itself, and nothing is asked for them here. */
const FEW = 4;

/**
 * Calendars that were there when the last run ended, as far as the journal knows. Not those that the specs ask to delete or
 * hand over: a run that was killed may have done so.
 */
function madeOf({ before, wasMade, model }: PreflightInput): InventoryEntry[] {
  const going = new Set(model.calendars.filter(({ status }) => status !== "active").map(({ name }) => name));
  return Object.entries(before?.calendars ?? {})
    .filter(([name, { status, address }]) => status === "active" && !going.has(name) && wasMade(address))
    .map(([, entry]) => entry);
}

/**
 * Many calendars missing at once: is this the right tenant? Lists by the organisation's name tell which are there; as a list
 * proves no absence, each of the others is asked for by itself. What cannot be read is not missing: row DEL-3.
 */
export async function missingCalendars(input: PreflightInput, view: PreflightView): Promise<Problem[]> {
  const made = madeOf(input);
  if (made.length <= FEW) return [];
  const { shortName } = input.model.organisation;
  try {
    const { addresses } = await view.listed(shortName);
    const listed = new Set(addresses.map((one) => one.toLowerCase()));
    const unlisted = made.filter(({ address }) => !listed.has(address.toLowerCase()));
    const absent = await Promise.all(unlisted.map(({ address }) => view.isConfirmedAbsent(address)));
    const count = absent.filter(Boolean).length;
    return count <= FEW ? [] : tenantLooksWrong({ count, total: made.length }, input);
  } catch {
    return [];
  }
}
