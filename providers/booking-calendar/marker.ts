import type { CalendarInputs } from "./calendar-inputs";

const PREFIX = "managed from git: ";

/** The mark that a calendar of ours carries in Graph from its first moment. */
export function markerOf({
  organisation,
  displayName,
}: Pick<CalendarInputs, "organisation" | "displayName">): string {
  return `${PREFIX}${organisation.toLowerCase()}/${displayName.toLowerCase()}`;
}

/** Whose a live calendar is, by its mark. */
export function ownership(businessType: string, marker: string): "ours" | "none" | "foreign" {
  const text = businessType.trim().toLowerCase();
  if (text === marker.toLowerCase()) {
    return "ours";
  }
  return text.startsWith(PREFIX) ? "foreign" : "none";
}
