import { LONGEST_LOCAL_PART } from "../model/naming";
import type { Place } from "../problem/place";
import { type Problem, problem } from "../problem/problem";
import { eachCalendar, eachPolicy, type Rule } from "./rule";

/** Computed names fit into an address. They are refused when they do not, never shortened. */
export const nameLength: Rule = {
  id: "name-length",
  codes: ["address-too-long"],
  check: ({ estate }) => [
    // What an adopted calendar would be called is never used as an address.
    ...eachCalendar(estate, ({ displayName, adopted, placeOf }) =>
      adopted ? [] : check(displayName, () => placeOf("/clinicName")),
    ),
    ...eachPolicy(estate, ({ displayName, placeOf }) => check(displayName, () => placeOf("/name"))),
  ],
};

function check(name: string, at: () => Place): Problem[] {
  const { length } = name;
  if (length <= LONGEST_LOCAL_PART) return [];
  const args = { name, length, limit: LONGEST_LOCAL_PART, over: length - LONGEST_LOCAL_PART };
  return [problem("address-too-long", args, at())];
}
