import { distance } from "fastest-levenshtein";
import { type Address, toAddress } from "../model/address";
import type { BookingCalendar } from "../model/booking-calendar";
import { oddInAddress } from "../model/odd-character";
import type { Place } from "../problem/place";
import { type Problem, problem } from "../problem/problem";
import type { PlaceOf } from "../spec/spec-document";
import { eachCalendar, eachPolicy, type Rule, repeats } from "./rule";

/** Users, reply addresses and service accounts are accounts of the tenant's domain: no guests, no look-alikes. */
export const nhsmailAddresses: Rule = {
  id: "nhsmail-addresses",
  codes: ["not-an-address", "address-of-guest", "address-of-other-domain", "address-has-odd-character"],
  check: ({ estate }) => {
    const { domain } = estate.tenant;
    return [
      ...estate.organisations.flatMap(({ organisation: { operator, placeOf } }) =>
        operator === undefined ? [] : checkAddress(operator, domain, () => placeOf("/operator")),
      ),
      ...eachCalendar(estate, ({ spec: { replyTo, adopted, admins, viewers }, placeOf }) => [
        ...checkAddress(replyTo, domain, () => placeOf("/replyTo")),
        ...(adopted ? checkAddress(adopted.address, domain, () => placeOf("/adopted/address")) : []),
        ...checkAll("/admins", admins, domain, placeOf),
        ...checkAll("/viewers", viewers, domain, placeOf),
      ]),
      ...eachPolicy(estate, ({ spec: { users }, placeOf }) => checkAll("/users", users, domain, placeOf)),
    ];
  },
};

function checkAll(
  pointer: string,
  texts: readonly string[] = [],
  domain: string,
  placeOf: PlaceOf,
): Problem[] {
  return texts.flatMap((text, index) => checkAddress(text, domain, () => placeOf(`${pointer}/${index}`)));
}

const LOCAL_PART = /^[A-Za-z0-9_](?:[A-Za-z0-9._'+-]*[A-Za-z0-9_-])?$/;

/** What is wrong with an address that an LA typed, going by its text alone; at most one problem. */
function checkAddress(text: string, domain: string, at: () => Place): Problem[] {
  if (isPlain(text, domain)) return [];
  const shown = text.length > 80 ? `${text.slice(0, 79)}…` : text;
  if (/#ext#/i.test(text)) return [problem("address-of-guest", { text: shown, domain }, at())];
  const odd = /[^\s]+@[^\s]+/.test(text) || !/\s/.test(text) ? oddInAddress(text) : undefined;
  if (odd) return [problem("address-has-odd-character", odd, at())];
  const [local = "", other = "", ...more] = text.split("@");
  if (more.length > 0 || !isLocalPart(local) || other === "")
    return [problem("not-an-address", { text: shown, domain }, at())];
  const meant = distance(other.toLowerCase(), domain) <= 2 ? `${local}@${domain}` : undefined;
  return [problem("address-of-other-domain", { text: shown, domain, meant }, at())];
}

function isPlain(text: string, domain: string): boolean {
  const at = text.length - domain.length - 1;
  return text[at] === "@" && text.slice(at + 1).toLowerCase() === domain && isLocalPart(text.slice(0, at));
}

function isLocalPart(text: string): boolean {
  return text.length <= 64 && LOCAL_PART.test(text) && !text.includes("..");
}

/** No two calendars, deleted ones included, have one address or one computed name. */
export const addressClash: Rule = {
  id: "address-clash",
  codes: ["address-clash"],
  check: ({ estate: { organisations, tenant } }) => {
    const reserved = organisations.flatMap(({ calendars }) =>
      calendars.flatMap((calendar) =>
        [...reservedAddresses(calendar, tenant.domain)].map((address) => ({ calendar, address })),
      ),
    );
    return repeats(reserved, ({ address }) => address).map(({ first, again: { calendar, address } }) => {
      const tombstone = [calendar, first.calendar].some(({ status }) => status === "deleted");
      return problem("address-clash", { address, tombstone }, nameOf(calendar), [nameOf(first.calendar)]);
    });
  },
};

/**
 * Addresses that no other calendar may have. An adopted calendar keeps its computed address reserved too: its name stays
 * the name of its resource. The address of one that was handed over is the receiver's.
 */
export function reservedAddresses({ name, address, status }: BookingCalendar, domain: string): Set<string> {
  const own = new Set<string>([`${name}@${domain}`, toAddress(address)]);
  if (status === "handed-over") own.delete(toAddress(address));
  return own;
}

function nameOf({ adopted, placeOf }: BookingCalendar) {
  return placeOf(adopted ? "/adopted/address" : "/clinicName");
}

/** No calendar's address is used as a reply address or as a user. */
export const calendarsAreNoAccounts: Rule = {
  id: "calendars-are-no-accounts",
  codes: ["calendar-as-account"],
  check: ({ estate }) => {
    const calendars = new Set(
      estate.organisations.flatMap((one) => one.calendars.map(({ address }) => toAddress(address))),
    );
    return eachCalendar(estate, ({ replyTo, members, memberPlace, placeOf }) => {
      const users = (Object.keys(members) as Address[]).filter((address) => calendars.has(address));
      return [
        ...(calendars.has(replyTo)
          ? [problem("calendar-as-account", { address: replyTo }, placeOf("/replyTo"))]
          : []),
        ...users.map((address) => problem("calendar-as-account", { address }, memberPlace(address))),
      ];
    });
  },
};
