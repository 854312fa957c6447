import { checkAddress } from "../model/check-address";
import type { Problem } from "../problem/problem";
import type { PlaceOf } from "../spec/spec-document";
import { eachCalendar } from "./each-calendar";
import { eachPolicy } from "./each-policy";
import type { Rule } from "./rule";

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
