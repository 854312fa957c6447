/** A rule for the tenant's faults, in the words of the sandbox. */
export type FaultRule = Readonly<Record<string, string | number>>;

/** What happens in the tenant by other hands than ours. */
export type TenantAction =
  | { readonly approve: Membership }
  | { readonly reject: Membership }
  | { readonly settings: Readonly<Record<string, string | number | boolean>> }
  | { readonly fault: FaultRule }
  | { readonly noFaults: true }
  | {
      readonly addresses: {
        readonly user: string;
        readonly mail: string;
        readonly aliases?: readonly string[];
      };
    }
  /** `90s`, `15m`, `30d`. */
  | { readonly advance: string }
  /**
   * A request as someone in the web app makes it. `{bob@nhs.net}` in the path is that person's row on the calendar; of a
   * group, the person's id, and `{LeedsVisits}` that of the group.
   */
  | { readonly edit: { readonly method: string; readonly path: string; readonly body?: object } };

interface Membership {
  readonly business?: string;
  readonly address?: string;
}

/** One step: what changes in the specs and in the tenant, then a command and what is expected of it. */
export interface Step {
  /** The sentence of the test; may cite rows. */
  readonly it: string;
  /** Folders of the story to copy over the root folder. */
  readonly specs?: string;
  /** Files that go. */
  readonly remove?: readonly string[];
  readonly tenant?: readonly TenantAction[];
  /** `bookings …` or `pulumi …`, words divided by spaces. */
  readonly run?: string;
  /** Variables for this command alone. */
  readonly env?: Readonly<Record<string, string>>;
  readonly exit?: number;
  /** Patterns of requests: all that match one come before all that match the next. */
  readonly order?: readonly string[];
  /** Where requests go without batches, those of one calendar may overtake each other. */
  readonly anyOrder?: true;
  /** Whether the command must not write to the tenant. */
  readonly writes?: "none";
}

/** A folder under test/scenarios/. */
export interface Story {
  readonly name: string;
  readonly folder: string;
  /** What the story shows, with the rows it is about: `[CRE-1]`. */
  readonly title: string;
  /** What there is before the first step; without it, a tenant with people and no calendars. */
  readonly begins?: "two-clinics";
  /** Settings, people and calendars that the tenant of this story has beside the usual ones. */
  readonly seed?: {
    readonly settings?: object;
    readonly organisations?: readonly object[];
    readonly users?: readonly object[];
    readonly calendars?: readonly object[];
    readonly groups?: readonly object[];
    readonly subscriptions?: readonly object[];
  };
  /** Every preview of it is compared with the engine's own. */
  readonly agrees?: true;
  readonly steps: readonly Step[];
}
