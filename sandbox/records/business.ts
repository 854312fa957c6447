import type { JsonValue } from "../base/json";
import { type CollectionDefinition, defineCollection } from "../store/collection";
import type { Store } from "../store/store";
import type { World } from "../store/world";
import { users } from "./user";

/** A calendar as stored: Graph's properties, and what the sandbox knows beyond them. */
export interface Business {
  /** The address of its mailbox. */
  readonly id: string;
  readonly displayName: string;
  readonly businessType: string | null;
  readonly isPublished: boolean;
  readonly createdDateTime: string;
  readonly lastUpdatedDateTime: string;
  readonly [property: string]: JsonValue | undefined;
  /** Object ids of users who hold the mailbox without being staff. */
  readonly fullAccess: string[];
  /** Time from which it can be found, in milliseconds. */
  readonly visibleFrom: number;
}

/** The tenant's calendars, by address in lower case. */
export const businesses = defineCollection<Business>({
  name: "businesses",
  key: (business) => business.id.toLowerCase(),
});

/** Something beneath a calendar, as stored. */
export interface Contained {
  readonly id: string;
  /** Address of the calendar, in lower case. */
  readonly business: string;
  readonly [property: string]: JsonValue | undefined;
}

/** Someone on a calendar, as stored. */
export interface StaffMember extends Contained {
  readonly displayName: string;
  readonly emailAddress: string | null;
  /** Always `teamMember` here, whatever word the wire uses. */
  readonly role: string;
  readonly membershipStatus: string;
}

function containedCollection<T extends Contained>(
  name: string,
  more: CollectionDefinition<T>["indexes"] = {},
): CollectionDefinition<T> {
  return defineCollection<T>({
    name,
    key: (one) => `${one.business}/${one.id.toLowerCase()}`,
    indexes: { business: (one) => [one.business], ...more },
  });
}

/** Staff of all calendars. */
export const staffMembers = containedCollection<StaffMember>("staff_members", {
  address: ({ emailAddress }) => (emailAddress ? [emailAddress.toLowerCase()] : []),
});

/** A service that a calendar offers, as stored. */
export interface Service extends Contained {
  readonly displayName: string;
}

/** Services of all calendars. */
export const services = containedCollection<Service>("services");

/** Customers of all calendars. */
export const customers = containedCollection<Contained>("customers");

/** Custom questions of all calendars. */
export const customQuestions = containedCollection<Contained>("custom_questions");

/** Appointments of all calendars; their ids are Exchange's item ids, whose case matters. */
export const appointments: CollectionDefinition<Contained> = {
  ...containedCollection<Contained>("appointments"),
  key: (appointment) => `${appointment.business}/${appointment.id}`,
};

function removeAll<T extends Contained>(store: Store, kind: CollectionDefinition<T>, business: string): void {
  for (const one of store.of(kind).by("business", business)) store.of(kind).remove(kind.key(one));
}

/** Deletes a calendar with everything beneath it; its directory user goes to the deleted ones. */
export function removeBusiness({ store, clock }: Pick<World, "store" | "clock">, business: Business): void {
  const key = business.id.toLowerCase();
  removeAll(store, staffMembers, key);
  removeAll(store, services, key);
  removeAll(store, appointments, key);
  removeAll(store, customers, key);
  removeAll(store, customQuestions, key);
  store.of(businesses).remove(key);
  for (const user of store.of(users).by("userPrincipalName", key)) {
    if (user.deletedDateTime === null) store.of(users).put({ ...user, deletedDateTime: clock.iso() });
  }
}
