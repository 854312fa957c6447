import { randomBytes } from "node:crypto";
import { isJsonObject, type JsonObject } from "../base/json";
import { type Call, noContent, type Operation, operation } from "../odata/call";
import { GraphFault, graphFaults, InvalidBodyError } from "../odata/graph-fault";
import { present } from "../odata/present";
import { appointments, type Business, type Contained, services } from "../records/business";
import { noLocation } from "./business-defaults";
import { findBusiness } from "./calendar-rights";
import {
  bookingsList,
  type ContainedKind,
  containedOperations,
  contextPath,
  findContained,
  newContained,
} from "./contained-operations";
import { tellStaff } from "./mail";

/** The moment a dateTimeTimeZone stands for, in milliseconds; zones other than UTC are read by their name where it is known. */
export function instant(value: unknown): number {
  if (!isJsonObject(value)) return Number.NaN;
  const text = String(value["dateTime"]).replace(/(\.\d{3})\d+/, "$1");
  return Date.parse(/(Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}Z`);
}

/** A span in ISO 8601: 5400000 is PT1H30M. */
export function duration(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return minutes === 0 ? "PT0S" : `PT${hours > 0 ? `${hours}H` : ""}${rest > 0 ? `${rest}M` : ""}`;
}

function meetingLink(): string {
  return `https://teams.microsoft.com/l/meetup-join/19%3ameeting_${randomBytes(24).toString("base64url")}%40thread.v2/0`;
}

function defaults(): JsonObject {
  return {
    additionalInformation: "",
    customers: [],
    customerTimeZone: "UTC",
    isCustomerAllowedToManageBooking: true,
    isLocationOnline: false,
    maximumAttendeesCount: 1,
    optOutOfCustomerEmail: false,
    postBuffer: "PT0S",
    preBuffer: "PT0S",
    price: 0,
    priceType: "notSet",
    reminders: [],
    selfServiceAppointmentId: "00000000-0000-0000-0000-000000000000",
    serviceLocation: noLocation(),
    serviceName: "",
    smsNotificationsEnabled: false,
    staffMemberIds: [],
  };
}

/** A moment as the service writes it back: in UTC, with seven decimals. */
function written(at: number): JsonObject {
  return { dateTime: new Date(at).toISOString().replace("Z", "0000Z"), timeZone: "UTC" };
}

/** The appointment that a body asks for. */
export function newAppointment(call: Call, business: Business, sent: JsonObject): Contained {
  const [start, end] = [instant(sent["startDateTime"]), instant(sent["endDateTime"])];
  if (Number.isNaN(start) || Number.isNaN(end) || end < start)
    throw new InvalidBodyError("Start and end are needed, in order.");
  const key = business.id.toLowerCase();
  const service = call.of(services).get(`${key}/${String(sent["serviceId"] ?? "").toLowerCase()}`);
  const customers = Array.isArray(sent["customers"]) ? sent["customers"] : [];
  return {
    ...defaults(),
    ...(service ? { serviceName: service.displayName } : {}),
    ...sent,
    startDateTime: written(start),
    endDateTime: written(end),
    ...(sent["isLocationOnline"] === true ? { joinWebUrl: meetingLink() } : {}),
    ...newContained(call, business, `AAMk${randomBytes(60).toString("base64url")}`),
    duration: duration(end - start),
    filledAttendeesCount: customers.length,
  };
}

/** In lists, notes and reminders are left out, and customers where the setting says so. */
function hiddenInLists(call: Call): JsonObject {
  const notes = { customerNotes: null, serviceNotes: null, reminders: [] };
  return call.world.settings.customersInLists ? notes : { ...notes, customers: [] };
}

const kind: ContainedKind = {
  noun: "appointment",
  segment: "appointments",
  type: "bookingAppointment",
  collection: appointments,
  right: "book",
  inLists: hiddenInLists,
  create: (call, business, sent) => {
    const staff = sent["staffMemberIds"];
    // An application must say whose appointment it is.
    if (call.caller.kind === "application" && !(Array.isArray(staff) && staff.length > 0))
      throw new GraphFault(400, "BadRequest", "Invalid Staff");
    const made = newAppointment(call, business, sent);
    tellStaff(call.world, business, made, "booking");
    return made;
  },
  fixed: ["serviceId", "customerNotes"],
  changed: (_call, _business, _before, after) => ({
    ...after,
    duration: duration(instant(after["endDateTime"]) - instant(after["startDateTime"])),
  }),
};

const cancelAppointment = operation(
  "appointment.cancel",
  "POST /solutions/bookingBusinesses/{business}/appointments/{appointment}/cancel",
  (call) => {
    const business = findBusiness(call, "book");
    const found = findContained(kind, call, business);
    tellStaff(call.world, business, found, "cancellation");
    call.of(appointments).remove(appointments.key(found));
    return noContent;
  },
);

function moment(call: Call, name: "start" | "end"): number {
  const { calendarViewNames: names } = call.world.settings;
  const [short, long] = [call.query.get(name), call.query.get(`${name}DateTime`)];
  const text = { both: short ?? long, start: short, startDateTime: long }[names];
  const time = Date.parse(text ?? "");
  if (Number.isNaN(time))
    throw graphFaults.badRequest(
      `The query parameter '${name}' is required, as a date and time with offset.`,
    );
  return time;
}

const calendarView = operation(
  "calendarView.list",
  "GET /solutions/bookingBusinesses/{business}/calendarView",
  (call) => {
    const business = findBusiness(call, "read");
    const [from, until] = [moment(call, "start"), moment(call, "end")];
    const found = call
      .of(appointments)
      .by("business", business.id.toLowerCase())
      .filter((one) => instant(one["endDateTime"]) > from && instant(one["startDateTime"]) < until);
    const shown = found.map((one) => present("bookingAppointment", { ...one, ...hiddenInLists(call) }));
    return bookingsList(call, contextPath(business.id, "calendarView"), shown);
  },
);

/** …/appointments and …/calendarView */
export const appointmentOperations: readonly Operation[] = [
  ...containedOperations(kind),
  cancelAppointment,
  calendarView,
];
