import { type CalendarCase, finding } from "./calendar-case";
import type { Compared } from "./compared";

const FIELDS = ["displayName", "replyTo", "phone"] as const;
type Field = (typeof FIELDS)[number];

/** Addresses are compared without case; Graph may change it. */
const isSame = (field: Field, one: string, other: string): boolean =>
  field === "replyTo" ? one.toLowerCase() === other.toLowerCase() : one === other;

/** What was asked for at the last run; a display name never changes by a spec. */
function askedFor(field: Field, { recorded, wanted }: CalendarCase): string | undefined {
  return field === "displayName" ? wanted.displayName : recorded.asked?.[field];
}

/** The managed fields, each on its own line of the spec. Hours, services and pages are the admins' own. */
export function compareManagedFields(calendar: CalendarCase): Compared {
  const { organisation, wanted, seen } = calendar;
  const differing = FIELDS.filter((field) => !isSame(field, wanted[field], seen[field]));
  const isAhead = (field: Field): boolean => {
    const asked = askedFor(field, calendar);
    return asked !== undefined && !isSame(field, asked, wanted[field]) && isSame(field, asked, seen[field]);
  };
  return {
    notApplied: differing.filter(isAhead),
    findings: differing
      .filter((field) => !isAhead(field))
      .map((field) =>
        finding(
          "changed",
          { organisation, calendar: wanted.address },
          "drift-field-changed",
          {
            calendar: wanted.address,
            organisation: organisation.stack,
            field,
            tenant: seen[field],
            spec: wanted[field],
          },
          wanted.placeOf(field === "displayName" ? "/clinicName" : `/${field}`),
        ),
      ),
  };
}
