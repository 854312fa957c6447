import type { Place } from "../problem/place";

/** `specs/leeds/calendars/heart-failure.yaml:5`, which terminals and editors open with a click. */
export function placeText(place: Place): string {
  return `${place.file}:${place.line}`;
}
