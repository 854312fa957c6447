import type { OrganisationModel } from "../model/estate";
import type { Inventory } from "../plan/inventory";
import { isError, onlyCalendarOf, type Problem } from "../problem/problem";

/** A calendar that a run leaves as it is, because of an error of its own. */
export interface HeldBack {
  /** The name of the resource in the state. */
  readonly name: string;
  readonly address: string;
}

/** What decides which calendars may be held back. */
export interface HoldingFacts {
  readonly model: OrganisationModel;
  /** The inventory that the last run left. */
  readonly before: Inventory | undefined;
  /** The organisation itself is retired by this run. */
  readonly ends: boolean;
}

/** As many specs may vanish by a slip; more are more likely a checkout that went wrong. */
const FEW = 4;

/**
 * The calendars to hold back, so that the organisation's others go on, in order of address. None where an error concerns
 * more than its calendar: then the whole run is refused. Pure.
 */
export function heldBack(problems: readonly Problem[], facts: HoldingFacts): HeldBack[] {
  const errors = problems.filter(isError);
  const held = errors.map((one) => heldBy(one, facts));
  if (facts.ends || !held.every((one) => one !== undefined) || isLikelyMistake(errors, facts)) return [];
  return [...new Map(held.map((one) => [one.name, one])).values()].sort((one, other) =>
    one.address < other.address ? -1 : 1,
  );
}

/** The errors that the calendars which are held back do not explain: they stop the run. */
export function stoppingErrors(
  problems: readonly Problem[],
  held: ReadonlySet<string>,
  facts: HoldingFacts,
): Problem[] {
  const isHeld = (one: Problem): boolean => held.has(heldBy(one, facts)?.name ?? "");
  return problems.filter((one) => isError(one) && !isHeld(one));
}

function heldBy(one: Problem, { model, before }: HoldingFacts): HeldBack | undefined {
  const address = onlyCalendarOf(one);
  if (address === undefined) return undefined;
  const known = [
    ...model.calendars,
    ...Object.entries(before?.calendars ?? {}).map(([name, entry]) => ({ name, address: entry.address })),
  ];
  const found = known.find((each) => each.address.toLowerCase() === address.toLowerCase());
  return found && { name: found.name, address: found.address };
}

/** Many specs that vanish, or all, are a checkout; one that vanishes where another is new may be a renamed file. */
function isLikelyMistake(errors: readonly Problem[], { model, before }: HoldingFacts): boolean {
  const vanished = errors.filter(({ code }) => code === "calendar-spec-vanished").length;
  if (vanished === 0) return false;
  const recorded = before?.calendars ?? {};
  const isNew = model.calendars.some(({ name }) => !(name in recorded));
  const left = model.calendars.filter(({ status }) => status === "active").length;
  return vanished > FEW || left === 0 || isNew;
}
