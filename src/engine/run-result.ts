import type { GraphField, Values } from "../model/calendar-fields";
import type { RecordedStatus } from "../model/calendar-record";
import type { MembershipStatus } from "../model/calendar-roles";
import type { KnownPerson, LookedUp } from "../model/person";
import type { CalendarOutcome, Plan, PolicyOutcome } from "../plan/change";
import type { AskedValues } from "../plan/inventory";
import type { Evidence } from "../plan/reviewed-plan";
import type { StepsToApply } from "../plan/steps-to-apply";
import type { Occupant } from "../preflight/preflight-view";
import type { Problem } from "../problem/problem";

/** How a run ended; `src/problem/exit-code.ts` turns it into the exit code. */
export type RunOutcome =
  | "unchanged"
  | "changed"
  /** Of a preview: single calendars are held back, and the others would be changed. */
  | "held"
  | "invalid"
  | "refused"
  | "sign-in"
  | "partial"
  | "unreadable"
  | "failed"
  | "interrupted";

/** One run of the engine over one organisation. */
export interface RunResult {
  readonly organisation: string;
  readonly plan: Plan;
  /** What the program found before it registered anything, warnings included. */
  readonly problems: readonly Problem[];
  /** What became of each change (`up` only). */
  readonly outcomes: readonly CalendarOutcome[];
  /** The same of user policies. */
  readonly policyOutcomes?: readonly PolicyOutcome[];
  readonly outcome: RunOutcome;
  /**
   * Names of calendars and policies that the tenant shows otherwise than the state, be it only in what no spec asks for, such as
   * who has confirmed: the state is to take it in.
   */
  readonly behind: readonly string[];
  /** What the plan rests on: of a preview that may be applied. */
  readonly evidence?: Evidence;
  /** What an `up` of it may do. */
  readonly reviewed?: Reviewed;
  /** Of a preview: what was looked up. */
  readonly lookedUp?: LookedUpBefore;
  /** Pulumi's own words, uncoloured, for whoever wants them. */
  readonly pulumiOutput: string;
  readonly seconds: number;
}

/** Under which review a run makes its changes. */
export interface Review {
  /** Digest of the plan. */
  readonly plan: string;
  /** The address of the pull request. */
  readonly change?: string;
  readonly approvedBy?: string;
}

/** What a preview showed, as `up` is to do it. */
export interface Reviewed {
  readonly plan: Plan;
  readonly steps: StepsToApply;
  /** Names of the calendars and policies that the run touches, and reads again. Absent where it is all of them. */
  readonly only?: readonly string[];
  /** What is held back. */
  readonly held?: {
    /** Names of the calendars. */
    readonly names: readonly string[];
    /** The errors that say why. */
    readonly problems: readonly Problem[];
  };
}

/** What a preview found out about people and new addresses, and when, in milliseconds of `performance.now()`. */
export interface LookedUpBefore {
  readonly people: ReadonlyMap<string, LookedUp>;
  /** Addresses of calendars to be made that are no one's. The handler looks at each again before it makes one. */
  readonly free: ReadonlyMap<string, Occupant>;
  readonly at: number;
}

/** What a long run tells while it works. */
export interface ProgressEvent {
  readonly organisation: string;
  /** What is being done: the stage, or a calendar by name. */
  readonly stage: "opening" | "reading" | "comparing" | "changing";
  readonly calendar?: string;
  readonly done: number;
  readonly total?: number;
}

export interface RunOptions {
  /** The folder with `specs/`, `stacks/` and `Pulumi.yaml`. */
  readonly root: string;
  /** The organisation's short name in lower case, which is the stack's name. */
  readonly organisation: string;
  readonly onProgress?: (event: ProgressEvent) => void;
  /** What was shown and confirmed: an `up` does nothing else. */
  readonly reviewed?: Reviewed;
  /** What the preview looked up: a run that follows at once does not ask again. */
  readonly lookedUp?: LookedUpBefore;
  /** What the journal is to say of the review. */
  readonly review?: Review;
  readonly signal?: AbortSignal;
}

/** A calendar as the state records it. */
export interface RecordedCalendar extends Values<GraphField> {
  readonly name: string;
  readonly address: string;
  readonly organisation: string;
  readonly status: RecordedStatus;
  /** The spec's file relative to the root, when the inventory knows it. */
  readonly file?: string;
  readonly members: readonly RecordedMember[];
  /** What the specs of the last run asked for, where the inventory knows it: the tenant may have moved since. */
  readonly asked?: AskedCalendar;
  /** It was made moments ago and no one has seen it yet: its absence proves nothing. */
  readonly unseen?: true;
  /** How many times it was created again after the tenant lost it. */
  readonly recreations?: number;
  /** Address in lower case → id of the account that had it when it was put on the calendar. */
  readonly persons?: Readonly<Record<string, string>>;
  /** What it can be told by from another one that someone makes at its address. */
  readonly knownBy?: { readonly marker: "ours" | "none" | "foreign"; readonly rows: readonly string[] };
}

/** A calendar as the specs asked for it when the last run was made. */
export interface AskedCalendar extends AskedValues {
  readonly members: Readonly<Record<string, "admin" | "viewer">>;
  /** What Graph called a viewer then. */
  readonly viewerRole: string;
}

export interface RecordedMember {
  readonly address: string;
  /** As the directory told it when the last run was made. */
  readonly person?: KnownPerson;
  readonly role: "admin" | "viewer";
  readonly membership: MembershipStatus;
}

/** A user policy as the state records it. */
export interface RecordedPolicy {
  readonly name: string;
  readonly displayName: string;
  /** Short name as displayed. */
  readonly organisation: string;
  readonly baseLicence: string;
  readonly applications: readonly string[];
  /** `retiring`: its end has begun. */
  readonly status: "active" | "retiring" | "deleted" | "missing";
  /** The spec's file relative to the root, when the inventory knows it. */
  readonly file?: string;
  readonly users: readonly RecordedUser[];
  /** How many people are in a group that is being taken over, and are not listed yet. */
  readonly unlisted: number;
  /** What the specs of the last run asked for, where the inventory knows it. */
  readonly asked?: { readonly applications: readonly string[]; readonly users: readonly string[] };
  /** By the address under which someone is listed: the id of the account that had it then. */
  readonly persons?: Readonly<Record<string, string>>;
  /** As its handler left it: by it the tenant is read again. */
  readonly record?: unknown;
}

/** Someone on a policy, and what the directory has made of it. */
export interface RecordedUser {
  readonly address: string;
  /** As the directory told it when the last run was made. */
  readonly person?: KnownPerson;
  readonly licence: "processed" | "in-progress" | "failed" | "unknown";
  /** The directory's word for why it failed. */
  readonly word?: string;
}

/** Everything that the state records of an organisation. */
export interface Recorded {
  readonly calendars: readonly RecordedCalendar[];
  readonly policies: readonly RecordedPolicy[];
}
