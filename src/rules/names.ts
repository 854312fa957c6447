import { LONGEST_LOCAL_PART, namePart } from "../model/naming";
import { oddInName } from "../model/odd-character";
import { codePoint } from "../problem/code-point";
import type { Place } from "../problem/place";
import { type Problem, problem } from "../problem/problem";
import { eachCalendar, eachPolicy, type Rule, repeats } from "./rule";

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

/** What is wrong with a name that an LA typed; at most one problem. */
export function checkName(field: string, name: string, at: () => Place): Problem[] {
  const composed = name.normalize("NFC");
  if (composed !== name)
    return [problem("name-not-composed", { field, codePoint: firstMark(name), composed }, at())];
  const odd = oddInName(name);
  if (odd) return [problem("name-has-odd-character", { field, ...odd }, at())];
  if (namePart(name) === "") return [problem("name-empty", { field }, at())];
  if (name.trim() !== name || name.includes("  ")) return [problem("name-has-edge-space", { field }, at())];
  return [];
}

// The first character that composing would change: a mark that could be part of its letter.
function firstMark(name: string): string {
  const mark = [...name].find((character) => /\p{M}/u.test(character));
  return codePoint(mark ?? [...name].find((character) => character.normalize("NFC") !== character) ?? "");
}

/** Computed names fit into an address. They are refused when they do not, never shortened. */
export const nameLength: Rule = {
  id: "name-length",
  codes: ["address-too-long"],
  check: ({ estate }) => [
    // What an adopted calendar would be called is never used as an address.
    ...eachCalendar(estate, ({ displayName, adopted, placeOf }) =>
      adopted ? [] : checkLength(displayName, () => placeOf("/clinicName")),
    ),
    ...eachPolicy(estate, ({ displayName, placeOf }) => checkLength(displayName, () => placeOf("/name"))),
  ],
};

function checkLength(name: string, at: () => Place): Problem[] {
  const { length } = name;
  if (length <= LONGEST_LOCAL_PART) return [];
  const args = { name, length, limit: LONGEST_LOCAL_PART, over: length - LONGEST_LOCAL_PART };
  return [problem("address-too-long", args, at())];
}

/** The service area does not repeat the organisation, nor the clinic the service area: the address has them already. */
export const nameSaysItOnce: Rule = {
  id: "name-says-it-once",
  codes: ["name-says-it-twice"],
  check: ({ estate }) =>
    eachCalendar(
      estate,
      ({ organisation, serviceArea, clinicName, displayName, status, adopted, placeOf }) => {
        if (status !== "active" || adopted) return [];
        const area = namePart(serviceArea).toLowerCase();
        const clinic = namePart(clinicName).toLowerCase();
        const told = { name: displayName };
        return [
          ...(isSaidTwice(area, organisation.toLowerCase())
            ? [problem("name-says-it-twice", { ...told, part: organisation }, placeOf("/serviceArea"))]
            : []),
          ...(isSaidTwice(clinic, area)
            ? [problem("name-says-it-twice", { ...told, part: serviceArea }, placeOf("/clinicName"))]
            : []),
        ];
      },
    ),
};

// “ENT Entry Clinic” does not repeat anything.
function isSaidTwice(part: string, before: string): boolean {
  return before.length >= 4 && part.length > before.length && part.startsWith(before);
}

/** Within an organisation a service area is written in one way. */
export const serviceAreasSpeltAlike: Rule = {
  id: "service-areas-spelt-alike",
  codes: ["service-area-spelt-differently"],
  check: ({ estate }) =>
    estate.organisations.flatMap(({ calendars }) => {
      const active = calendars.filter(({ status }) => status === "active");
      return repeats(active, ({ serviceArea }) => namePart(serviceArea).toLowerCase())
        .filter(({ first, again }) => first.serviceArea !== again.serviceArea)
        .map(({ first, again: { serviceArea: text, placeOf } }) => {
          const args = { text, other: first.serviceArea };
          const also = [first.placeOf("/serviceArea")];
          return problem("service-area-spelt-differently", args, placeOf("/serviceArea"), also);
        });
    }),
};
