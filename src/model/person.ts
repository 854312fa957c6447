/** What decides whether someone may be on a calendar. */
export interface Account {
  /** The directory object's id. */
  readonly id: string;
  readonly isEnabled: boolean;
  readonly isGuest: boolean;
  /** The kind of mailbox, in Graph's words, or that Exchange Online has none, that it was not asked for, or that it cannot be read. */
  readonly mailbox: string | "not-in-exchange-online" | "not-asked" | "unreadable";
}

/** What the directory and Exchange Online say of an address. */
export interface Person extends Account {
  readonly displayName: string;
  /** The primary address; an alias leads to the same person. */
  readonly mail: string;
  /** All addresses in lower case. */
  readonly addresses: readonly string[];
  /** Principal names of the accounts that share the address, where there are several. */
  readonly sharedBy?: readonly [string, string];
  /** Why the kind of mailbox could not be read. */
  readonly mailboxError?: string;
  /** What the directory's attribute for the organisation holds; empty where it holds nothing. */
  readonly organisation: string;
  /** Whether Bookings is enabled; absent where that cannot be seen or was not asked for. */
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

/** Whether two names of the directory's attribute mean the same organisation. */
export const isSameOrganisation = (one: string, other: string): boolean =>
  one.trim().toLowerCase() === other.trim().toLowerCase();

/** The organisation that someone belongs to, where it is known and is another than the one with that directory name. */
export function otherOrganisation(
  { organisation }: Pick<Person, "organisation">,
  { directoryName }: { readonly directoryName: string },
): string | undefined {
  const theirs = organisation.trim();
  return theirs === "" || isSameOrganisation(theirs, directoryName) ? undefined : theirs;
}

/** Why someone cannot be on a calendar. */
export type BarReason =
  | "not-in-directory"
  | "guest"
  | "shared"
  | "room"
  | "equipment"
  | "no-person"
  | "disabled"
  | "not-migrated";

const MAILBOXES: Readonly<Record<string, BarReason>> = {
  shared: "shared",
  room: "room",
  equipment: "equipment",
};

/** What says nothing about whether there is a person behind it. */
const NO_BAR: ReadonlySet<string> = new Set(["user", "not-asked", "unreadable", "not-in-exchange-online"]);

/**
 * Everything that keeps an account from being on a calendar, the plainest reason first: the accounts behind shared mailboxes
 * are always disabled, and whoever left may have lost the mailbox too. What could not be read is no reason.
 */
export function barsTo(account: Account | Unknown | undefined): BarReason[] {
  if (account === undefined || !("mailbox" in account)) return ["not-in-directory"];
  const { isEnabled, isGuest, mailbox } = account;
  return [
    ...(isGuest ? (["guest"] as const) : []),
    ...(NO_BAR.has(mailbox) ? [] : [MAILBOXES[mailbox] ?? "no-person"]),
    ...(isEnabled ? [] : (["disabled"] as const)),
    ...(mailbox === "not-in-exchange-online" ? (["not-migrated"] as const) : []),
  ];
}

/** Whether someone may be on a calendar, as far as was asked. */
export const canBeMember = (account: Account | Unknown | undefined): boolean => barsTo(account).length === 0;

/** Graph's words for kinds of mailboxes, in an LA's words. Booking calendars answer “others”. */
const MAILBOX_WORDS: Readonly<Record<string, string>> = {
  shared: "shared mailbox",
  room: "room",
  equipment: "piece of equipment",
  others: "booking calendar or another mailbox without a person",
  linked: "linked mailbox",
};

/** What kind of mailbox that is, in words. */
export const mailboxWords = (mailbox: string): string =>
  MAILBOX_WORDS[mailbox] ?? `mailbox of the kind “${mailbox}”`;

const PERSONAL: ReadonlySet<string> = new Set([
  "user",
  "linked",
  "not-in-exchange-online",
  "not-asked",
  "unreadable",
]);

/** What a mailbox that is not a person's is, in words. One that was not asked about counts as a person's. */
export const unpersonal = (mailbox = "user"): string | undefined =>
  PERSONAL.has(mailbox) ? undefined : mailboxWords(mailbox);

/** Tells people apart by their accounts, as far as they were looked up: all addresses of one account are one person. */
export function personKeys(found: ReadonlyMap<string, LookedUp>): (address: string) => string {
  const accounts = [...found.values()].filter(isPerson).filter(({ sharedBy }) => sharedBy === undefined);
  const ids = new Map(accounts.flatMap(({ id, addresses }) => addresses.map((address) => [address, id])));
  return (address) => ids.get(address.toLowerCase()) ?? address.toLowerCase();
}

/** What the directory says of someone's name; the organisation only where it is another than the one that is looked at. */
export interface KnownPerson {
  readonly name: string;
  readonly organisation?: string;
}

/** By address in lower case. */
export type KnownPeople = Readonly<Record<string, KnownPerson>>;

/** The names of those who were found. */
export function knownPeople(
  found: ReadonlyMap<string, LookedUp>,
  ours: { readonly directoryName: string },
): KnownPeople {
  const entries = [...found].flatMap(([address, person]): [string, KnownPerson][] => {
    if (!isPerson(person) || person.displayName === "") return [];
    const theirs = otherOrganisation(person, ours);
    return [[address, { name: person.displayName, ...(theirs !== undefined && { organisation: theirs }) }]];
  });
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Narrows a stack's output to names. They are only shown: what cannot be read is left out. */
export function readPeople(output: unknown): KnownPeople {
  if (typeof output !== "object" || output === null) return {};
  const entries = Object.entries(output).flatMap(([address, person]): [string, KnownPerson][] => {
    const { name, organisation } = (person ?? {}) as { name?: unknown; organisation?: unknown };
    if (typeof name !== "string") return [];
    return [[address, { name, ...(typeof organisation === "string" && { organisation }) }]];
  });
  return Object.fromEntries(entries);
}
