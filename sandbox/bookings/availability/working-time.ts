import { isJsonObject, type JsonValue } from "../../json";

/** A span of time, in milliseconds. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

const dayLength = 24 * 3600 * 1000;
const days = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

function timeOf(text: JsonValue | undefined): number {
  const [hours = 0, minutes = 0] = String(text).split(":").map(Number);
  return (hours * 60 + minutes) * 60 * 1000;
}

function slotsOf(hours: JsonValue | undefined, day: string): Span[] {
  if (!Array.isArray(hours)) return [];
  const slots = hours.filter(isJsonObject).find((one) => one["day"] === day)?.["timeSlots"];
  if (!Array.isArray(slots)) return [];
  return slots
    .filter(isJsonObject)
    .map((slot) => ({ from: timeOf(slot["startTime"]), until: timeOf(slot["endTime"]) }));
}

/** When somebody with these weekly hours works, within a span; hours are read as UTC. */
export function workingTime(hours: JsonValue | undefined, within: Span): Span[] {
  const spans: Span[] = [];
  const first = Math.floor(within.from / dayLength) * dayLength;
  for (let midnight = first; midnight < within.until; midnight += dayLength) {
    const day = days[new Date(midnight).getUTCDay()] ?? "";
    for (const slot of slotsOf(hours, day)) {
      const from = Math.max(midnight + slot.from, within.from);
      const until = Math.min(midnight + slot.until, within.until);
      if (from < until) spans.push({ from, until });
    }
  }
  return spans;
}
