import { expect } from "chai";
import type { CalendarContext } from "../../providers/booking-calendar/context";
import { CreateGate } from "../../providers/booking-calendar/create/create-gate";
import { bookingCalendarHandler } from "../../providers/booking-calendar/handler";
import { inputsOf } from "../../providers/booking-calendar/record/parse-record";
import { LOADING_TEXT } from "../../providers/booking-calendar/record/partly-done";
import { BOOKING_CALENDAR_TYPE } from "../../providers/booking-calendar/resource";
import { localPart } from "../../src/model/naming";
import { failureOf } from "./failure-of";

const inputs = {
  tenantId: "11111111-2222-4333-8444-555555555555",
  organisation: "Leeds",
  displayName: "LeedsCardiologyHeartFailure",
  address: "LeedsCardiologyHeartFailure@nhs.net",
  serviceArea: "Cardiology",
  clinicName: "Heart Failure",
  replyTo: "cardiology.hf@nhs.net",
  phone: "+44 113 496 0000",
  viewerRole: "teamMember" as const,
  status: "active" as "active" | "deleted",
  members: { "amy.shah@nhs.net": "admin" } as Record<string, "admin" | "viewer">,
  starterService: true,
  __provider: "exports.handler=…",
};
const record = {
  ...inputs,
  schema: 1,
  id: inputs.address,
  live: { status: "active", actualAddress: inputs.address, staff: {}, marker: "ours", isPublished: false },
};
/** Any use of the network would throw. */
const handler = bookingCalendarHandler(() => ({ localPart }) as unknown as CalendarContext);

describe("check and diff of a calendar", () => {
  const changes = async (olds: object, news: object) => (await handler.diff("x", olds, news)).changes;
  const failures = async (olds: object, news: object) =>
    (await handler.check(olds, news)).failures.map((one) => `${one.property}: ${one.reason.split("\n")[0]}`);

  it("see no difference in the provider's text, in order or case of addresses, or in what admins set [WEB-1]", async () => {
    expect(await changes(record, { ...inputs, __provider: "other" })).to.equal(false);
    expect(await changes(record, { ...inputs, members: { "Amy.Shah@nhs.net": "admin" } })).to.equal(false);
    expect(
      await changes(record, { ...inputs, replyTo: "Cardiology.HF@nhs.net", starterService: false }),
    ).to.equal(false);
    expect(await changes({ ...record, live: { ...record.live, isPublished: true } }, inputs)).to.equal(false);
  });

  it("see each managed field, and never replace [UPD-1]", async () => {
    for (const change of [
      { phone: "1" },
      { replyTo: "a@nhs.net" },
      { viewerRole: "viewer" },
      { members: {} },
    ]) {
      expect(await handler.diff("x", record, { ...inputs, ...change })).to.deep.equal({
        changes: true,
        replaces: [],
      });
    }
  });

  it("see what a former run left undone", async () => {
    for (const status of ["half-made", "missing", "deleting"]) {
      expect(await changes({ ...record, live: { ...record.live, status } }, inputs), status).to.equal(true);
    }
    expect(await changes({ ...record, live: { ...record.live, starterOwed: true } }, inputs)).to.equal(true);
  });

  it("refuse another organisation, service area or clinic with advice, without changing the inputs [UPD-1]", async () => {
    const news = { ...inputs, clinicName: "Valves" };
    expect(await failures(inputs, news)).to.deep.equal([
      "clinicName: The clinic name cannot be changed (it was Heart Failure, now Valves): it is part of the calendar's address or identity. (fixed-field-changed)",
      "address: The address LeedsCardiologyHeartFailure@nhs.net is not the one computed from organisation, service area and clinic: LeedsCardiologyValves@nhs.net. Nothing was changed. (foreign-address)",
    ]);
    expect((await handler.check(inputs, news)).inputs).to.equal(news);
    expect(await failures({}, inputs)).to.deep.equal([]);
  });

  it("refuse a calendar without an admin, and any change of a deleted one [USR-2] [DEL-2]", async () => {
    expect((await failures({}, { ...inputs, members: { "a@nhs.net": "viewer" } }))[0]).to.match(
      /has no admin/,
    );
    const adopted = { ...inputs, adopted: true, members: { "a@nhs.net": "viewer" } };
    expect(await failures({}, adopted), "adopted without one").to.deep.equal([]);
    expect(await failures(adopted, { ...adopted, phone: "1" }), "as before").to.deep.equal([]);
    const withAdmin = { ...adopted, members: { "a@nhs.net": "admin" } };
    expect((await failures(withAdmin, adopted))[0], "not made worse").to.match(/has no admin/);
    const reasons = async (olds: object, news: object) =>
      (await handler.check(olds, news)).failures[0]?.reason;
    // an admin who was added by hand can be taken into the spec
    expect(await reasons(withAdmin, adopted)).to.include(`bookings pull leeds --calendar ${inputs.address}`);
    expect(await reasons(inputs, { ...inputs, members: {} })).not.to.include("bookings pull");
    const tombstone = { ...inputs, status: "deleted" as const, members: {} };
    expect(await failures(tombstone, tombstone)).to.deep.equal([]);
    expect((await failures(tombstone, { ...tombstone, phone: "1" }))[0]).to.match(/was deleted/);
    expect((await failures(tombstone, inputs))[0]).to.match(/was deleted/);
  });

  it("do not stumble over a wrong shape", async () => {
    expect((await failures({}, { address: 7 }))[0]).to.match(/The record of a calendar/);
  });
});

