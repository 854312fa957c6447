import type { Call } from "../odata/call";
import { GraphFault, graphFaults } from "../odata/graph-fault";
import { type Business, businesses, staffMembers } from "../records/business";
import { addressesOf, users } from "../records/user";

/** What a delegated caller wants to do in a calendar. */
export type CalendarRight =
  | "read"
  | "book"
  | "editStaff"
  | "editServices"
  | "editRoles"
  | "editBusiness"
  | "delete"
  /** What needs no role in the calendar, as the caller has one in the tenant. */
  | "anything";

const everything: readonly CalendarRight[] = [
  "read",
  "book",
  "editStaff",
  "editServices",
  "editRoles",
  "editBusiness",
  "delete",
];

/** What each role may do. `mailbox` is someone who holds the mailbox without being staff; guests may do nothing. */
const rights: Readonly<Record<string, readonly CalendarRight[]>> = {
  administrator: everything,
  mailbox: ["read", "book", "editStaff", "editServices"],
  scheduler: ["read", "book"],
  teamMember: ["read", "book"],
  viewer: ["read"],
};

/** The roles that a user has in a calendar. */
export function calendarRoles(call: Call, business: Business, userId: string): string[] {
  const user = call.of(users).get(userId);
  if (!user) return [];
  const addresses = new Set(addressesOf(user));
  const key = business.id.toLowerCase();
  const roles = [...addresses]
    .flatMap((address) => call.of(staffMembers).by("address", address))
    .filter((member) => member.business === key)
    .map((member) => member.role);
  return business.fullAccess.includes(userId) ? [...roles, "mailbox"] : roles;
}

/** May the caller do that? Applications are not confined to calendars; people are. */
export function hasRight(call: Call, business: Business, right: CalendarRight): boolean {
  if (call.caller.kind !== "delegated") return true;
  return calendarRoles(call, business, call.caller.objectId).some((role) => rights[role]?.includes(right));
}

/** 404 for a calendar that is not there, in one of the words that are reported. */
function missingMailbox(call: Call): GraphFault {
  const { missingMailbox: code } = call.world.settings;
  if (code === "ErrorFolderNotFound") return graphFaults.folderNotFound();
  if (code === "NotFound") return new GraphFault(404, "NotFound", "Bookings mailbox was not found.");
  return graphFaults.nonExistentMailbox();
}

/** The calendar that the path names, for a caller with that right in it; refuses in Exchange's words. */
export function findBusiness(call: Call, right: CalendarRight): Business {
  const business = call.of(businesses).get(call.param("business").toLowerCase());
  if (!business || business.visibleFrom > call.world.clock.now()) throw missingMailbox(call);
  if (call.caller.kind !== "delegated" || right === "anything") return business;
  if (!hasRight(call, business, "read")) throw graphFaults.folderNotFound();
  if (!hasRight(call, business, right)) throw graphFaults.accessDenied();
  return business;
}
