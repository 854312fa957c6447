import { isRecord } from "../graph/wire";
import type { Row } from "./columns";
import { minutesIn, momentOf, wallClock } from "./time";

/** A member of staff, by the id that appointments name. */
export type StaffNames = ReadonlyMap<string, { readonly name: string; readonly address: string }>;

/** What is the same for all appointments of a calendar. */
export interface CalendarFacts {
  readonly staff: StaffNames;
  readonly currency: string;
  /** IANA name. */
  readonly zone: string;
}

type Json = Readonly<Record<string, unknown>>;

/** An appointment from Graph of which at least the id and the start are known. */
export interface Appointment {
  readonly id: string;
  readonly start: number;
  readonly minutes: number | undefined;
  readonly body: Json;
}

const text = (value: unknown): string =>
  typeof value === "string" ? value : typeof value === "number" ? String(value) : "";

const records = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isRecord) : []);

/** An appointment from an answer; undefined when it has no id or no start that can be understood. */
export function parseAppointment(body: unknown): Appointment | undefined {
  if (!isRecord(body) || typeof body["id"] !== "string") return undefined;
  const start = momentOf(body["startDateTime"] ?? body["start"]);
  if (start === undefined) return undefined;
  const end = momentOf(body["endDateTime"] ?? body["end"]);
  const minutes = minutesIn(body["duration"]) ?? (end === undefined ? undefined : (end - start) / 60_000);
  return { id: body["id"], start, minutes, body };
}

/** How many customers an appointment has: those that are listed, else the number that Graph counts. */
export function customerCount({ body }: Appointment): number {
  const counted = body["filledAttendeesCount"];
  return Math.max(records(body["customers"]).length, typeof counted === "number" ? counted : 0);
}

/** Names of the staff of an appointment; of someone who has been removed from the calendar only the id is known. */
export function staffOf({ body }: Appointment, staff: StaffNames): { names: string[]; addresses: string[] } {
  const ids = Array.isArray(body["staffMemberIds"]) ? body["staffMemberIds"].map(String) : [];
  return {
    names: ids.map((id) => staff.get(id)?.name || staff.get(id)?.address || id),
    addresses: ids.flatMap((id) => staff.get(id)?.address ?? []),
  };
}

/** The id of an appointment that a customer made; those that staff made have one of zeros, or none. */
function selfServiceId(body: Json): string {
  const id = text(body["selfServiceAppointmentId"]);
  return /^[0-]*$/.test(id) ? "" : id;
}

/** The appointment's own cells, the same in every row of it. */
function sharedCells(appointment: Appointment, { staff, currency, zone }: CalendarFacts): Row {
  const { body, minutes, start } = appointment;
  const { names, addresses } = staffOf(appointment, staff);
  const attendees = body["filledAttendeesCount"];
  return {
    "Date Time": wallClock(start, zone),
    Staff: names.join("; "),
    "Staff Name": names.join("; "),
    "Staff Email": addresses.join("; "),
    Service: text(body["serviceName"]),
    "Duration (mins.)": minutes === undefined ? "" : String(Math.round(minutes)),
    "Pricing Type": text(body["priceType"]),
    Price: text(body["price"]),
    Currency: currency,
    "Signed Up Attendees Count": text(attendees),
    "Text Notifications Enabled":
      typeof body["smsNotificationsEnabled"] === "boolean" ? String(body["smsNotificationsEnabled"]) : "",
    "Booking Id": selfServiceId(body) || appointment.id,
  };
}

function addressText(value: unknown): string {
  if (!isRecord(value)) return "";
  const address = isRecord(value["address"]) ? value["address"] : {};
  const parts = ["street", "city", "state", "postalCode", "countryOrRegion"].map((name) =>
    text(address[name]),
  );
  return parts.filter(Boolean).join(", ") || text(value["displayName"]);
}

function answers(customer: Json): string {
  const asked = records(customer["customQuestionAnswers"]);
  if (asked.length === 0) return "";
  return JSON.stringify(
    Object.fromEntries(
      asked.map((one) => [text(one["question"]) || text(one["questionId"]), text(one["answer"])]),
    ),
  );
}

/** A row for each customer, and one for an appointment without any. */
export function rowsOf(appointment: Appointment, facts: CalendarFacts, withPatients: boolean): Row[] {
  const shared = sharedCells(appointment, facts);
  if (!withPatients) return Array.from({ length: Math.max(1, customerCount(appointment)) }, () => shared);
  const { body } = appointment;
  const location = isRecord(body["serviceLocation"]) ? text(body["serviceLocation"]["displayName"]) : "";
  const customers = records(body["customers"]);
  return (customers.length > 0 ? customers : [{} as Json]).map((customer) => ({
    ...shared,
    Location: location,
    "Customer Name": text(customer["name"]),
    "Customer Email": text(customer["emailAddress"]),
    "Customer Phone": text(customer["phone"]),
    "Customer Address": addressText(customer["location"]),
    " Custom Fields": answers(customer),
  }));
}
