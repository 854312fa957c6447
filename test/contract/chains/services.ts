import { type Chain, chain } from "../chain";
import { hasNone, hasOne, oneOf, something } from "../matches";
import { added, booked, by, made, offered, op, seen, time, unseen } from "./steps";

const services = "{calendar}/services";
const one = `${services}/{service}`;
const appointments = "{calendar}/appointments";
const appointment = `${appointments}/{appointment}`;
const ready = [made(), added("viewer"), offered()] as const;
const view = (from: string, until: string) =>
  `{calendar}/calendarView?start=2031-03-${from}T00:00:00Z&end=2031-03-${until}T00:00:00Z`;

const serviceFields: readonly [string, unknown][] = [
  ["description", "By appointment"],
  ["notes", "Quiet room"],
  ["defaultDuration", "PT45M"],
  ["isHiddenFromCustomers", true],
  ["maximumAttendeesCount", 3],
  ["isLocationOnline", true],
  ["defaultPrice", 12.5],
  ["defaultPriceType", "fixedPrice"],
];

const wrongServices: readonly [string, object][] = [
  ["no name", { displayName: "" }],
  ["a wrong duration", { defaultDuration: "an hour" }],
  ["an unknown word", { defaultPriceType: "cheap" }],
  ["an unknown property", { colour: "red" }],
];

const wrongAppointments: readonly [string, object][] = [
  ["an end before its beginning", { endDateTime: time("08:00") }],
  ["no end", { endDateTime: null }],
  ["an unknown property", { colour: "red" }],
];