describe("delete of a calendar", () => {
  it("always refuses and says what to do instead [DEL-1] [OPS-1]", async () => {
    const failure = await failureOf(handler.delete(record.id, record));
    expect(failure).to.include({ code: "delete-locked", stack: "" });
    expect(failure.message).to.match(/bookings delete/);
  });
});

describe("what the state keeps of a calendar", () => {
  it("is no more than 4 KB with six members, with what the engine adds", () => {
    const people = Array.from({ length: 6 }, (_, i) => `firstname.longsurname${i}@nhs.net`);
    const full = {
      ...record,
      members: Object.fromEntries(people.map((one) => [one, "viewer"])),
      live: {
        ...record.live,
        operator: "svc.leeds.bookings@nhs.net",
        staff: Object.fromEntries(
          people.map((one) => [one, { id: inputs.tenantId, status: "pendingAcceptance" }]),
        ),
      },
      __provider: LOADING_TEXT,
    };
    const asInputs = { ...inputsOf(full as never), __provider: LOADING_TEXT };
    expect(JSON.stringify(full).length + JSON.stringify(asInputs).length + 400).to.be.lessThan(4096);
  });

  it("loads the handler by a text that never changes", () => {
    expect(LOADING_TEXT).to.equal('exports.handler=()=>require("./provider.js").bookingCalendar');
    expect(BOOKING_CALENDAR_TYPE).to.equal("pulumi-nodejs:dynamic/nhsmail:BookingCalendar");
  });
});

describe("the gate of creations", () => {
  const wait = () => new Promise((done) => setTimeout(done, 5));

  it("lets the first go alone and the others together after it [NAM-3]", async () => {
    const gate = new CreateGate();
    let inside = 0;
    const most: number[] = [];
    const create = async () => {
      inside += 1;
      most.push(inside);
      await wait();
      gate.proved();
      inside -= 1;
    };
    await Promise.all(["a", "b", "c", "d"].map((one) => gate.pass(one, create)));
    expect(most).to.deep.equal([1, 1, 2, 3]);
  });

  it("lets the first by name go first of those that are ready together, whichever came first [NAM-3]", async () => {
    const gate = new CreateGate();
    const order: string[] = [];
    const create = (name: string) =>
      gate.pass(name, async () => {
        order.push(name);
        gate.proved();
      });
    await Promise.all(["c", "b", "a", "d"].map(create));
    expect(order).to.deep.equal(["a", "b", "c", "d"]);
  });

  it("refuses those that wait when the first comes out wrong, and makes only that one [NAM-3]", async () => {
    const gate = new CreateGate();
    const made: string[] = [];
    const create = (name: string) =>
      gate.pass(name, async () => {
        made.push(name);
        gate.stop({ first: name, wanted: name, given: "elsewhere" });
      });
    const results = await Promise.allSettled(["b", "c", "a"].map(create));
    expect(made).to.deep.equal(["a"]);
    expect(results.map(({ status }) => status)).to.deep.equal(["rejected", "rejected", "fulfilled"]);
  });

  it("makes the next one first when the first fails for a reason of its own [NAM-3]", async () => {
    const gate = new CreateGate();
    const refused = gate.pass("a", () => Promise.reject(new Error("someone's")));
    const second = gate.pass("b", async () => gate.proved());
    expect((await failureOf(refused)).message).to.equal("someone's");
    await second;
  });
});
