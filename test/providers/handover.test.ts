import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { CalendarInputs, CalendarRecord } from "../../src/model/calendar-record";
import { failureOf } from "./failure-of";
import { type TestTenant, testTenant } from "./sandbox-tenant";

const A = "LeedsCardiologyA@nhs.net";
const LEEDS = { organisation: "Leeds", operator: "svc.leeds.bookings@nhs.net" };
const HULL = { organisation: "Hull", operator: "svc.hull.bookings@nhs.net" };

describe("a calendar that is handed over", function () {
  this.timeout(60_000);
  let tenant: TestTenant;
  let made: CalendarRecord;
  const open = async (settings = {}) => {
    tenant = await testTenant({ settings });
    made = (await tenant.handler().create(tenant.inputs("A"))).outs;
    await tenant.clearLog();
  };
  afterEach(() => tenant.close());

  const given = (change: Partial<CalendarInputs> = {}) =>
    tenant.inputs("A", {
      status: "handed-over",
      members: {},
      handover: { to: HULL, confirm: A, reason: "The clinic moved." },
      ...change,
    });
  const taken = (change: Partial<CalendarInputs> = {}) =>
    tenant.inputs("A", {
      organisation: "Hull",
      address: A,
      displayName: "LeedsCardiologyA",
      adopted: true,
      handover: { from: LEEDS },
      members: { "cat.lee@nhs.net": "admin", "bob.jones@nhs.net": "viewer" },
      ...change,
    });
  const give = async (olds = made, stillWanted = () => true) =>
    (await tenant.handler({ stillWanted }).update(olds.id, olds, given())).outs;
  const take = async (stillWanted = () => true) =>
    (await tenant.handler({ stillWanted }).create(taken())).outs;
  const staff = async () =>
    (await tenant.calendar(A))?.staff.map(({ address, role }) => `${address} ${role}`).sort();
  const ofBusinesses = async () =>
    (await tenant.log("?effect=write"))
      .map(({ operation }) => operation)
      .filter((one) => one === "bookingBusiness.create" || one === "bookingBusiness.delete");
  /** Asked before every call to Graph: the process dies at that one. */
  const diesAt = (call: number) => {
    let left = call;
    return () => left-- > 0;
  };
  const atHull = [
    "bob.jones@nhs.net teamMember",
    "cat.lee@nhs.net administrator",
    `${HULL.operator} administrator`,
  ];

  it("gets the other service account, then the other marker, and keeps its people [OPS-9]", async () => {
    await open();
    const outs = await give();
    expect(outs.live.status).to.equal("handed-over");
    expect(outs.members).to.deep.equal({});
    const writes = (await tenant.log("?effect=write")).map(({ operation }) => operation);
    expect(writes).to.deep.equal(["staffMember.create", "bookingBusiness.update"]);
    expect((await tenant.calendar(A))?.businessType).to.equal("managed from git: hull/leedscardiologya");
    expect(await staff()).to.include.members([
      "amy.shah@nhs.net administrator",
      `${HULL.operator} administrator`,
    ]);
  });

  it("is taken over with the spec's people and without the account that had it [OPS-9]", async () => {
    await open();
    await give();
    const outs = await take();
    expect(outs.live).to.include({ status: "active", marker: "ours", served: true });
    expect(await staff()).to.deep.equal(atHull);
    expect(await ofBusinesses()).to.deep.equal([]);
  });

  it("is left alone by the organisation that had it, which looks at it no more [OPS-9]", async () => {
    await open();
    const outs = await give();
    await take();
    await tenant.clearLog();
    const handler = tenant.handler();
    const { props } = await handler.read(outs.id, outs);
    expect(props).to.deep.equal(outs);
    expect(await handler.diff(outs.id, props, given())).to.include({ changes: false });
    expect(await tenant.log()).to.deep.equal([]);
  });

  it("is not taken over before it is handed over, and shows itself to a preview [OPS-9]", async () => {
    await open();
    expect((await failureOf(take())).message).to.match(/Leeds has not handed it over yet/);
    const seen = await tenant.handler().lookAhead(taken());
    expect(seen?.props.members).to.include({ "amy.shah@nhs.net": "admin", [LEEDS.operator]: "admin" });
    expect(await tenant.log("?effect=write")).to.deep.equal([]);
  });

  it("is not taken over without an admin, whatever exception its spec has [OPS-9] [USR-2]", async () => {
    await open();
    await give();
    const withoutAdmin = taken({ members: { "bob.jones@nhs.net": "viewer" } });
    expect(await failureOf(tenant.handler().create(withoutAdmin))).to.include({ code: "no-admin" });
    const { staff: rows = [] } = (await tenant.calendar(A)) ?? {};
    expect(rows.map(({ address }) => address)).to.include("amy.shah@nhs.net");
  });

  it("cannot be taken over where it is another organisation's or is not there [OPS-9]", async () => {
    await open();
    await tenant.edit("PATCH", `/solutions/bookingBusinesses/${A}`, {
      businessType: "managed from git: york/leedscardiologya",
    });
    expect((await failureOf(take())).message).to.match(/someone else/);
    const elsewhere = taken({ address: "LeedsCardiologyNone@nhs.net" });
    expect((await failureOf(tenant.handler().create(elsewhere))).message).to.match(/is not in the tenant/);
  });

  for (const [what, businessType] of [
    ["with our marker", undefined],
    ["where someone wrote over our marker", "Hospital"],
  ] as const) {
    it(`passes after the giving run died before any request, ${what} [OPS-9]`, async () => {
      for (let call = 1, isDone = false; !isDone; call += 1) {
        await open();
        if (businessType) await tenant.edit("PATCH", `/solutions/bookingBusinesses/${A}`, { businessType });
        // the engine keeps no record of an update that died
        isDone = await give(made, diesAt(call)).then(
          () => true,
          () => false,
        );
        const early = await take().catch(() => undefined);
        const handler = tenant.handler();
        const { props } = await handler.read(made.id, made);
        const { outs } = await handler.update(made.id, props, given());
        expect(outs.live.status, `call ${call}`).to.equal("handed-over");
        const held = early ?? (await take());
        expect(held.live.status, `call ${call}`).to.equal("active");
        expect(await staff(), `call ${call}`).to.deep.equal(atHull);
        expect(await ofBusinesses()).to.deep.equal([]);
        expect(call).to.be.lessThan(40);
        if (!isDone) await tenant.close();
      }
    });
  }

  it("passes after the receiving run died before any request [OPS-9]", async () => {
    for (let call = 1, isDone = false; !isDone; call += 1) {
      await open();
      await give();
      isDone = await take(diesAt(call)).then(
        () => true,
        () => false,
      );
      const held = await take();
      expect(held.live.status, `call ${call}`).to.equal("active");
      expect(await staff(), `call ${call}`).to.deep.equal(atHull);
      expect(await ofBusinesses()).to.deep.equal([]);
      expect(call).to.be.lessThan(40);
      if (!isDone) await tenant.close();
    }
  });

  it("is recorded as handed over by a run that cannot see it any more, where one before it died [OPS-9]", async () => {
    await open();
    await give();
    // the run died before it could say that it was done
    const journal = join(tenant.folder, ".bookings", "journal", "leeds.jsonl");
    const lines = readFileSync(journal, "utf8").trimEnd().split("\n");
    expect(lines.at(-1)).to.match(/"hand-over".*"done"/);
    writeFileSync(journal, `${lines.slice(0, -1).join("\n")}\n`);
    await take();
    tenant.changeIdentities(({ observer: _none, ...rest }) => rest);
    const handler = tenant.handler();
    const { props } = await handler.read(made.id, made);
    const { outs } = await handler.update(made.id, props, given());
    expect(outs.live.status).to.equal("handed-over");
  });

  it("comes back the same way [OPS-9]", async () => {
    await open();
    const before = await give();
    const hulls = await take();
    const back = taken({
      status: "handed-over",
      members: {},
      handover: { to: LEEDS, confirm: A, reason: "Back." },
    });
    await tenant.handler().update(hulls.id, hulls, back);
    const news = tenant.inputs("A", { handover: { from: HULL } });
    const { outs } = await tenant.handler().update(before.id, before, news);
    expect(outs.live).to.include({ status: "active", marker: "ours" });
    expect(await staff()).to.deep.equal([
      "amy.shah@nhs.net administrator",
      "bob.jones@nhs.net teamMember",
      `${LEEDS.operator} administrator`,
    ]);
  });

  it("stays locked where it is wanted back without that, or given to another [OPS-9]", async () => {
    await open();
    const outs = await give();
    const york = { organisation: "York", operator: "svc.york.bookings@nhs.net" };
    for (const news of [
      tenant.inputs("A"),
      given({ handover: { to: york, confirm: A, reason: "The clinic moved." } }),
    ]) {
      const { failures } = await tenant.handler().check(outs, news);
      expect(failures.map(({ reason }) => reason).join()).to.match(/handed over to Hull/);
      expect((await failureOf(tenant.handler().update(outs.id, outs, news))).message).to.match(/to Hull/);
    }
  });

  it("is told of where it has no spec that confirms it [OPS-9]", async () => {
    await open();
    for (const [handover, words] of [
      [{ to: HULL, confirm: A }, /does not say “handover.reason”/],
      [{ to: HULL, confirm: "LeedsCardiologyB@nhs.net", reason: "Moved." }, /but this calendar is/],
      [{ to: { organisation: "Hull" }, confirm: A, reason: "Moved." }, /Hull cannot receive/],
    ] as const) {
      const failed = await failureOf(tenant.handler().update(made.id, made, given({ handover })));
      expect(failed.message).to.match(words);
    }
    expect(await tenant.log("?effect=write")).to.deep.equal([]);
  });
});
