import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect } from "chai";
import type { JsonObject } from "../../sandbox/base/json";
import { complexTypes } from "../../sandbox/model/generated/complex-types";
import { entityTypes } from "../../sandbox/model/generated/entity-types";
import type { Exchange } from "../../sandbox/server/graph-endpoint";
import { violationsVariable } from "../support/conformance-hooks";
import { ConformanceChecker } from "./conformance/checker";
import { typeSchemas } from "./conformance/type-schemas";

const root = join(__dirname, "..", "..", "..");
const context = "https://127.0.0.1:1/v1.0/$metadata#";
const id = "11111111-1111-4111-8111-111111111111";
const headers = {
  "request-id": id,
  "client-request-id": id,
  "content-type": "application/json;odata.metadata=minimal",
};

/** A staff member as Graph would answer it. */
const staff = {
  "@odata.context": `${context}solutions/bookingBusinesses('x')/staffMembers/$entity`,
  "@odata.type": "#microsoft.graph.bookingStaffMember",
  id,
  availabilityIsAffectedByPersonalCalendar: true,
  createdDateTime: "2026-01-01T00:00:00.0000000Z",
  displayName: "Amy",
  emailAddress: null,
  isEmailNotificationEnabled: true,
  lastUpdatedDateTime: null,
  membershipStatus: "active",
  role: "administrator",
  timeZone: null,
  useBusinessHours: true,
  workingHours: [
    { day: "monday", timeSlots: [{ startTime: "08:00:00.0000000", endTime: "17:00:00.0000000" }] },
  ],
};

const calendar = "/solutions/bookingBusinesses/x";
const get = (url: string, body: object | undefined, more: Partial<Exchange> = {}): Exchange => ({
  method: "GET",
  url,
  accept: undefined,
  prefer: undefined,
  status: 200,
  headers,
  body: body as JsonObject | undefined,
  text: undefined,
  sent: undefined,
  item: false,
  ...more,
});

