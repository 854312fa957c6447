import { type Chain, chain } from "../chain";
import { absent, hasOne, is, like, oneOf, something } from "../matches";
import { ownName } from "../run-chain";
import { by, change, made, op, seen, unseen } from "./steps";

const fields: readonly [string, unknown][] = [
  ["email", "xray@example.com"],
  ["phone", "+44 113 496 0001"],
  ["webSiteUrl", "https://example.com/x"],
  ["defaultCurrencyIso", "GBP"],
  ["languageTag", "en-GB"],
  ["businessType", "managed from git: x"],
];

const policy = {
  timeSlotInterval: "PT15M",
  minimumLeadTime: "PT2H",
  maximumAdvance: "P90D",
  sendConfirmationsToOwner: false,
  allowStaffSelection: false,
};

const wrongBodies: readonly [string, object][] = [
  ["a property that there is none of", { displayName: "{name}", colour: "red" }],
  ["no name", {}],
  ["an empty name", { displayName: "" }],
  ["null for its name", { displayName: null }],
  ["a number for its name", { displayName: 1 }],
  ["a complex value of the wrong kind", { displayName: "{name}", address: "Leeds" }],
  ["an unknown word", { displayName: "{name}", businessHours: [{ day: "someday", timeSlots: [] }] }],
  [
    "a time that is none",
    {
      displayName: "{name}",
      businessHours: [{ day: "monday", timeSlots: [{ startTime: "8", endTime: "9" }] }],
    },
  ],
  [
    "a duration that is none",
    { displayName: "{name}", schedulingPolicy: { ...policy, timeSlotInterval: "half an hour" } },
  ],
  [
    "an address with a post-office box, which v1.0 does not have",
    { displayName: "{name}", address: { postOfficeBox: "1" } },
  ],
];

