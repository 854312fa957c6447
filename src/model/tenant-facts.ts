import type { GraphField, Values } from "./calendar-fields";
import type { MembershipStatus, RecordedRole } from "./calendar-roles";
import type { Account, Person } from "./person";

/** Someone on a calendar in the tenant. */
export interface SeenPerson {
  /** In lower case. */
  readonly address: string;
  readonly role: RecordedRole;
  readonly membership: MembershipStatus;
}

/** A calendar as it is in the tenant: the managed fields, and nothing of hours, services and pages. */
export interface SeenCalendar extends Values<GraphField> {
  readonly address: string;
  readonly mark: "ours" | "none" | "foreign";
  readonly people: readonly SeenPerson[];
  /** Where it may be another calendar than the recorded one: the mark that would say that it is the same. */
  readonly awaitedMark?: string;
}

/** What a look at an address gave. Gone is confirmed: anything else that is not there is unreadable. */
export type Sighting =
  | { readonly what: "there"; readonly calendar: SeenCalendar }
  | { readonly what: "gone" }
  | { readonly what: "unreadable"; readonly why: string };

/** Calendars of the organisation's name that the tenant lists. Absence from it proves nothing. */
export type Listing =
  | {
      readonly what: "listed";
      readonly addresses: readonly string[];
      /** Why there may be more. */
      readonly incomplete?: string;
    }
  | { readonly what: "unreadable"; readonly why: string };

/** People by each of their addresses in lower case. */
export type Directory =
  | {
      readonly what: "read";
      readonly people: ReadonlyMap<string, Account & Partial<Pick<Person, "organisation">>>;
      /** Whose kind of mailbox could not be read, and why. */
      readonly withoutMailbox?: { readonly count: number; readonly why: string };
    }
  | { readonly what: "unreadable"; readonly why: string };

/** What was seen of one organisation in the tenant. */
export interface TenantFacts {
  /** By address in lower case. */
  readonly sightings: ReadonlyMap<string, Sighting>;
  readonly listing: Listing;
  readonly directory: Directory;
}