/** Services and appointments. */
export const serviceChains: readonly Chain[] = [
  chain(
    "a service needs no more than a name",
    ...ready,
    seen(one, { displayName: "Check-up", defaultDuration: something, defaultPriceType: something }),
  ),
  chain("a service is in the list", ...ready, seen(services, { value: hasOne({ displayName: "Check-up" }) })),
  ...serviceFields.map(([name, value]) =>
    chain(
      `a service's ${name} can be set`,
      ...ready,
      op(`PATCH ${one}`, 204, { send: { [name]: value } }),
      seen(one, { [name]: value }),
    ),
  ),
  ...serviceFields
    .slice(2, 5)
    .map(([name, value]) =>
      chain(
        `a service's ${name} can be given when it is made`,
        made(),
        offered({ [name]: value }, { body: { [name]: value } }),
        seen(one, { [name]: value }),
      ),
    ),
  ...wrongServices.map(([what, send]) =>
    chain(
      `no service is made with ${what}`,
      made(),
      op(`POST ${services}`, [400, 500], { send: { displayName: "x", ...send } }),
      seen(services, { value: hasNone({ displayName: "x" }) }),
    ),
  ),
  chain(
    "a service can be renamed",
    ...ready,
    op(`PATCH ${one}`, 204, { send: { displayName: "Review" } }),
    seen(one, { displayName: "Review" }),
    seen(services, { value: hasNone({ displayName: "Check-up" }) }),
  ),
  chain(
    "a service can be assigned to staff",
    ...ready,
    op(`PATCH ${one}`, 204, { send: { staffMemberIds: ["{staff}"] } }),
    seen(one, { staffMemberIds: ["{staff}"] }),
  ),
  chain(
    "a deleted service is gone",
    ...ready,
    op(`DELETE ${one}`, 204),
    unseen(one, 404),
    seen(services, { value: hasNone({ displayName: "Check-up" }) }),
  ),
  chain("a service cannot be deleted twice", ...ready, op(`DELETE ${one}`, 204), op(`DELETE ${one}`, 404)),
  chain(
    "the calendar's starter service",
    made(),
    seen(services, undefined, {
      observe: "services of a calendar that has just been made",
      show: "value.length",
    }),
  ),
  chain(
    "a service's reminders are shown one by one only",
    made(),
    offered({ defaultReminders: [{ message: "Soon", offset: "P1D", recipients: "customer" }] }),
    seen(one, { defaultReminders: hasOne({ message: "Soon", recipients: "customer" }) }),
  ),
  chain(
    "who may only read makes no service",
    made(),
    by("observer", `POST ${services}`, 403, { send: { displayName: "x" } }),
  ),

  chain(
    "an appointment can be made and read",
    ...ready,
    booked(),
    seen(appointment, { serviceId: "{service}", staffMemberIds: ["{staff}"] }),
  ),
  chain("an appointment's length is computed", ...ready, booked({}, { body: { duration: "PT30M" } })),
  chain(
    "an appointment counts its customers",
    ...ready,
    booked({}, { body: { filledAttendeesCount: oneOf(0, 1) } }),
  ),
  chain(
    "an appointment has the name of its service",
    ...ready,
    booked({}, { body: { serviceName: something } }),
  ),
  chain(
    "an appointment is in the list",
    ...ready,
    booked(),
    seen(appointments, { value: hasOne({ serviceName: something }) }),
  ),
  chain(
    "an appointment is in the view of its day, and in no other",
    ...ready,
    booked(),
    seen(view("04", "05"), { value: hasOne({ duration: "PT30M" }) }),
    seen(view("05", "06"), { value: [] }),
    seen(view("03", "04"), { value: [] }),
  ),
  chain(
    "the view needs both its ends",
    made(),
    unseen("{calendar}/calendarView", [400, 500]),
    unseen("{calendar}/calendarView?start=2031-03-04T00:00:00Z", [400, 500]),
  ),
  chain(
    "notes are shown of one appointment only",
    ...ready,
    booked({ serviceNotes: "by phone" }),
    seen(appointment, { serviceNotes: "by phone" }),
    seen(appointments, { value: hasOne({ serviceNotes: oneOf(null, undefined) }) }),
  ),
  chain(
    "an appointment can be moved",
    ...ready,
    booked(),
    op(`PATCH ${appointment}`, 204, {
      send: {
        "@odata.type": "#microsoft.graph.bookingAppointment",
        startDateTime: time("14:00"),
        endDateTime: time("15:00"),
      },
    }),
    seen(appointment, { duration: "PT1H" }),
  ),
  chain(
    "an appointment's service cannot change",
    ...ready,
    booked(),
    op(`PATCH ${appointment}`, [204, 400, 500], {
      send: { serviceId: "00000000-0000-0000-0000-000000000000" },
    }),
    seen(appointment, { serviceId: "{service}" }),
  ),
  chain(
    "a cancelled appointment is in no view",
    ...ready,
    booked(),
    op(`POST ${appointment}/cancel`, 204, { send: { cancellationMessage: "Sorry" } }),
    seen(view("04", "05"), { value: [] }),
  ),
  chain(
    "a deleted appointment is gone",
    ...ready,
    booked(),
    op(`DELETE ${appointment}`, 204),
    unseen(appointment, 404),
  ),
  chain(
    "an appointment cannot be cancelled twice",
    ...ready,
    booked(),
    op(`POST ${appointment}/cancel`, 204, { send: {} }),
    op(`POST ${appointment}/cancel`, [404, 400, 500], { send: {} }),
  ),
  ...wrongAppointments.map(([what, send]) =>
    chain(
      `no appointment is made with ${what}`,
      ...ready,
      op(`POST ${appointments}`, [400, 500], {
        send: {
          serviceId: "{service}",
          staffMemberIds: ["{staff}"],
          customers: [],
          startDateTime: time("09:00"),
          endDateTime: time("09:30"),
          ...send,
        },
      }),
      seen(appointments, { value: [] }),
    ),
  ),
  chain(
    "a deleted calendar takes its appointments with it",
    ...ready,
    booked(),
    op("DELETE {calendar}", 204),
    unseen(appointment, 404),
  ),
  chain(
    "an application's appointment needs staff, whatever its permission",
    ...ready,
    by("observer", `POST ${appointments}`, [400, 403], {
      send: { startDateTime: time("09:00"), endDateTime: time("09:30"), customers: [] },
    }),
  ),

  chain(
    "a customer can be kept",
    made(),
    op("POST {calendar}/customers", 201, {
      send: {
        "@odata.type": "#microsoft.graph.bookingCustomer",
        displayName: "Pat",
        emailAddress: "pat@example.com",
      },
      keep: { customer: "id" },
    }),
    seen("{calendar}/customers", {
      value: hasOne({ displayName: "Pat", "@odata.type": "#microsoft.graph.bookingCustomer" }),
    }),
    op("PATCH {calendar}/customers/{customer}", 204, { send: { displayName: "Pat A." } }),
    seen("{calendar}/customers/{customer}", { displayName: "Pat A." }),
    op("DELETE {calendar}/customers/{customer}", 204),
    unseen("{calendar}/customers/{customer}", 404),
  ),
  chain(
    "a question can be asked",
    made(),
    op("POST {calendar}/customQuestions", 201, {
      send: { displayName: "Allergies?", answerInputType: "text", answerOptions: [] },
      keep: { question: "id" },
      body: { answerInputType: "text" },
    }),
    seen("{calendar}/customQuestions", { value: hasOne({ displayName: "Allergies?" }) }),
    op("PATCH {calendar}/customQuestions/{question}", 204, { send: { displayName: "Any allergies?" } }),
    seen("{calendar}/customQuestions/{question}", { displayName: "Any allergies?" }),
    op("DELETE {calendar}/customQuestions/{question}", 204),
    unseen("{calendar}/customQuestions/{question}", 404),
  ),
  chain(
    "a question needs a kind of answer that there is",
    made(),
    op("POST {calendar}/customQuestions", [400, 500], {
      send: { displayName: "x", answerInputType: "colour" },
    }),
  ),
  chain(
    "when staff are free",
    ...ready,
    by("observer", "POST {calendar}/getStaffAvailability", 200, {
      send: { staffIds: ["{staff}"], startDateTime: time("08:00"), endDateTime: time("12:00") },
      body: { value: hasOne({ staffId: something }) },
    }),
  ),
  chain(
    "when staff are busy",
    ...ready,
    booked(),
    by("observer", "POST {calendar}/getStaffAvailability", 200, {
      send: { staffIds: ["{staff}"], startDateTime: time("08:00"), endDateTime: time("12:00") },
      body: { value: hasOne({ availabilityItems: hasOne({ status: "busy" }) }) },
    }),
  ),
  chain(
    "availability of someone unknown",
    made(),
    by("observer", "POST {calendar}/getStaffAvailability", [400, 404, 500], {
      send: {
        staffIds: ["00000000-0000-0000-0000-000000000000"],
        startDateTime: time("08:00"),
        endDateTime: time("12:00"),
      },
    }),
  ),
  chain(
    "availability is for applications",
    made(),
    op("POST {calendar}/getStaffAvailability", [403, 400], {
      send: { staffIds: [], startDateTime: time("08:00"), endDateTime: time("12:00") },
      observe: "availability asked for by a person",
    }),
  ),
];
