import { distance } from "fastest-levenshtein";
import { oddInAddress } from "../model/odd-character";
import type { Place } from "../problem/place";
import { type Problem, problem } from "../problem/problem";
import type { PlaceOf } from "../spec/spec-document";
import { eachCalendar, eachPolicy, type Rule } from "./rule";

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
