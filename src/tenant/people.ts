import type { GraphOutcome } from "../graph/call";
import type { GraphClient } from "../graph/graph-client";
import { GraphError } from "../graph/graph-error";
import { type KnownAccounts, resolveUsers } from "../graph/resources/resolve-users";
import {
  type DirectoryUser,
  hasBookingsPlan,
  mailboxPurpose,
  PLANS_FIELD,
  users,
} from "../graph/resources/users";
import { textOf } from "../graph/wire";
import { isPerson, type LookedUp, type Person } from "../model/person";
import { likelyPeople } from "./likely-people";

export type { KnownAccounts };

/** The people to look up. */
export interface PeopleQuestion {
  /** Those who are, or are to be, on a calendar: their kind of mailbox is asked for too. */
  readonly members?: readonly string[];
  /**
   * Accounts that addresses had when someone was put on a calendar: their kind of mailbox was read then. Where the same
   * account has the address and is enabled, it is not asked for again.
   */
  readonly known?: KnownAccounts;
  /** Asks for the kind of mailbox of these too. */
  readonly allMailboxes?: boolean;
  /** Those where only the account matters. */
  readonly others?: readonly string[];
  /** The directory's attribute that holds someone's organisation; `companyName` where it does not matter. */
  readonly attribute?: string;
  /** Whether they can open the Bookings app. */
  readonly withBookings?: boolean;
  /** Of those that the directory does not know: whose account was deleted, or who is most like them. */
  readonly withLikely?: boolean;
}

/**
 * Looks up people, all with the fewest requests: one round for the accounts, one for mailboxes and likenesses. Every address
 * asked for has an entry, in lower case. What cannot be read is thrown, but for one mailbox: that is its owner's alone.
 */
export async function lookAtPeople(
  graph: GraphClient,
  question: PeopleQuestion,
): Promise<ReadonlyMap<string, LookedUp>> {
  const { others = [], attribute = "companyName", known = new Map(), allMailboxes = false } = question;
  const members = lowerCased(question.members ?? []);
  const asked = [...new Set([...members, ...lowerCased(others)])];
  if (asked.length === 0) return new Map();
  const fields = [...(question.withBookings ? [PLANS_FIELD] : []), attribute];
  const found = await resolveUsers(graph, asked, fields, known);
  const unknown = question.withLikely ? asked.filter((address) => !found.has(address)) : [];
  const [mailboxes, likely] = await Promise.all([
    mailboxesOf(
      graph,
      members.flatMap((address) => {
        const user = found.get(address);
        const isUnchanged = user?.id === known.get(address) && user?.accountEnabled === true;
        return user && (allMailboxes || !isUnchanged) ? [user] : [];
      }),
    ),
    likelyPeople(graph, unknown),
  ]);
  return new Map(
    asked.map((address): [string, LookedUp] => {
      const user = found.get(address);
      return [
        address,
        user ? personOf(user, mailboxes.get(user.id), attribute) : (likely.get(address) ?? { near: [] }),
      ];
    }),
  );
}

type Mailbox = Pick<Person, "mailbox" | "mailboxError">;

const lowerCased = (addresses: readonly string[]): string[] => [
  ...new Set(addresses.map((address) => address.toLowerCase())),
];

/** Kinds of mailboxes by the ids of their owners. */
export async function mailboxesOf(
  graph: GraphClient,
  owners: readonly { readonly id: string }[],
): Promise<ReadonlyMap<string, Mailbox>> {
  const ids = [...new Set(owners.map(({ id }) => id))];
  const outcomes = ids.length > 0 ? await graph.sendAll(ids.map(users.purpose)) : [];
  return new Map(ids.map((id, index) => [id, mailboxIn(outcomes[index])]));
}

/** One mailbox that cannot be read is its owner's problem, and not everybody's. */
function mailboxIn(outcome: GraphOutcome | undefined): Mailbox {
  if (!outcome) return { mailbox: "unreadable", mailboxError: "Graph gave no answer" };
  try {
    return { mailbox: mailboxPurpose(outcome) };
  } catch (error) {
    if (!(error instanceof GraphError) || error.kind === "aborted") throw error;
    return { mailbox: "unreadable", mailboxError: error.message };
  }
}

function personOf(user: DirectoryUser, mailbox: Mailbox | undefined, attribute: string): Person {
  const hasBookings = hasBookingsPlan(user);
  return {
    id: user.id,
    displayName: user.displayName,
    mail: user.mail || user.userPrincipalName,
    addresses: user.addresses,
    isEnabled: user.accountEnabled !== false,
    isGuest: user.userType === "Guest",
    ...(mailbox ?? { mailbox: "not-asked" }),
    organisation: textOf(user.raw[attribute]),
    ...(hasBookings !== undefined && { hasBookings }),
    ...(user.rival !== undefined && { sharedBy: [user.rival, user.userPrincipalName] as const }),
  };
}

/** The ids of the accounts behind mail addresses; an address that several accounts share is not in it. */
export async function ownersOf(
  graph: GraphClient,
  addresses: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = await lookAtPeople(graph, { others: addresses.filter((one) => one.includes("@")) });
  return new Map(
    [...found].flatMap(([address, one]) =>
      isPerson(one) && !one.sharedBy ? [[address, one.id] as const] : [],
    ),
  );
}

/** The one account behind an address, with all its addresses in lower case. */
export type Account = Pick<Person, "id" | "addresses">;

/** Undefined where no account has the address, or several have it, or who asks may not read the directory. */
export async function accountOf(graph: GraphClient, address: string): Promise<Account | undefined> {
  try {
    const found = (await lookAtPeople(graph, { others: [address] })).get(address.toLowerCase());
    return found && isPerson(found) && !found.sharedBy ? found : undefined;
  } catch (error) {
    if (error instanceof GraphError && error.kind === "denied") return undefined;
    throw error;
  }
}
