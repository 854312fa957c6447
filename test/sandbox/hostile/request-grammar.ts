import fc from "fast-check";

/** A request of the grammar. */
export interface FuzzedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

const guid = "00000000-0000-4000-8000-000000000000";
const oddities = [
  "",
  ".",
  "..",
  "%2e%2e",
  "%00",
  "%ff",
  "%",
  "'",
  "('",
  "__proto__",
  "constructor",
  "$ref",
  "$count",
  "$value",
  "microsoft.graph.user",
  "a".repeat(300),
  "é",
  "😀",
  "a b",
];
const names = [
  "solutions",
  "bookingBusinesses",
  "staffMembers",
  "services",
  "appointments",
  "customers",
  "customQuestions",
  "calendarView",
  "publish",
  "cancel",
  "getStaffAvailability",
  "bookingCurrencies",
  "users",
  "groups",
  "members",
  "me",
  "directory",
  "administrativeUnits",
  "deletedItems",
  "subscribedSkus",
  "licenseDetails",
  "assignLicense",
  "mailboxSettings",
  "userPurpose",
  "roleManagement",
  "displayName",
  "$batch",
  "$metadata",
  "memberOf",
];
const keys = ["Leeds@nhs.net", "amy@nhs.net", guid, "('Leeds@nhs.net')", "('a''b')", "leeds%40NHS.net"];

const segment = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...names) },
  { weight: 4, arbitrary: fc.constantFrom(...keys) },
  { weight: 1, arbitrary: fc.constantFrom(...oddities) },
  { weight: 1, arbitrary: fc.string({ maxLength: 12 }).map(encodeURIComponent) },
);

/** Paths that lead somewhere, so that what is behind them is reached too. */
const places = [
  "/solutions/bookingBusinesses",
  "/solutions/bookingBusinesses/Leeds@nhs.net",
  "/solutions/bookingBusinesses/Leeds@nhs.net/staffMembers",
  "/solutions/bookingBusinesses/Leeds@nhs.net/services",
  "/solutions/bookingBusinesses/Leeds@nhs.net/appointments",
  "/users",
  "/users/amy@nhs.net",
  "/groups",
  "/directory/administrativeUnits",
  "/directory/deletedItems/microsoft.graph.user",
  "/subscribedSkus",
  "/$batch",
];
const path = fc
  .tuple(fc.constantFrom("", "", ...places, ...places), fc.array(segment, { maxLength: 4 }))
  .map(([place, more]) => place + more.map((one) => `/${one}`).join("") || "/");

const word = fc.constantFrom(
  "displayName",
  "mail",
  "id",
  "eq",
  "ne",
  "and",
  "or",
  "not",
  "in",
  "startsWith(mail,'a')",
  "any(p:p eq 'x')",
  "(",
  ")",
  "'x'",
  "'",
  "true",
  "null",
  "1",
  ",",
  "/",
  "proxyAddresses/any(p:",
  "assignedLicenses",
  "__proto__",
);
const option = fc.oneof(
  fc.array(word, { maxLength: 10 }).map((words) => `$filter=${encodeURIComponent(words.join(" "))}`),
  fc.array(word, { maxLength: 4 }).map((words) => `$select=${encodeURIComponent(words.join(","))}`),
  fc
    .tuple(
      fc.constantFrom(
        "$top",
        "$skip",
        "$count",
        "$search",
        "$orderby",
        "$expand",
        "$skiptoken",
        "query",
        "start",
        "end",
        "$",
        "x",
        "%",
      ),
      fc.oneof(
        fc.string({ maxLength: 10 }).map(encodeURIComponent),
        fc.integer().map(String),
        fc.constant("%"),
      ),
    )
    .map(([name, value]) => `${name}=${value}`),
);
const query = fc
  .array(option, { maxLength: 3 })
  .map((options) => (options.length > 0 ? `?${options.join("&")}` : ""));

const member = fc.constantFrom(
  "displayName",
  "emailAddress",
  "role",
  "phone",
  "businessHours",
  "workingHours",
  "schedulingPolicy",
  "@odata.type",
  "@odata.id",
  "requests",
  "id",
  "method",
  "url",
  "body",
  "dependsOn",
  "staffIds",
  "startDateTime",
  "endDateTime",
  "addLicenses",
  "removeLicenses",
  "members@odata.bind",
  "__proto__",
  "constructor",
  "accountEnabled",
);
const leaf = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom(
    "administrator",
    "member",
    "monday",
    "08:00:00",
    "PT30M",
    "2026-01-01T00:00:00Z",
    "#microsoft.graph.bookingStaffMember",
    "#microsoft.graph.group",
    "#graph.x",
    "GET",
    "/users",
    guid,
    "Leeds",
  ),
);
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    leaf,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(member, tie("value"), { maxKeys: 5, noNullPrototype: true }),
  ),
}));
const body = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .dictionary(member, value, { maxKeys: 6, noNullPrototype: true })
      .map((one) => JSON.stringify(one)),
  },
  { weight: 2, arbitrary: value.map((one) => JSON.stringify(one) ?? "") },
  { weight: 1, arbitrary: fc.string({ maxLength: 40 }) },
  { weight: 1, arbitrary: fc.constant(undefined) },
);

const header = fc.record(
  {
    accept: fc.constantFrom(
      "*/*",
      "application/json;odata.metadata=none",
      "application/json;odata.metadata=full",
      "text/html",
      ";;",
      "application/json;q=x",
    ),
    prefer: fc.constantFrom("include-unknown-enum-members", "return=representation", ";"),
    consistencylevel: fc.constantFrom("eventual", "x"),
    "client-request-id": fc.constantFrom("x", "x".repeat(500)),
    "content-type": fc.constantFrom(
      "application/json",
      "application/json; charset=utf-16",
      "text/plain",
      "application/vnd.x+json",
      "x",
    ),
  },
  { requiredKeys: [] },
);

/** Requests that are nearly right: most lead to something that the sandbox has, with one or two things wrong. */
export const requests: fc.Arbitrary<FuzzedRequest> = fc
  .tuple(
    fc.constantFrom("GET", "GET", "GET", "POST", "POST", "PATCH", "DELETE", "PUT", "OPTIONS", "HEAD"),
    path,
    query,
    header,
    body,
  )
  .map(([method, at, options, headers, sent]) => ({
    method,
    path: `${at}${options}`,
    headers,
    body: method === "GET" || method === "HEAD" || method === "OPTIONS" ? undefined : sent,
  }));
