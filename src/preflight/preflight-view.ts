import type { Address } from "../model/address";
import type { BookingCalendar } from "../model/booking-calendar";
import type { Tenant } from "../model/tenant";
import type { LookedUp } from "./person";

/** A calendar as it stands in the tenant before it is deleted. */
export interface Standing {
  readonly isThere: boolean;
  readonly mark: "ours" | "none" | "foreign";
  /** Appointments from now on. */
  readonly booked: number;
}

/** Which calendar is looked at. */
export type Wanted = Pick<BookingCalendar, "address" | "organisation" | "displayName">;

/** Who has the address of a calendar that is to be made, or why that could not be read. */
export type Occupant =
  | {
      readonly whose: "nobody's" | "ours" | "somebody's" | "an account's";
      /** The account that has the address, where Bookings has no calendar there. */
      readonly account?: string;
      /** Whether the calendar there carries a mark of this tool, ours or another calendar's. */
      readonly isMarked: boolean;
      /** The mark that ours would carry. */
      readonly marker: string;
    }
  | { readonly unread: string };

/** What preflight may ask of the tenant. Every answer is a fact; what cannot be found out is thrown, never guessed. */
export interface PreflightView {
  /** Whether nothing answers at a calendar's address: no calendar (a confirmed 404) and no account in the directory. */
  isConfirmedAbsent(address: string): Promise<boolean>;
  /** How calendars stand, with their patients counted. Keyed by address. */
  standings(calendars: readonly Wanted[]): Promise<ReadonlyMap<string, Standing>>;
  /** Who has the addresses of calendars that are to be made. Keyed by address; nobody only by a confirmed 404. */
  occupants(calendars: readonly Wanted[]): Promise<ReadonlyMap<string, Occupant>>;
  /** Addresses, in lower case, of the calendars that a list by that name shows. Absence from it proves nothing. */
  listed(name: string): Promise<ReadonlySet<string>>;
  /**
   * Looks up addresses in the directory, all with the fewest requests. Keyed by the address asked for. Of those who stay
   * where they were only the account is asked for, neither the mailbox nor whose name is alike. The attribute is the one
   * that holds somebody's organisation.
   */
  lookUp(
    addresses: readonly Address[],
    staying?: readonly Address[],
    attribute?: Tenant["organisationAttribute"],
  ): Promise<ReadonlyMap<Address, LookedUp>>;
}