describe("the conformance check", () => {
  const checker = new ConformanceChecker();
  const found = (exchange: Exchange) =>
    checker.check(exchange).map(({ pointer, message }) => `${pointer} ${message}`);
  const member = (change: object, more: Partial<Exchange> = {}) =>
    found(get(`${calendar}/staffMembers/1`, { ...staff, ...change }, more));

  it("has a schema for every type of the model", () => {
    const schemas = typeSchemas({ level: "minimal", laterWords: false });
    expect(Object.keys(schemas)).to.include.members([
      ...Object.keys(entityTypes),
      ...Object.keys(complexTypes),
    ]);
  });

  it("finds nothing wrong with a right answer", () => {
    expect(member({})).to.deep.equal([]);
  });

  const wrong: [string, object, string][] = [
    ["null where none may be", { displayName: null }, "/displayName must be string"],
    ["an unknown property", { colorIndex: 1 }, " must NOT have additional properties: colorIndex"],
    [
      "an unknown annotation",
      { "@odata.colour": "x" },
      " must NOT have additional properties: @odata.colour",
    ],
    [
      "a word that the enum does not have",
      { membershipStatus: "waiting" },
      "/membershipStatus must be equal to one of the allowed values",
    ],
    ["a wrong primitive", { useBusinessHours: "yes" }, "/useBusinessHours must be boolean"],
    ["a time that is none", { createdDateTime: "yesterday" }, "/createdDateTime must match pattern"],
    [
      "an unknown property further down",
      { workingHours: [{ day: "monday", timeSlots: [], from: 1 }] },
      "/workingHours/0 must NOT have additional properties: from",
    ],
    [
      "a complex value that is not whole",
      { workingHours: [{ day: "monday" }] },
      "/workingHours/0 must have required property 'timeSlots'",
    ],
    ["a collection that is null", { workingHours: null }, "/workingHours must be array"],
    [
      "another type than declared",
      { "@odata.type": "#microsoft.graph.bookingService" },
      "/@odata.type must be equal to one of the allowed values",
    ],
    [
      "a word that the caller has not asked for",
      { role: "scheduler" },
      "/role must be equal to one of the allowed values",
    ],
    [
      "the context of a list",
      { "@odata.context": `${context}solutions` },
      "/@odata.context does not end in /$entity",
    ],
  ];
  for (const [what, change, message] of wrong) {
    it(`finds ${what}`, () => {
      expect(member(change).join("\n")).to.contain(message);
    });
  }

  it("finds a property that is missing, and one that was not selected", () => {
    const { timeZone: _gone, ...rest } = staff;
    expect(found(get(`${calendar}/staffMembers/1`, rest))).to.deep.equal(["/timeZone is missing"]);
    const two = { "@odata.context": `${context}users(mail)/$entity`, mail: null, surname: null };
    expect(found(get("/users/1?$select=mail", two))).to.deep.equal(["/surname was not selected"]);
  });

  it("lets words be that were added later only when they are asked for", () => {
    const prefer = "include-unknown-enum-members";
    expect(member({ role: "member" }, { prefer })).to.deep.equal([]);
    expect(member({ role: "unknownFutureValue" })).to.deep.equal([]);
    expect(member({ role: "unknownFutureValue" }, { prefer })).to.have.length.above(0);
  });

  it("allows annotations as the metadata level says", () => {
    const accept = "application/json;odata.metadata=none";
    const none = { accept, headers: { ...headers, "content-type": accept } };
    expect(member({}, none)).to.have.length.above(0);
    const { "@odata.context": _context, "@odata.type": _type, ...bare } = staff;
    const list = { value: [{ id: "x@nhs.net", displayName: "X" }] };
    expect(found(get("/solutions/bookingBusinesses", list, none))).to.deep.equal([]);
    expect(found(get("/solutions/bookingBusinesses", list))).to.have.length.above(0);
    expect(bare).not.to.have.property("@odata.type");
  });

  it("wants request ids, and a header for each status that needs one", () => {
    const error = { error: { code: "X", message: "" } };
    expect(found(get(calendar, error, { status: 405, headers: {} })).join())
      .to.contain("request-id is missing")
      .and.contain("allow is missing");
    expect(found(get(calendar, { message: "no" }, { status: 400 })).join()).to.contain(
      "must have required property 'error'",
    );
  });

  it("wants no body with 204, the right status, and nothing where the model has nothing", () => {
    expect(found(get(calendar, {}, { method: "DELETE", status: 204 })).join()).to.contain(
      "must have no body",
    );
    expect(
      found(
        get(calendar, undefined, { method: "PATCH", headers: { "request-id": id, "client-request-id": id } }),
      ).join(),
    ).to.contain("must be 204");
    expect(found(get("/colours", {})).join()).to.contain("the model has nothing at that path");
  });

  it("looks into the items of a batch", () => {
    const sent = { requests: [{ id: "1", method: "GET", url: "/users/1" }] };
    const body = {
      responses: [
        {
          id: "1",
          status: 200,
          headers: {},
          body: { "@odata.context": `${context}users/$entity`, id, colour: "red" },
        },
      ],
    };
    expect(found(get("/$batch", body, { method: "POST", sent })).join()).to.contain(
      "additional properties: colour",
    );
  });

  it("fails the very test that got a wrong answer, with path and pointer, from this process and from another", () => {
    const { [violationsVariable]: _file, ...env } = process.env;
    const ran = spawnSync(
      process.execPath,
      [
        "node_modules/mocha/bin/mocha.js",
        "--reporter",
        "json",
        join(__dirname, "support", "planted-wrong-answers.js"),
      ],
      { cwd: root, env, encoding: "utf8" },
    );
    const { stats, failures } = JSON.parse(ran.stdout.slice(ran.stdout.indexOf("{")));
    expect([stats.tests, stats.failures]).to.deep.equal([4, 4]);
    const messages: string[] = failures.map((one: { err: { message: string } }) => one.err.message);
    expect(messages[0]).to.contain(
      "GET /solutions/bookingBusinesses/Leeds@nhs.net 200: /displayName must be string",
    );
    expect(messages[1]).to.contain("additional properties: colour");
    expect(messages[2]).to.contain("/phone is missing");
    expect(messages[3]).to.contain("additional properties: colour");
  });
});
