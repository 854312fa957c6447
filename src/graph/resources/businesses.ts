import type { GraphCall } from "../call";
import { isRecord, path, textOf } from "../wire";

/** Where businesses are. */
export const ROOT = "/solutions/bookingBusinesses";

/** Calls that change businesses. They are values: send them alone, or several at once. */
export const businesses = {
  create: (fields: Readonly<Record<string, unknown>>): GraphCall => ({
    method: "POST",
    path: ROOT,
    body: fields,
  }),

  patch: (id: string, fields: Readonly<Record<string, unknown>>): GraphCall => ({
    method: "PATCH",
    path: ROOT + path`/${id}`,
    body: fields,
    mailbox: mailboxOf(id),
  }),

  delete: (id: string): GraphCall => ({
    method: "DELETE",
    path: ROOT + path`/${id}`,
    mailbox: mailboxOf(id),
  }),

  publish: (id: string): GraphCall => ({
    method: "POST",
    path: ROOT + path`/${id}/publish`,
    mailbox: mailboxOf(id),
  }),

  unpublish: (id: string): GraphCall => ({
    method: "POST",
    path: ROOT + path`/${id}/unpublish`,
    mailbox: mailboxOf(id),
  }),
};

/** One mailbox however its address is written. */
export function mailboxOf(id: string): string {
  return id.toLowerCase();
}

/** A Bookings business (a calendar) as Graph tells it: what this product reads. */
export interface Business {
  /** The mailbox's address. */
  readonly id: string;
  readonly displayName: string;
  readonly email: string;
  readonly phone: string;
  /** Free text in Graph; holds our marker. */
  readonly businessType: string;
  readonly isPublished: boolean;
}

/** What is written. */
export type BusinessFields = Partial<Pick<Business, "displayName" | "email" | "phone" | "businessType">>;

/** A business from the wire; undefined when it is none. */
export function parseBusiness(body: unknown): Business | undefined {
  if (!isRecord(body) || typeof body["id"] !== "string" || body["id"] === "") return undefined;
  return {
    id: body["id"],
    displayName: textOf(body["displayName"]),
    email: textOf(body["email"]),
    phone: textOf(body["phone"]),
    businessType: textOf(body["businessType"]),
    isPublished: body["isPublished"] === true,
  };
}

/** Calls on the services of a calendar. */
export const services = {
  list: (business: string): GraphCall => ({
    method: "GET",
    path: path`/solutions/bookingBusinesses/${business}/services`,
    mailbox: business.toLowerCase(),
  }),

  add: (business: string, service: Readonly<Record<string, unknown>>): GraphCall => ({
    method: "POST",
    path: path`/solutions/bookingBusinesses/${business}/services`,
    body: service,
    mailbox: business.toLowerCase(),
  }),
};
