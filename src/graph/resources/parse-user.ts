import { isRecord } from "../is-record";
import type { DirectoryUser } from "./directory-user";
import { itemsIn } from "./items-in";
import { textOf } from "./text-of";

/** A directory user from the wire. */
export function parseUser(body: unknown): DirectoryUser | undefined {
  if (!isRecord(body) || typeof body["id"] !== "string") {
    return undefined;
  }
  const enabled = body["accountEnabled"];
  return {
    id: body["id"],
    displayName: textOf(body["displayName"]),
    mail: textOf(body["mail"]),
    userPrincipalName: textOf(body["userPrincipalName"]),
    addresses: addressesOf(body),
    accountEnabled: typeof enabled === "boolean" ? enabled : undefined,
    userType: textOf(body["userType"]) || "Member",
    companyName: textOf(body["companyName"]),
    department: textOf(body["department"]),
    raw: body,
  };
}

/** Users of a collection. */
export function parseUsers(body: unknown): DirectoryUser[] {
  return itemsIn(body).flatMap((value) => parseUser(value) ?? []);
}

function addressesOf(body: Record<string, unknown>): string[] {
  const proxies = Array.isArray(body["proxyAddresses"]) ? body["proxyAddresses"] : [];
  const aliases = proxies.flatMap((proxy) =>
    typeof proxy === "string" && /^smtp:/i.test(proxy) ? [proxy.slice("smtp:".length)] : [],
  );
  const all = [textOf(body["mail"]), textOf(body["userPrincipalName"]), ...aliases];
  return [...new Set(all.filter((one) => one !== "").map((one) => one.toLowerCase()))];
}
