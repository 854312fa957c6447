import type { KnownPeople } from "../model/person";
import type { PolicySet, SetChange } from "../model/policy-fields";
import type { Place } from "../problem/place";
import type { Problem } from "../problem/problem";

/** What a role is called everywhere people read it. */
export type RoleWord = "admin" | "viewer";

/** A value that differs. `from` is what is there now, `to` what the specs ask for; absent = nothing. */
interface Change<Value extends string> {
  readonly from?: Value;
  readonly to?: Value;
  readonly at?: Place;
  /** Someone changed it in the tenant since the last run, beside what the author of the specs changed. */
  readonly outside?: true;
}

/** One field whose value differs. */
export interface FieldChange extends Change<string> {
  readonly field: string;
}

/** One person on a calendar: added (`from` absent), removed (`to` absent) or given the other role. */
export interface MemberChange extends Change<RoleWord> {
  readonly address: string;
}

/**
 * What happens to one calendar.
 * `complete` = finish what an earlier run began; `recreate` = the tenant lost it and the spec confirms to make it again;
 * `record` = it was deleted long ago and this state does not know it: nothing is written to the tenant.
 * `hand-over` = another organisation has it from now on; `take-over` = this one has it from another.
 */
export type ChangeKind =
  | "create"
  | "update"
  | "complete"
  | "recreate"
  | "record"
  | "delete"
  | "hand-over"
  | "take-over"
  | "unchanged";

export interface CalendarChange {
  readonly name: string;
  readonly address: string;
  readonly organisation: string;
  readonly kind: ChangeKind;
  readonly fields: readonly FieldChange[];
  readonly members: readonly MemberChange[];
  /** The kind's line of the spec. */
  readonly at?: Place;
  /** Whether the tenant, and not the specs, moved since the last run: then the change repairs drift. */
  readonly repairsDrift: boolean;
  /** For a deletion: why, and how many future appointments go with the calendar where that is known. */
  readonly deletion?: {
    readonly reason: string;
    readonly futureAppointments?: number;
  };
  /** For a hand-over: the organisation that receives it, and why. For a take-over: the one that had it. */
  readonly handover?: { readonly other: string; readonly reason?: string };
}

/** What goes with a calendar that is deleted. */
export interface DeletionFacts {
  readonly people: number;
  readonly futureAppointments: number;
}

/** Something of a policy that is added or removed: an application, or a person. */
export interface SwitchChange extends SetChange {
  readonly at?: Place;
}

/** What happens to one user policy. */
export interface PolicyChange extends Readonly<Record<PolicySet, readonly SwitchChange[]>> {
  readonly name: string;
  readonly displayName: string;
  readonly organisation: string;
  readonly kind: ChangeKind;
  readonly at?: Place;
  readonly repairsDrift: boolean;
  readonly deletion?: { readonly reason: string };
  /** The group that the spec takes over: now, or whose people are all listed from now on. */
  readonly adopts?: "now" | "completed";
}

/** What became of one change in a run of `up`; `unknown` = the run ended during it, and could not say. */
export type Outcome = "done" | "failed" | "unknown" | "not-tried";

/** What became of a change in a run of `up`. */
export interface OutcomeOf<Changed> {
  readonly change: Changed;
  readonly outcome: Outcome;
  /** Why it failed or was not tried. */
  readonly problems: readonly Problem[];
}

export type CalendarOutcome = OutcomeOf<CalendarChange>;
export type PolicyOutcome = OutcomeOf<PolicyChange>;

export interface Plan {
  readonly organisation: string;
  readonly changes: readonly CalendarChange[];
  /** Of the organisation's user policies. */
  readonly policies?: readonly PolicyChange[];
  /** The names of people in it, as far as the directory told them. */
  readonly people?: KnownPeople;
  /** The organisation itself is retired. */
  readonly ends?: true;
  /** Addresses of calendars that are left as they are, each because of an error of its own. */
  readonly held?: readonly string[];
}
