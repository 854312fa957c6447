import { isRecord } from "../is-record";
import type { Business } from "./business";
import { itemsIn } from "./items-in";
import { textOf } from "./text-of";

/** A business from the wire; undefined when it is none. */
export function parseBusiness(body: unknown): Business | undefined {
  if (!isRecord(body) || typeof body["id"] !== "string" || body["id"] === "") {
    return undefined;
  }
  return {
    id: body["id"],
    displayName: textOf(body["displayName"]),
    email: textOf(body["email"]),
    phone: textOf(body["phone"]),
    businessType: textOf(body["businessType"]),
    isPublished: body["isPublished"] === true,
  };
}

/** The items of a collection from the wire. */
export function parseBusinesses(body: unknown): Pick<Business, "id" | "displayName">[] {
  return itemsIn(body).flatMap((value) => parseBusiness(value) ?? []);
}