/** Calendars: from creation to deletion. */
export const calendarChains: readonly Chain[] = [
  chain("a calendar needs no more than a name", made({}, { body: { id: like(/@/), displayName: "{name}" } })),
  chain(
    "a calendar comes with Graph's defaults",
    made(
      {},
      {
        body: {
          isPublished: false,
          publicUrl: null,
          languageTag: something,
          schedulingPolicy: {
            timeSlotInterval: "PT30M",
            minimumLeadTime: "P1D",
            maximumAdvance: "P365D",
            sendConfirmationsToOwner: true,
            allowStaffSelection: true,
          },
        },
      },
    ),
  ),
  chain(
    "a calendar is open from Monday to Friday, eight to five",
    made(
      {},
      {
        body: {
          businessHours: is(
            "five open days",
            (days) =>
              Array.isArray(days) &&
              days.filter(
                (one) =>
                  one.timeSlots.length === 1 &&
                  one.timeSlots[0].startTime.startsWith("08:00") &&
                  one.timeSlots[0].endTime.startsWith("17:00"),
              ).length === 5,
          ),
        },
      },
    ),
  ),
  chain(
    "a calendar can be read by its id",
    made(),
    seen("{calendar}", { id: "{id}", displayName: "{name}" }),
  ),
  chain(
    "a calendar can be read by its id in any case",
    made({}, { observe: "the case of a new calendar's address", show: "id" }),
    seen("{calendar}", { id: "{id}" }),
  ),
  chain("a calendar's address begins with its name", made({}, { body: { id: like(/^[a-z0-9]+@/i) } })),
  chain(
    "spaces are left out of the address",
    op("POST {calendars}", 201, {
      send: { displayName: "{name} X Ray" },
      body: { id: like(/^\S+xray@/i) },
      observe: "the address of a name with spaces",
      show: "id",
    }),
  ),
  chain(
    "other characters of a name",
    op("POST {calendars}", 201, {
      send: { displayName: "{name} O'Neill & Søn-2.a_b" },
      observe: "the address of a name with ' & ø - . _",
      show: "id",
    }),
  ),
  chain(
    "a name of ninety characters",
    op("POST {calendars}", [201, 400, 500], {
      send: { displayName: `{name}${"x".repeat(70)}` },
      observe: "the address of a very long name",
      show: "id",
    }),
  ),
  chain(
    "a calendar is in the list, with its id and name alone",
    made(),
    seen("{calendars}?query={name}", { value: [{ id: "{id}", displayName: "{name}", phone: absent }] }),
  ),
  chain(
    "a list's query finds any part of a name",
    made(),
    seen("{calendars}?query=Contract", { value: hasOne({ displayName: ownName }) }),
  ),
  chain(
    "a list's query that fits nothing finds nothing",
    seen("{calendars}?query=NoSuchCalendarAnywhere", { value: [] }),
  ),
  chain(
    "a list's query goes by letters in any case",
    made(),
    op("GET {calendars}?query=CONTRACT", [200, 400], {
      observe: "whether a list's query is case-sensitive",
      show: "value.0.displayName",
    }),
  ),
  chain(
    "the operator's list",
    op("GET {calendars}?query=Contract", [200, 400], {
      observe: "what a delegated list shows",
      show: "value.length",
    }),
  ),
  ...fields.map(([name, value]) =>
    chain(
      `a calendar's ${name} can be set`,
      made(),
      change({ [name]: value }),
      seen("{calendar}", { [name]: value }),
    ),
  ),
  ...fields
    .slice(0, 3)
    .map(([name, value]) =>
      chain(
        `a calendar's ${name} can be set and cleared`,
        made(),
        change({ [name]: value }),
        change({ [name]: null }),
        seen("{calendar}", { [name]: oneOf(null, "") }),
      ),
    ),
  chain(
    "a calendar's name can change, and its address stays",
    made(),
    change({ displayName: "{name} again" }),
    seen("{calendar}", { id: "{id}", displayName: "{name} again" }),
  ),
  chain(
    "a calendar's marker can be given when it is made",
    made(
      { businessType: "managed from git: y" },
      { observe: "whether businessType is kept on creation", show: "businessType" },
    ),
    change({ businessType: "managed from git: y" }),
    seen("{calendar}", { businessType: "managed from git: y" }),
  ),
  chain(
    "a calendar's fields can be given when it is made",
    made({ email: "a@example.com", phone: "1" }, { body: { email: "a@example.com", phone: "1" } }),
    seen("{calendar}", { email: "a@example.com", phone: "1" }),
  ),
  chain(
    "a change leaves everything else as it was",
    made({ email: "a@example.com" }),
    change({ phone: "2" }),
    seen("{calendar}", { email: "a@example.com", phone: "2", displayName: "{name}" }),
  ),
  chain(
    "two changes of the same thing: the later one holds",
    made(),
    change({ phone: "1" }),
    change({ phone: "2" }),
    seen("{calendar}", { phone: "2" }),
  ),
  chain(
    "an empty change is none",
    made(),
    op("PATCH {calendar}", [204, 500], { send: {} }),
    seen("{calendar}", { displayName: "{name}" }),
  ),
  chain(
    "a scheduling policy can be replaced as a whole",
    made(),
    change({ schedulingPolicy: policy }),
    seen("{calendar}", { schedulingPolicy: policy }),
  ),
  chain(
    "a part of an address",
    made(),
    change({ address: { street: "Beckett Street", city: "York" } }),
    change({ address: { city: "Leeds" } }),
    seen(
      "{calendar}",
      { address: { city: "Leeds" } },
      {
        observe: "whether PATCH of a complex property merges: street after PATCH of city",
        show: "address.street",
      },
    ),
  ),
  chain(
    "opening hours can be set",
    made(),
    change({
      businessHours: [
        { day: "monday", timeSlots: [{ startTime: "10:00:00.0000000", endTime: "12:00:00.0000000" }] },
      ],
    }),
    seen("{calendar}", {
      businessHours: hasOne({
        day: "monday",
        timeSlots: [{ startTime: like(/^10:00/), endTime: like(/^12:00/) }],
      }),
    }),
  ),
  chain(
    "publishing gives an address, unpublishing takes it away",
    made(),
    op("POST {calendar}/publish", 204),
    seen("{calendar}", { isPublished: true, publicUrl: like(/^https:\/\//) }),
    op("POST {calendar}/unpublish", 204),
    seen("{calendar}", { isPublished: false, publicUrl: oneOf(null, "") }),
  ),
  chain(
    "publishing twice is as good as once",
    made(),
    op("POST {calendar}/publish", 204),
    op("POST {calendar}/publish", 204),
    seen("{calendar}", { isPublished: true }),
  ),
  chain(
    "unpublishing what is not published changes nothing",
    made(),
    op("POST {calendar}/unpublish", 204),
    seen("{calendar}", { isPublished: false }),
  ),
  chain(
    "isPublished cannot be written",
    made(),
    op("PATCH {calendar}", [204, 400, 500], { send: { isPublished: true } }),
    seen("{calendar}", { isPublished: false }),
  ),
  chain(
    "a calendar's id cannot be written",
    made(),
    op("PATCH {calendar}", [204, 400, 500], { send: { id: "other@example.com" } }),
    seen("{calendar}", { id: "{id}" }),
  ),
  ...wrongBodies.map(([what, send]) =>
    chain(
      `no calendar is made with ${what}`,
      op("POST {calendars}", [400, 500], {
        send,
        code: ["UnknownError", "BadRequest", "ErrorInvalidRequest"],
      }),
    ),
  ),
  chain("a body that is no JSON makes no calendar", op("POST {calendars}", [400, 500], { raw: "{" })),
  chain(
    "a wrong change changes nothing",
    made({ phone: "1" }),
    op("PATCH {calendar}", [400, 500], { send: { phone: "2", colour: "red" } }),
    seen("{calendar}", { phone: "1" }),
  ),
  chain(
    "a calendar that there never was",
    unseen("{calendars}/no.such.calendar@{domain}", 404),
    op("PATCH {calendars}/no.such.calendar@{domain}", 404, { send: { phone: "1" } }),
  ),
  chain(
    "applications make no calendars",
    by("observer", "POST {calendars}", 403, { send: { displayName: "{name}" } }),
  ),
  chain(
    "applications delete no calendars",
    made(),
    by("observer", "DELETE {calendar}", 403),
    seen("{calendar}", { id: "{id}" }),
  ),
  chain(
    "who may only read changes nothing",
    made({ phone: "1" }),
    by("observer", "PATCH {calendar}", 403, { send: { phone: "2" } }),
    by("observer", "POST {calendar}/publish", 403),
    seen("{calendar}", { phone: "1", isPublished: false }),
  ),
  chain(
    "without a token there is nothing",
    by("nobody", "GET {calendars}", 401, { code: "InvalidAuthenticationToken" }),
    by("nobody", "POST {calendars}", 401, { send: {} }),
  ),
  chain(
    "a calendar has times of its making and of its last change",
    made({}, { observe: "whether a new calendar tells when it was made", show: "createdDateTime" }),
    change({ phone: "1" }),
    seen("{calendar}", undefined, {
      observe: "whether it tells when it was changed",
      show: "lastUpdatedDateTime",
    }),
  ),
  chain(
    "a calendar's mailbox has a purpose",
    made(),
    by("observer", "GET /users/{id}/mailboxSettings/userPurpose", [200, 404], {
      observe: "userPurpose of a calendar's mailbox",
      show: "value",
    }),
  ),
  chain(
    "a calendar is a user of the directory",
    made(),
    by("observer", "GET /users/{id}?$select=userPrincipalName,accountEnabled", [200, 404], {
      observe: "the user behind a calendar: enabled",
      show: "accountEnabled",
    }),
  ),
];
