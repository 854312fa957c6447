import type { Recorded } from "../engine/run-result";
import type { ListedCalendar } from "../report/listed-calendar";
import type { ListedPolicy } from "../report/listed-policy";
import type { Context } from "./context";
import { plannedCalendars, plannedPolicies } from "./planned";
import { Progress } from "./progress";
import { type SpecEstate, specEstate } from "./spec-estate";

/** What some organisations have. */
export interface Listed {
  /** In order of address. */
  readonly calendars: readonly ListedCalendar[];
  /** In order of name. */
  readonly policies: readonly ListedPolicy[];
  readonly estate: SpecEstate;
}

/** Calendars and policies of some organisations as the last run left them, and those that only the specs know. */
export async function listed(
  { io, services }: Context,
  root: string,
  organisations: readonly string[],
): Promise<Listed> {
  const engine = await services.engine(io, root);
  const progress = new Progress(io);
  const calendars: ListedCalendar[] = [];
  const policies: ListedPolicy[] = [];
  try {
    for (const organisation of organisations) {
      progress.step(`${organisation}: reading what the last run left`);
      const isLocked = (await engine.lockHolders({ root, organisation })).length > 0;
      const recorded: Recorded = await engine.readRecorded({ root, organisation, signal: io.signal });
      calendars.push(...(isLocked ? recorded.calendars.map(underWay) : recorded.calendars));
      policies.push(...(isLocked ? recorded.policies.map(underWay) : recorded.policies));
    }
  } finally {
    progress.done();
  }
  const estate = specEstate(root, organisations);
  return {
    calendars: together(calendars, estate.organisations.flatMap(plannedCalendars), ({ address }) => address),
    policies: together(policies, estate.organisations.flatMap(plannedPolicies), ({ name }) => name),
    estate,
  };
}

/** While a run works on the organisation nobody knows how what is active will end. */
function underWay<T extends { readonly status: string }>(one: T): T | (T & { readonly status: "updating" }) {
  return one.status === "active" ? { ...one, status: "updating" } : one;
}

/** What is planned only counts where no run knows of it yet. */
function together<T extends { readonly name: string }>(
  recorded: readonly T[],
  planned: readonly T[],
  orderOf: (one: T) => string,
): T[] {
  const known = new Set(recorded.map(({ name }) => name));
  return [...recorded, ...planned.filter(({ name }) => !known.has(name))].sort((one, other) =>
    orderOf(one).localeCompare(orderOf(other), "en"),
  );
}
