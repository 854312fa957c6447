import type { BookingCalendarSpec } from "../spec/generated/booking-calendar-spec";
import type { Address } from "./address";
import type { OwnField, Values } from "./calendar-fields";
import type { RecordedRole, Role } from "./calendar-roles";
import type { Sourced } from "./sourced";

/** What an LA writes to have a calendar deleted. */
export type Deletion = Readonly<Required<NonNullable<BookingCalendarSpec["deletion"]>>>;

/** A calendar that existed before git did. */
export interface CalendarAdoption {
  /** The address that it has, computed or not. Written by `bookings adopt`. */
  readonly address: Address;
  /** The display name that it has; absent: the computed one. */
  readonly displayName?: string;
  /** It is to carry the ownership marker. */
  readonly mark: boolean;
}

/** An organisation that a calendar is passed to, or that passes it. */
export interface HandoverSide {
  /** Short name as written; its organisation's where there is one. */
  readonly organisation: string;
  /** The account by which it works on calendars, in lower case. */
  readonly operator?: string;
}

/** A calendar on its way from one organisation to another: `from` in the spec of the one that receives it, the rest in the other's. */
export interface Handover {
  readonly from?: HandoverSide;
  readonly to?: HandoverSide;
  /** The calendar's address, repeated exactly. */
  readonly confirm?: string;
  readonly reason?: string;
}

/** One Microsoft Bookings business, as the specs want it. */
export interface BookingCalendar extends Sourced, Values<Exclude<OwnField, "status">> {
  /** Computed local part in lower case: the logical name of the resource. */
  readonly name: string;
  /** Computed local part as displayed, or what an adopted calendar is called. */
  readonly displayName: string;
  /** Display form: `LeedsCardiologyHeartFailure@nhs.net`. Compare by `toAddress`. */
  readonly address: string;
  /** The ownership marker that an adopted calendar is to carry; empty where none is asked for. */
  readonly marker: string;
  readonly replyTo: Address;
  readonly status: "active" | "deleted" | "handed-over";
  /** Sorted by address, so that the same people always give the same bytes. */
  readonly members: Readonly<Record<Address, Role>>;
  /** As it was written, for rules that look at the text itself. */
  readonly spec: BookingCalendarSpec;
  /** Where a member is written, for problems about the person. */
  memberPlace(address: Address): Sourced["source"];
  readonly deletion?: Deletion;
  readonly recreate?: Recreation;
  readonly handover?: Handover;
  readonly adopted?: CalendarAdoption;
  /** People who keep a role of the Bookings app that specs do not know, by an exception. */
  readonly keptRoles?: Readonly<Record<Address, RecordedRole>>;
}

/** The request to create a calendar again that the tenant has lost. */
export type Recreation = Readonly<NonNullable<BookingCalendarSpec["recreate"]>>;

/** Whether a request to create a calendar again is there and not used up by as many creations as there were. */
export function mayRecreate(asked: Recreation | undefined, done = 0): boolean {
  return asked !== undefined && (asked.times ?? 1) > done;
}
