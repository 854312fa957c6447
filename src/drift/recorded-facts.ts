import type { KnownBy } from "../model/calendar-marker";
import type { RecordedStatus } from "../model/calendar-record";
import type { RoleWord } from "../plan/change";
import type { AskedValues } from "../plan/inventory";

/** What the specs of the last run asked for. */
export interface Asked extends AskedValues {
  readonly members: Readonly<Record<string, RoleWord>>;
  /** What Graph called a viewer then. */
  readonly viewerRole: string;
}

/** A calendar as the state records it. */
export interface RecordedFacts {
  readonly name: string;
  /** Where it really is. */
  readonly address: string;
  readonly status: RecordedStatus;
  readonly file?: string;
  readonly asked?: Asked;
  /** It was made moments ago and no one has seen it yet: its absence proves nothing. */
  readonly unseen?: true;
  /** How many times it was created again after the tenant lost it. */
  readonly recreations?: number;
  /** Address in lower case → id of the account that had it when it was put on the calendar. */
  readonly persons?: Readonly<Record<string, string>>;
  /** What it can be told by from another one that someone makes at its address. */
  readonly knownBy?: KnownBy;
}
