import type { GraphField, Values } from "../model/calendar-fields";
/** A role in our words; `other:<Graph's word>` for one that somebody gave in the web app. */
export type SeenRole = "admin" | "viewer" | `other:${string}`;

/** Somebody on a calendar in the tenant. */
export interface SeenPerson {
  /** In lower case; `row:<id>` for a guest without an address. */
  readonly address: string;
  readonly role: SeenRole;
  readonly membership: "active" | "pending" | "rejected" | "unknown";
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

/** What the directory and Exchange Online say of somebody. */
export interface DirectoryPerson {
  readonly id: string;
  readonly isEnabled: boolean;
  readonly isGuest: boolean;
  /** The kind of mailbox, in Graph's words, or that there is none; absent = it could not be read. */
  readonly mailbox?: string | "not-in-exchange-online";
}

/** Calendars of the organisation's name that the tenant lists. Absence from it proves nothing. */
export type Listing =
  | { readonly what: "listed"; readonly addresses: readonly string[] }
  | { readonly what: "unreadable"; readonly why: string };

/** People by each of their addresses in lower case. */
export type Directory =
  | {
      readonly what: "read";
      readonly people: ReadonlyMap<string, DirectoryPerson>;
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

/** Why somebody can no longer be on a calendar. */
export type LeaverReason =
  | "not-in-directory"
  | "disabled"
  | "guest"
  | "not-migrated"
  | "shared"
  | "room"
  | "equipment"
  | "no-person";

const MAILBOXES: Readonly<Record<string, LeaverReason>> = {
  "not-in-exchange-online": "not-migrated",
  shared: "shared",
  room: "room",
  equipment: "equipment",
};

/** The reason, if there is one. What could not be read is none. */
export function leaverReason(person: DirectoryPerson | undefined): LeaverReason | undefined {
  if (person === undefined) return "not-in-directory";
  if (!person.isEnabled) return "disabled";
  if (person.isGuest) return "guest";
  if (person.mailbox === undefined || person.mailbox === "user") return undefined;
  return MAILBOXES[person.mailbox] ?? "no-person";
}
