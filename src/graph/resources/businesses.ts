import type { GraphCall } from "../call";
import { isRecord, path, textOf } from "../wire";

/** Where businesses are. */
export const ROOT = "/solutions/bookingBusinesses";

/** A call on a calendar or what is below it. Its mailbox is one however the address is written. */
export const onCalendar = (
  method: GraphCall["method"],
  business: string,
  below = "",
  more: Pick<GraphCall, "body" | "headers"> = {},
): GraphCall => ({
  method,
  path: ROOT + path`/${business}` + below,
  mailbox: business.toLowerCase(),
  ...more,
});

type Fields = Readonly<Record<string, unknown>>;

/** Calls that change businesses. They are values: send them alone, or several at once. */
export const businesses = {
  create: (body: Fields): GraphCall => ({ method: "POST", path: ROOT, body }),
  patch: (id: string, body: Fields) => onCalendar("PATCH", id, "", { body }),
  delete: (id: string) => onCalendar("DELETE", id),
  publish: (id: string) => onCalendar("POST", id, "/publish"),
  unpublish: (id: string) => onCalendar("POST", id, "/unpublish"),
};

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
  list: (business: string) => onCalendar("GET", business, "/services"),
  add: (business: string, body: Fields) => onCalendar("POST", business, "/services", { body }),
};
