import { isJsonObject, type JsonObject, type JsonValue } from "../base/json";
import { type Call, operation } from "../odata/call";
import { graphFaults, InvalidBodyError } from "../odata/graph-fault";
import { appointments, type Business, staffMembers } from "../records/business";
import { instant } from "./appointments";
import { findBusiness } from "./calendar-rights";
import { contextPath } from "./contained-operations";

const longest = 62 * 24 * 3600 * 1000;

function shown({ status, from, until, serviceId }: Span & { status: string; serviceId: string }): JsonObject {
  const time = (at: number) => ({
    dateTime: new Date(at).toISOString().replace("Z", "0000"),
    timeZone: "UTC",
  });
  return { status, startDateTime: time(from), endDateTime: time(until), serviceId };
}

/** What is left of working time when the booked spans are taken out. */
function free(working: readonly Span[], booked: readonly Span[]): Span[] {
  let left = [...working];
  for (const busy of booked) {
    left = left.flatMap((span) => {
      if (busy.until <= span.from || busy.from >= span.until) return [span];
      const parts = [
        { from: span.from, until: busy.from },
        { from: busy.until, until: span.until },
      ];
      return parts.filter((part) => part.from < part.until);
    });
  }
  return left;
}

function booked(call: Call, business: Business, staffId: string, within: Span) {
  return call
    .of(appointments)
    .by("business", business.id.toLowerCase())
    .filter((one) => Array.isArray(one["staffMemberIds"]) && one["staffMemberIds"].includes(staffId))
    .map((one) => ({
      from: instant(one["startDateTime"]),
      until: instant(one["endDateTime"]),
      serviceId: String(one["serviceId"] ?? ""),
    }))
    .filter((span) => span.from < within.until && span.until > within.from);
}

function availability(call: Call, business: Business, staffId: string, within: Span): JsonObject {
  const member = call.of(staffMembers).get(`${business.id.toLowerCase()}/${staffId.toLowerCase()}`);
  // Reported of the service: any id it does not know is an unknown error.
  if (!member) throw graphFaults.unknownError();
  const hours = member["useBusinessHours"] === true ? business["businessHours"] : member["workingHours"];
  const busy = booked(call, business, member.id, within);
  const items = [
    ...free(workingTime(hours, within), busy).map((span) => ({
      status: "available",
      serviceId: "",
      ...span,
    })),
    ...busy.map((span) => ({ status: "busy", ...span })),
  ];
  items.sort((left, right) => left.from - right.from);
  return { staffId, availabilityItems: items.map(shown) };
}

export const getStaffAvailability = operation(
  "bookingBusiness.getStaffAvailability",
  "POST /solutions/bookingBusinesses/{business}/getStaffAvailability",
  (call) => {
    const business = findBusiness(call, "read");
    const { staffIds, startDateTime, endDateTime } = call.rawBody();
    const within = { from: instant(startDateTime), until: instant(endDateTime) };
    const length = within.until - within.from;
    if (!Array.isArray(staffIds) || !(length > 0 && length <= longest))
      throw new InvalidBodyError("staffIds, startDateTime and endDateTime are needed, in order.");
    const value = staffIds.map((id) => availability(call, business, String(id), within));
    return call.list(`${contextPath(business.id)}/getStaffAvailability`, value);
  },
);

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

/** When someone with these weekly hours works, within a span; hours are read as UTC. */
function workingTime(hours: JsonValue | undefined, within: Span): Span[] {
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
