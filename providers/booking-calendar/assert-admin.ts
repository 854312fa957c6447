import { refuse } from "../refuse";
import type { CalendarContext } from "./calendar-context";
import type { CalendarInputs } from "./calendar-inputs";

/** At least one admin who is a person: the service account that works on calendars never counts. */
export function assertAdmin(context: Pick<CalendarContext, "operator">, inputs: CalendarInputs): void {
  const operator = context.operator(inputs.organisation);
  const admins = Object.entries(inputs.members).filter(
    ([address, role]) => role === "admin" && address.toLowerCase() !== operator,
  );
  if (admins.length === 0) {
    throw refuse("no-admin", { calendar: inputs.address });
  }
}
