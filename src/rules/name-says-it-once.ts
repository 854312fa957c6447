import { namePart } from "../model/naming";
import { problem } from "../problem/problem";
import { eachCalendar, type Rule } from "./rule";

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
          ...(repeats(area, organisation.toLowerCase())
            ? [problem("name-says-it-twice", { ...told, part: organisation }, placeOf("/serviceArea"))]
            : []),
          ...(repeats(clinic, area)
            ? [problem("name-says-it-twice", { ...told, part: serviceArea }, placeOf("/clinicName"))]
            : []),
        ];
      },
    ),
};

// “ENT Entry Clinic” does not repeat anything.
function repeats(part: string, before: string): boolean {
  return before.length >= 4 && part.length > before.length && part.startsWith(before);
}
