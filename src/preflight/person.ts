/** What the directory and Exchange Online say of an address. */
export interface Person {
  /** The directory object's id. */
  readonly id?: string;
  readonly displayName: string;
  /** The primary address; an alias leads to the same person. */
  readonly mail: string;
  /** Principal names of the accounts that share the address, where there are several. */
  readonly sharedBy?: readonly [string, string];
  readonly isEnabled: boolean;
  readonly isGuest: boolean;
  /** The kind of mailbox, in Graph's words, or that Exchange Online has none, or that nobody asked, or that it cannot be read. */
  readonly mailbox: string | "not-in-exchange-online" | "not-asked" | "unreadable";
  /** Why the kind of mailbox could not be read. */
  readonly mailboxError?: string;
  /** What the directory's attribute for the organisation holds; empty where it holds nothing. */
  readonly organisation?: string;
  /** Whether Bookings is enabled; absent where that cannot be seen. */
  readonly hasBookings?: boolean;
}

/** An address that the directory does not know. */
export interface Unknown {
  /** The people whose names or addresses are most like it. */
  readonly near: readonly string[];
  /** Whose it was, where the account was deleted within thirty days. */
  readonly deleted?: string;
}

export type LookedUp = Person | Unknown;

export const isPerson = (found: LookedUp): found is Person => "mail" in found;
