import { namePart } from "../model/naming";
import { oddInName } from "../model/odd-character";
import { codePoint } from "../problem/code-point";
import type { Place } from "../problem/place";
import { type Problem, problem } from "../problem/problem";
import { eachCalendar, eachPolicy, type Rule } from "./rule";

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
