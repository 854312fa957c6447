import type { Settings } from "../../sandbox/store/settings";

/** Who can be on a calendar in a lifecycle, by number. */
export const PEOPLE = ["amy.shah", "bob.jones", "cat.lee", "dan.fox", "eve.wood"] as const;

/** Clinics of the organisation's calendars, by number. */
export const CLINICS = ["Heart Failure", "Pacemakers", "Murmurs"] as const;

/** What is settled before a lifecycle begins. */
export interface LifecycleSettings
  extends Pick<
    Settings,
    | "duplicateName"
    | "markerOnCreate"
    | "creatorBecomesStaff"
    | "batch"
    | "memberRoleWord"
    | "membershipApproval"
    | "mailboxDelay"
  > {
  /** Other settings of the sandbox that are not at their default. */
  readonly others?: Partial<Settings>;
  readonly starterService: boolean;
  /** Preflight looks at the addresses of new calendars just before someone makes one there: the handlers are to see it. */
  readonly looksTooEarly?: boolean;
  /** Whether the engine writes its state after each resource, or only at the end (PULUMI_SKIP_CHECKPOINTS). */
  readonly checkpoints: boolean;
}

/** A fault that the sandbox has in store for a command. */
export interface LifecycleFault {
  readonly kind: "429" | "503" | "500" | "cut-before" | "cut-after" | "cut-body";
  readonly operation:
    | "*"
    | "staffMember.*"
    | "bookingBusiness.*"
    | "bookingBusiness.create"
    | "bookingBusiness.delete"
    | "POST *";
  readonly nth: number;
  readonly times: number;
}

/** The engine and its provider die before the nth request; whether the stack's outputs were written by then. */
export interface LifecycleCrash {
  readonly before: number;
  readonly outputsSaved: boolean;
}

type Roles = Readonly<Record<string, "admin" | "viewer">>;

/** What someone does in the web app, or presses in an e-mail. */
export type HandEdit =
  | "phone"
  | "add"
  | "add-in-capitals"
  | "remove"
  | "role"
  | "delete"
  | "foreign"
  | "foreign-marked"
  | "unmark"
  | "publish"
  | "approve"
  | "reject";

/** One thing that happens in the lifecycle of a tenant. All of it is plain data, so that a lifecycle can be kept in a file. */
export type Step =
  | { readonly do: "spec"; readonly calendar: number; readonly phone: number; readonly members: Roles }
  | { readonly do: "tombstone"; readonly calendar: number; readonly confirm: "right" | "wrong" | "none" }
  | { readonly do: "revert" | "rename" | "vanish" | "recreate"; readonly calendar: number }
  | { readonly do: "hand"; readonly calendar: number; readonly edit: HandEdit; readonly person: number }
  | { readonly do: "preview"; readonly fault?: LifecycleFault }
  | { readonly do: "up"; readonly fault?: LifecycleFault; readonly crash?: LifecycleCrash }
  | { readonly do: "destroy" };

/** A tenant and what becomes of it. */
export interface Lifecycle {
  readonly settings: LifecycleSettings;
  readonly steps: readonly Step[];
}
