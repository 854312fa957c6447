import { type Chain, chain } from "../chain";
import { absent, hasOne, is, like, oneOf, something } from "../matches";
import { added, by, made, op, seen, unseen } from "./steps";

const guid = /^[0-9a-f-]{36}$/i;
const options: readonly string[] = [
  "$top=1",
  "$skip=1",
  "$filter=displayName eq 'x'",
  "$orderby=displayName",
  "$expand=services",
  "$count=true",
];
const item = (id: string, method: string, url: string, more: object = {}) => ({ id, method, url, ...more });
const json = { headers: { "Content-Type": "application/json" } };
const batch = (requests: unknown[], status = 200, body?: unknown) =>
  op("POST /$batch", status, { send: { requests }, ...(body === undefined ? {} : { body }) });
const items = (...statuses: (number | readonly number[])[]) => ({
  responses: is(`answers ${JSON.stringify(statuses)}`, (value) => {
    if (!Array.isArray(value) || value.length !== statuses.length) return false;
    const sorted = [...value].sort((a, b) => Number(a.id) - Number(b.id));
    return statuses.every((one, n) => [one].flat().includes(sorted[n].status));
  }),
});

/** OData, headers and batches. */
export const odataChains: readonly Chain[] = [
  chain(
    "every answer has a request id, and repeats the caller's",
    by("observer", "GET {calendars}?query=x", 200, {
      headers: { "client-request-id": "11111111-2222-4333-8444-555555555555" },
      with: { "request-id": guid, "client-request-id": /^11111111-2222-4333-8444-555555555555$/ },
    }),
  ),
  chain(
    "a refusal has its request id in body and header",
    by("observer", "GET {calendars}/none@{domain}", 404, {
      body: { error: { code: something, innerError: { "request-id": like(guid), date: something } } },
      with: { "request-id": guid },
    }),
  ),
  chain(
    "a key in parentheses is the same as one in the path",
    made(),
    seen("{calendars}('{id}')", { id: "{id}" }),
  ),
  chain(
    "a key may be percent-encoded",
    made(),
    seen("{calendars}/{name}%40{domain}", undefined, { status: [200, 404] }),
  ),
  chain(
    "names of segments go by letters in any case",
    made(),
    seen("/Solutions/BookingBusinesses/{id}", { id: "{id}" }),
  ),
  chain(
    "an action may be qualified",
    made(),
    op("POST {calendar}/microsoft.graph.publish", 204),
    seen("{calendar}", { isPublished: true }),
  ),
  chain(
    "a segment that there is none of",
    made(),
    unseen("{calendar}/colours", [400, 404], ["BadRequest", "ResourceNotFound"]),
  ),
  chain("a collection that there is none of", unseen("/solutions/bookingColours", [400, 404])),
  chain("a method that the resource does not have", made(), op("PUT {calendar}", [405, 400], { send: {} })),
  chain("a calendar cannot be posted to", made(), op("POST {calendar}", [405, 400], { send: {} })),
  chain("a list cannot be deleted", op("DELETE {calendars}", [405, 400])),
  chain(
    "selected properties alone are shown",
    made(),
    seen("{calendar}?$select=displayName", { displayName: "{name}", phone: absent }),
  ),
  chain("a selected property must be there", made(), unseen("{calendar}?$select=colour", 400)),
  chain(
    "staff can be selected from",
    made(),
    added("viewer"),
    by("observer", "GET {calendar}/staffMembers?$select=id,displayName", [200, 400], {
      observe: "$select in a list of staff",
    }),
  ),
  ...options.map((option) =>
    chain(
      `a list of staff with ${option}`,
      made(),
      added("viewer"),
      by("observer", `GET {calendar}/staffMembers?${option}`, [200, 400, 500], {
        observe: `a list of staff with ${option}`,
      }),
    ),
  ),
  ...options.map((option) =>
    chain(
      `the list of calendars with ${option}`,
      by(
        "observer",
        `GET {calendars}?query=Contract&${option.replace("services", "staffMembers")}`,
        [200, 400, 500],
        { observe: `the list of calendars with ${option}` },
      ),
    ),
  ),
  chain("an unknown option is refused", by("observer", "GET {calendars}?$colour=red", 400)),
  chain("an option given twice is refused", by("observer", "GET {calendars}?$select=id&$select=id", 400)),
  chain(
    "a context tells what there is",
    made(),
    seen("{calendar}", { "@odata.context": like(/\$metadata#solutions\/bookingBusinesses.*\$entity$/) }),
    seen("{calendars}?query={name}", { "@odata.context": like(/\$metadata#solutions\/bookingBusinesses/) }),
  ),
  chain(
    "no metadata when none is asked for",
    made(),
    seen(
      "{calendar}",
      { "@odata.context": absent, id: "{id}" },
      { headers: { accept: "application/json;odata.metadata=none" } },
    ),
  ),
  chain(
    "no other format than JSON",
    made(),
    by("observer", "GET {calendar}", [406, 200, 400, 415], {
      headers: { accept: "application/xml" },
      observe: "a calendar as XML",
    }),
  ),
  chain(
    "no other body than JSON",
    made(),
    op("PATCH {calendar}", [400, 415], { raw: "<x/>", headers: { "content-type": "application/xml" } }),
  ),
  chain("an empty body is no change", made(), op("PATCH {calendar}", [400, 500], { raw: "" })),
  chain(
    "what was written can be read at once",
    made({}, {}),
    op("GET {calendar}", [200, 404], { observe: "reading a calendar right after it was made" }),
  ),
  chain(
    "a single property",
    made(),
    by("observer", "GET {calendar}/displayName", [200, 400, 404], {
      observe: "a single property of a calendar",
      show: "value",
    }),
  ),

  chain(
    "a batch answers item by item",
    made(),
    batch(
      [item("1", "GET", "{calendar}"), item("2", "GET", "{calendars}/none@{domain}")],
      200,
      items(200, 404),
    ),
  ),
  chain(
    "Bookings in a batch",
    made(),
    op("POST /$batch", 200, {
      send: { requests: [item("1", "GET", "{calendar}")] },
      observe: "a calendar read within a batch",
      show: "responses.0.status",
    }),
  ),
  chain(
    "a batch can write",
    made(),
    batch([item("1", "PATCH", "{calendar}", { ...json, body: { phone: "7" } })], 200, items(204)),
    seen("{calendar}", { phone: "7" }),
  ),
  chain(
    "an item can wait for another",
    made(),
    batch(
      [
        item("1", "PATCH", "{calendar}", { ...json, body: { phone: "8" } }),
        item("2", "GET", "{calendar}", { dependsOn: ["1"] }),
      ],
      200,
      { responses: hasOne({ id: "2", body: { phone: "8" } }) },
    ),
  ),
  chain(
    "an item that waits for one that fails is not done",
    made({ phone: "1" }),
    batch(
      [
        item("1", "GET", "{calendars}/none@{domain}"),
        item("2", "PATCH", "{calendar}", { ...json, body: { phone: "9" }, dependsOn: ["1"] }),
      ],
      200,
      items(404, 424),
    ),
    seen("{calendar}", { phone: "1" }),
  ),
  chain(
    "a batch of one-and-twenty is refused",
    batch(
      Array.from({ length: 21 }, (_, n) => item(String(n), "GET", "{calendars}?query=x")),
      400,
    ),
  ),
  chain(
    "ids within a batch are different",
    batch([item("1", "GET", "{calendars}?query=x"), item("1", "GET", "{calendars}?query=x")], 400),
  ),
  chain(
    "an item with a body needs its content type, or nothing of the batch is done",
    made(),
    batch(
      [
        item("1", "PATCH", "{calendar}", { ...json, body: { phone: "1" } }),
        item("2", "PATCH", "{calendar}", { body: { phone: "1" } }),
      ],
      400,
    ),
    seen("{calendar}", { phone: oneOf(null, "") }),
  ),
  chain(
    "an item that writes has a body, if an empty one",
    made(),
    batch([item("1", "POST", "{calendar}/publish")], 400),
    batch([item("1", "POST", "{calendar}/publish", { ...json, body: {} })], 200, items(204)),
    seen("{calendar}", { isPublished: true }),
  ),
  chain(
    "an item's address is relative",
    batch([item("1", "GET", "https://graph.microsoft.com/v1.0/solutions/bookingBusinesses?query=x")], 400),
    batch([item("1", "GET", "solutions/bookingBusinesses?query=x")], 200, items(200)),
  ),
  chain(
    "ids within a batch differ by more than their case",
    batch([item("a", "GET", "{calendars}?query=x"), item("A", "GET", "{calendars}?query=x")], 400),
  ),
  chain(
    "an item waits for earlier ones only",
    batch(
      [
        item("1", "GET", "{calendars}?query=x", { dependsOn: ["2"] }),
        item("2", "GET", "{calendars}?query=x"),
      ],
      400,
    ),
  ),
  chain(
    "items that wait beside items that do not",
    op("POST /$batch", [200, 400], {
      send: {
        requests: [
          item("1", "GET", "{calendars}?query=x"),
          item("2", "GET", "{calendars}?query=x", { dependsOn: ["1"] }),
          item("3", "GET", "{calendars}?query=x"),
          item("4", "GET", "{calendars}?query=x", { dependsOn: ["3"] }),
        ],
      },
      observe: "a batch that is neither fully sequential nor fully parallel",
    }),
  ),
  chain(
    "null for a list",
    made(),
    op("PATCH {calendar}", [204, 400, 500], {
      send: { businessHours: null },
      observe: "null for a list in a change",
    }),
    seen("{calendar}", { businessHours: is("is a list", Array.isArray) }),
  ),
  chain(
    "a body that does not say what it is",
    made(),
    op("PATCH {calendar}", 400, { raw: '{"phone":"1"}', headers: { "content-type": "" } }),
    seen("{calendar}", { phone: oneOf(null, "") }),
  ),
  chain("a batch has its list of requests", op("POST /$batch", 400, { send: {} })),
  chain("an empty batch", op("POST /$batch", [200, 400], { send: { requests: [] } })),
  chain(
    "an item's refusal has code and words",
    batch([item("1", "GET", "{calendars}/none@{domain}")], 200, {
      responses: [{ id: "1", body: { error: { code: something } } }],
    }),
  ),
  chain(
    "an item's path has no version",
    made(),
    batch([item("1", "GET", "{calendar}/staffMembers")], 200, items(200)),
  ),
  chain(
    "everybody may read the description",
    by("nobody", "GET /$metadata", 200, { body: like(/bookingStaffMembershipStatus/) }),
  ),
];
