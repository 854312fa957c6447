import type { Step, Who } from "../chain";

type More = Partial<Step>;

function step(by: Who, call: string, status: Step["status"], more: More = {}): Step {
  return { by, call, status, ...more };
}

/** A call of the calendar operator. */
export const op = (call: string, status: Step["status"], more?: More): Step =>
  step("operator", call, status, more);
/** A call of the observer, which is an application. */
export const seen = (path: string, body?: unknown, more?: More): Step =>
  step("observer", `GET ${path}`, 200, { ...(body === undefined ? {} : { body }), ...more });
/** A call of the observer that is refused. */
export const unseen = (path: string, status: Step["status"], code?: Step["code"]): Step =>
  step("observer", `GET ${path}`, status, code === undefined ? {} : { code });
/** A call of anybody. */
export const by = step;
/** A new calendar, which is `{calendar}` from then on. */
export const made = (more: object = {}, expects: More = {}): Step =>
  op("POST {calendars}", 201, { send: { displayName: "{name}", ...more }, ...expects });
/** A change of the calendar. */
export const change = (send: object): Step => op("PATCH {calendar}", 204, { send });

const type = "#microsoft.graph.bookingStaffMember";
/** For callers who know all roles. */
export const allWords = { prefer: "include-unknown-enum-members" };

/** Amy or Bob on the calendar, kept as `{staff}`. */
export const added = (role: string, who: "amy" | "bob" = "amy", more: More = {}): Step =>
  op("POST {calendar}/staffMembers", 201, {
    send: { "@odata.type": type, displayName: who, emailAddress: `{${who}}`, role },
    headers: allWords,
    keep: { staff: "id" },
    ...more,
  });
/** A change of that member. */
export const changed = (send: object, status: Step["status"] = 204): Step =>
  op("PATCH {calendar}/staffMembers/{staff}", status, { send: { "@odata.type": type, ...send } });

/** A service of the calendar, kept as `{service}`. */
export const offered = (more: object = {}, expects: More = {}): Step =>
  op("POST {calendar}/services", 201, {
    send: { displayName: "Check-up", ...more },
    keep: { service: "id" },
    ...expects,
  });

const at = (time: string) => ({
  "@odata.type": "#microsoft.graph.dateTimeTimeZone",
  dateTime: `2031-03-04T${time}:00.0000000`,
  timeZone: "UTC",
});
const pat = {
  "@odata.type": "#microsoft.graph.bookingCustomerInformation",
  name: "Pat",
  emailAddress: "pat@example.com",
  phone: "+44 113 496 0000",
};
/** An appointment, kept as `{appointment}`. */
export const booked = (more: object = {}, expects: More = {}): Step =>
  op("POST {calendar}/appointments", 201, {
    send: {
      "@odata.type": "#microsoft.graph.bookingAppointment",
      serviceId: "{service}",
      staffMemberIds: ["{staff}"],
      startDateTime: at("09:00"),
      endDateTime: at("09:30"),
      customers: [pat],
      maximumAttendeesCount: 1,
      ...more,
    },
    keep: { appointment: "id" },
    ...expects,
  });
/** A time of that day, as Graph writes it. */
export const time = at;
