import type { Deletion, Handover, Recreation } from "./booking-calendar";
import { type TextField, textFields, type Values } from "./calendar-fields";
import type { RecordedRole, ViewerRole } from "./calendar-roles";

/** What the program asks for, and what a refresh rewrites to what it found. Plain values only. */
export interface CalendarInputs extends Values<Exclude<TextField, "status" | "viewerRole">> {
  readonly viewerRole: ViewerRole;
  /** `missing` is never asked for: a refresh says it of a calendar that the tenant lost. */
  readonly status: "active" | "deleted" | "handed-over" | "missing";
  /** Address in lower case → role. */
  readonly members: Readonly<Record<string, RecordedRole>>;
  /** Only looked at when the calendar is made. */
  readonly starterService: boolean;
  readonly deletion?: Deletion;
  readonly recreate?: Recreation;
  readonly handover?: Handover;
  /** It was there before it was managed from git: its address and display name are its own. It gets our marker only where one is asked for. */
  readonly adopted?: true;
}

/** The inputs that are no texts. */
const OTHERS = {
  members: true,
  starterService: true,
  deletion: true,
  recreate: true,
  handover: true,
  adopted: true,
} as const satisfies Record<Exclude<keyof CalendarInputs, TextField>, true>;

/** The keys of the inputs: nothing else may be handed to the engine as an input, or every refresh shows it as a change. */
export const INPUT_KEYS: readonly (keyof CalendarInputs)[] = [
  ...textFields,
  ...(Object.keys(OTHERS) as (keyof typeof OTHERS)[]),
];

/** How a calendar stands by the record: as the record says, or closed until an Exchange administrator removes its mailbox. */
export type RecordedStatus = LiveRecord["status"] | "awaiting-removal";

/** Whether nothing is done about a calendar any more: it was deleted, or another organisation has it. */
export const hasEnded = (status: unknown): boolean => status === "deleted" || status === "handed-over";

/** What a calendar's record in the state says of it besides the inputs. */
export interface LiveRecord {
  /**
   * `half-made`: Graph gave another address than computed. `missing`: the tenant lost it.
   * Something left undone otherwise shows as a difference between record and inputs.
   */
  readonly status: "active" | "half-made" | "deleting" | "deleted" | "handed-over" | "missing";
  readonly actualAddress: string;
  /** By address: the row's id, and the id of the account to which the address belonged when it was put there. */
  readonly staff: Readonly<
    Record<string, { readonly id: string; readonly status: string; readonly person?: string }>
  >;
  /** Whether Graph keeps our marker on it. */
  readonly marker: "ours" | "none" | "foreign";
  readonly isPublished: boolean;
  /** The account that made it: on the staff, but no one's member. */
  readonly operator?: string;
  /** The service account has been an administrator of it: where it is none any more, nothing can be written. */
  readonly served?: true;
  /** Someone has taken the service account off, or made it less than an administrator. */
  readonly operatorLost?: true;
  /** No reading has shown it yet: its absence proves nothing. */
  readonly unseen?: true;
  /** The service that a new calendar starts with has still to be made. */
  readonly starterOwed?: true;
  /** How many times it was created again. */
  readonly recreations?: number;
  /** No one here may delete it: it is off the web and without its people, and an administrator has to remove it. */
  readonly closed?: true;
  /** What stands at its address carries none of our markers, and no one we added is on it. Never written to. */
  readonly another?: true;
  /** Another organisation has not handed it over yet: of a preview's look only, and never on record. */
  readonly awaited?: true;
  /** It was deleted, and there is a calendar at its address all the same. Reported, and never written to. */
  readonly livesAgain?: true;
}

/** A calendar's outputs: inputs as they are in the tenant, and what is only known there. */
export interface CalendarRecord extends CalendarInputs {
  /** Of this layout: older ones stay readable. */
  readonly schema: 1;
  readonly id: string;
  readonly live: LiveRecord;
}
