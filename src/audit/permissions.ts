import type { LimitOverride } from "../model/organisation";
import type { BookingCalendarSpec } from "../spec/generated/booking-calendar-spec";
import type { Step } from "./revision";

/** Leave to exceed a limit, or to go on with a problem of an adopted calendar, for as long as the specs gave it. */
export interface Permission {
  readonly organisation: string;
  /** Of an exception, the calendar's address. */
  readonly calendar: string;
  /** The limit or the problem. */
  readonly what: string;
  /** How much the limit is raised to. */
  readonly number: string;
  readonly about: string;
  readonly reason: string;
  /** Who sees to it; of a limit, whoever wrote it. */
  readonly owner: string;
  readonly expires: string;
  readonly since: Step;
  readonly until?: Step;
}

/** What one file gives leave to, before it is known since when. */
export type Given = Omit<Permission, "since" | "until" | "owner"> & { readonly owner?: string };

/** What an organisation's overrides of limits give. */
export function overridesOf(organisation: string, overrides: readonly LimitOverride[]): Given[] {
  return overrides.map(({ limit, number, reason, expires }) => ({
    ...{ organisation, calendar: "", what: limit, number: String(number), about: "" },
    ...{ reason, expires },
  }));
}

/** What a calendar's exceptions give. */
export function exceptionsOf(
  organisation: string,
  calendar: string,
  { exceptions = [] }: Pick<BookingCalendarSpec, "exceptions">,
): Given[] {
  return exceptions.map(({ problem, about = "", reason, owner, expires }) => ({
    ...{ organisation, calendar, what: problem, number: "", about },
    ...{ reason, owner, expires },
  }));
}

/** Follows permissions through the history of the files that give them. A file that is moved ends none. */
export class PermissionReader {
  readonly #byFile = new Map<string, ReadonlyMap<string, Given>>();
  readonly #open = new Map<string, Permission>();
  readonly #ended: Permission[] = [];

  /** What some files give after a step; one that is no longer there, nothing. */
  read(files: ReadonlyMap<string, readonly Given[]>, step: Step): void {
    const touched = new Map<string, Given>();
    for (const [path, given] of files) {
      const now = new Map(given.map((one) => [JSON.stringify(one), one]));
      for (const [key, one] of [...(this.#byFile.get(path) ?? []), ...now]) touched.set(key, one);
      if (now.size > 0) this.#byFile.set(path, now);
      else this.#byFile.delete(path);
    }
    for (const [key, one] of touched) {
      const isGiven = [...this.#byFile.values()].some((given) => given.has(key));
      const open = this.#open.get(key);
      if (isGiven && !open) this.#open.set(key, { ...one, owner: one.owner ?? step.author, since: step });
      if (isGiven || !open) continue;
      this.#ended.push({ ...open, until: step });
      this.#open.delete(key);
    }
  }

  /** All of them, by organisation and calendar, the oldest first. */
  permissions(): Permission[] {
    const order = ({ organisation, calendar, since, what }: Permission): string =>
      [organisation, calendar.toLowerCase(), since.at, what].join(" ");
    return [...this.#ended, ...this.#open.values()].sort((one, other) =>
      order(one) < order(other) ? -1 : Number(order(one) > order(other)),
    );
  }
}
