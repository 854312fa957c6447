import { checkName } from "../model/check-name";
import { eachCalendar } from "./each-calendar";
import { eachPolicy } from "./each-policy";
import type { Rule } from "./rule";

/** Names are made of characters that the naming rule knows: no look-alikes, no loose accents, nothing invisible. */
export const plainNames: Rule = {
  id: "plain-names",
  codes: ["name-has-odd-character", "name-not-composed", "name-empty", "name-has-edge-space"],
  check: ({ estate }) => [
    ...estate.organisations.flatMap(({ organisation: { name, placeOf } }) =>
      checkName("name", name, () => placeOf("/name")),
    ),
    ...eachCalendar(estate, ({ serviceArea, clinicName, placeOf }) => [
      ...checkName("serviceArea", serviceArea, () => placeOf("/serviceArea")),
      ...checkName("clinicName", clinicName, () => placeOf("/clinicName")),
    ]),
    ...eachPolicy(estate, ({ spec, placeOf }) => checkName("name", spec.name, () => placeOf("/name"))),
  ],
};
