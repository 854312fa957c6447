import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { PartlyDone } from "../../providers/booking-calendar/record/partly-done";
import type { CalendarInputs, CalendarRecord } from "../../src/model/calendar-record";
import { failureOf } from "./failure-of";
import { onlyFor } from "./only-for";
import { replaceByHand } from "./replace-by-hand";
import { type TestTenant, testTenant } from "./sandbox-tenant";

const A = "LeedsCardiologyA@nhs.net";
const PATIENT = "Zebedee Quill";

describe("deleting a calendar", function () {
  this.timeout(20_000);
  let tenant: TestTenant;
  let made: CalendarRecord;
  const confirmed = { confirm: A, reason: "Clinic closed.", withFutureAppointments: false };

  const open = async (settings = {}) => {
    tenant = await testTenant({ settings });
    made = (await tenant.handler().create(tenant.inputs("A"))).outs;
    await tenant.edit("POST", `/solutions/bookingBusinesses/${A}/publish`);
    await tenant.clearLog();
  };
  const wish = (deletion: Partial<typeof confirmed> = {}, change: Partial<CalendarInputs> = {}) =>
    tenant.inputs("A", {
      status: "deleted",
      members: {},
      deletion: { ...confirmed, ...deletion },
      ...change,
    });
  const remove = (inputs = wish(), olds: unknown = made, handler = tenant.handler()) =>
    handler.update(made.id, olds, inputs);
  const writes = async () => (await tenant.log("?effect=write")).map((one) => one.operation);
  const book = (days: number) => {
    const at = (hours: number) => ({
      dateTime: new Date(Date.now() + days * 86_400_000 + hours * 3_600_000).toISOString().slice(0, 19),
      timeZone: "UTC",
    });
    return tenant.edit("POST", `/solutions/bookingBusinesses/${A}/appointments`, {
      startDateTime: at(0),
      endDateTime: at(1),
      serviceName: "Review",
      customers: [
        {
          "@odata.type": "#microsoft.graph.bookingCustomerInformation",
          name: PATIENT,
          emailAddress: "zq@example.org",
        },
      ],
    });
  };
  const backups = () => {
    const folder = join(tenant.folder, ".bookings", "backups", "leeds");
    return readdirSync(folder).map((name) => join(folder, name));
  };
  const journal = () =>
    readFileSync(join(tenant.folder, ".bookings", "journal", "leeds.jsonl"), "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  const asEngine = (failure: PartlyDone): unknown => JSON.parse(JSON.stringify(failure.properties));
  afterEach(() => tenant.close());

  it("unpublishes, deletes with the people in place, verifies, and keeps a record without people [DEL-1] [DEL-2]", async () => {
    await open();
    const { outs } = await remove();
    expect(await writes()).to.deep.equal(["bookingBusiness.unpublish", "bookingBusiness.delete"]);
    expect(await tenant.calendar(A)).to.equal(undefined);
    expect(outs).to.deep.include({ status: "deleted", members: {}, deletion: confirmed });
    expect(outs.live).to.deep.include({ status: "deleted", staff: {}, isPublished: false });
    const operations = (await tenant.log()).map((one) => one.operation);
    expect(operations.at(-1)).to.equal("bookingBusiness.get");
  });

  it("keeps what the calendar was in a file for its owner only, written before the first write, without patients [DEL-2]", async () => {
    await open();
    await book(-3);
    await tenant.fault({ operation: "bookingBusiness.unpublish", kind: "500", times: 20 });
    await failureOf(remove());
    expect(await writes()).to.not.include("bookingBusiness.delete");
    const [file = ""] = backups();
    expect(file).to.match(/leedscardiologya-[0-9a-f]{16}\.json$/);
    expect(statSync(file).mode & 0o777).to.equal(0o600);
    const text = readFileSync(file, "utf8");
    expect(text).to.contain("amy.shah@nhs.net").and.to.contain("businessHours");
    expect(text).to.not.contain(PATIENT).and.to.not.contain("zq@example.org");
    expect(JSON.parse(text)).to.include({ reason: "Clinic closed.", futureAppointments: 0 });
    await tenant.admin("DELETE", "faults");
    await remove();
    expect(backups()).to.have.length(1);
    const deletions = journal().filter(({ what }) => what === "delete");
    expect(new Set(deletions.map(({ reason }) => reason))).to.deep.equal(new Set(["Clinic closed."]));
    expect(deletions[0]).to.include({ outcome: "begun", futureAppointments: 0 });
    expect(deletions.at(-1)?.["people"]).to.deep.include({ address: "amy.shah@nhs.net", from: "admin" });
  });

  it("does not delete while patients are booked, until the spec says that they are [DEL-1]", async () => {
    await open();
    await book(20);
    await book(-20);
    await tenant.clearLog();
    const failure = await failureOf(remove());
    expect(failure).to.include({ code: "patients-booked" });
    expect(failure.message).to.contain("1 future appointment");
    expect(await writes()).to.deep.equal([]);
    await remove(wish({ withFutureAppointments: true }));
    expect(await tenant.calendar(A)).to.equal(undefined);
  });

  it("looks again for patients once no one can book any more [DEL-1]", async () => {
    await open();
    const handler = tenant.handler();
    await tenant.fault({ operation: "bookingBusiness.unpublish", kind: "hold-before" });
    const running = failureOf(remove(wish(), made, handler));
    const held = async () => ((await tenant.admin("GET", "held")) as { held: object | null }).held;
    while (!(await held())) await new Promise(setImmediate);
    await book(5);
    await tenant.admin("DELETE", "held");
    const failure = (await running) as PartlyDone;
    expect(failure.code).to.equal("patients-booked");
    expect(failure.properties.live.status).to.equal("deleting");
    expect((await tenant.calendar(A))?.staff.map(({ role }) => role)).to.include("administrator");
    await remove(wish({ withFutureAppointments: true }), asEngine(failure));
    expect(await tenant.calendar(A)).to.equal(undefined);
  });

  it("refuses without the exact address, and without a reason, also when no one validated [DEL-1]", async () => {
    await open();
    const wrong = await failureOf(remove(wish({ confirm: A.toLowerCase() })));
    expect(wrong).to.include({ code: "deletion-confirms-another" });
    const { deletion: _none, ...without } = wish();
    expect(await failureOf(remove(without as CalendarInputs))).to.include({ code: "deletion-not-confirmed" });
    expect(await tenant.log()).to.deep.equal([]);
  });

  it("never deletes what carries another's mark [DEL-1]", async () => {
    await open();
    await tenant.edit("PATCH", `/solutions/bookingBusinesses/${A}`, {
      businessType: "managed from git: hull/hullskin",
    });
    await tenant.clearLog();
    expect(await failureOf(remove())).to.include({ code: "calendar-not-ours" });
    expect(await writes()).to.deep.equal([]);
  });

  it("never deletes another calendar that was made where ours was [DEL-1] [I3]", async () => {
    await open();
    await replaceByHand(tenant, A);
    await tenant.clearLog();
    expect(await failureOf(remove())).to.include({ code: "deletion-mark-lost" });
    // every run reads first: what it finds must not make the record forget the people it knew
    const { props } = await tenant.handler().read(made.id, made);
    expect(await failureOf(remove(wish(), props))).to.include({ code: "deletion-mark-lost" });
    expect(await writes()).to.deep.equal([]);
  });

  it("deletes a calendar whose business type was edited, as its people tell that it is the same [DEL-1]", async () => {
    await open();
    await tenant.edit("PATCH", `/solutions/bookingBusinesses/${A}`, { businessType: "Physiotherapy" });
    const { props } = await tenant.handler().read(made.id, made);
    expect((await remove(wish(), props)).outs.live.status).to.equal("deleted");
    expect(await tenant.calendar(A)).to.equal(undefined);
  });

  it("deletes by the record where Graph keeps no marks [DEL-1]", async () => {
    await open({ markerOnCreate: "drop" });
    const record = { ...made, live: { ...made.live, marker: "none" } };
    await tenant.edit("PATCH", `/solutions/bookingBusinesses/${A}`, { businessType: "" });
    await remove(wish(), record);
    expect(await tenant.calendar(A)).to.equal(undefined);
  });

  it("keeps admins and stays unpublished when Graph refuses; the next run goes on [DEL-1] [I7]", async () => {
    await open();
    await tenant.fault({ operation: "bookingBusiness.delete", kind: "500", times: 20 });
    const failure = (await failureOf(remove())) as PartlyDone;
    expect(failure.code).to.equal("deletion-refused");
    expect(failure.properties.live).to.include({ status: "deleting", isPublished: false });
    const left = await tenant.calendar(A);
    expect(left?.isPublished).to.equal(false);
    expect(left?.staff.map(({ address }) => address)).to.include("amy.shah@nhs.net");
    const stored = asEngine(failure);
    const read = await tenant.handler().read(made.id, stored);
    expect(await tenant.handler().diff(made.id, read.props, wish())).to.include({ changes: true });
    await tenant.admin("DELETE", "faults");
    await tenant.clearLog();
    const { outs } = await remove(wish(), read.props);
    expect(outs.live.status).to.equal("deleted");
    expect(await writes()).to.deep.equal(["bookingBusiness.delete"]);
  });

  it("does not take a deletion back that has begun [DEL-2]", async () => {
    await open();
    await tenant.fault({ operation: "bookingBusiness.delete", kind: "500", times: 20 });
    const failure = (await failureOf(remove())) as PartlyDone;
    await tenant.clearLog();
    const back = await failureOf(remove(tenant.inputs("A"), asEngine(failure)));
    expect(back).to.include({ code: "deletion-under-way" });
    expect(await tenant.log()).to.deep.equal([]);
  });

  for (const kind of ["cut-after", "cut-before", "504"]) {
    it(`looks after a lost answer to the deletion (${kind}) [DEL-1]`, async () => {
      await open();
      await tenant.fault({ operation: "bookingBusiness.delete", kind, times: 1 });
      const { outs } = await remove();
      expect(outs.live.status).to.equal("deleted");
      expect(await tenant.calendar(A)).to.equal(undefined);
    });
    it(`unpublishes once in effect when that answer is lost (${kind}) [DEL-1]`, async () => {
      await open();
      await tenant.fault({ operation: "bookingBusiness.unpublish", kind, times: 1 });
      expect((await remove()).outs.live.status).to.equal("deleted");
    });
  }

  it("stops before the next call when the engine is gone, and goes on in the next run [DEL-1] [I2]", async () => {
    await open();
    for (let askings = 1; askings < 12; askings += 1) {
      const failure = await failureOf(
        remove(wish(), made, tenant.handler({ stillWanted: onlyFor(askings) })),
      ).catch(() => undefined);
      if (!failure) break;
      expect(failure, String(failure)).to.include({ code: "engine-gone" });
    }
    expect((await remove()).outs.live.status).to.equal("deleted");
  });

  it("takes a calendar that is gone already for deleted, once that is certain [DEL-1]", async () => {
    await open();
    await tenant.edit("DELETE", `/solutions/bookingBusinesses/${A}`);
    await tenant.clearLog();
    expect((await remove()).outs.live.status).to.equal("deleted");
    expect(await writes()).to.deep.equal([]);
  });

  it("takes nothing for deleted that it cannot read [DEL-1] [I2]", async () => {
    await open();
    await tenant.fault({ operation: "bookingBusiness.get", kind: "500", times: 50 });
    expect(await failureOf(remove())).to.include({ code: "graph-refused" });
    await tenant.admin("DELETE", "faults");
    await tenant.fault({ operation: "*calendarView*", kind: "500", times: 50 });
    expect(await failureOf(remove())).to.include({ code: "graph-refused" });
    expect(await writes()).to.deep.equal([]);
  });

  it("writes nothing when backup or journal cannot be written [DEL-2]", async () => {
    await open();
    tenant.spoil("backups");
    expect(await failureOf(remove())).to.include({ code: "backup-not-written" });
    tenant.spoil("journal");
    expect(await failureOf(remove())).to.include({ code: "journal-not-written" });
    expect(await writes()).to.deep.equal([]);
  });

  it("joins the staff first where its maker is no member of it [DEL-1]", async () => {
    await open({ creatorBecomesStaff: false });
    const staff = (await tenant.calendar(A))?.staff ?? [];
    const { body } = await tenant.edit("GET", `/solutions/bookingBusinesses/${A}/staffMembers`);
    const rows = (body as { value: { id: string; emailAddress: string }[] }).value;
    const operator = rows.find(({ emailAddress }) => emailAddress.startsWith("svc."));
    expect(staff).to.have.length(3);
    await tenant.edit("DELETE", `/solutions/bookingBusinesses/${A}/staffMembers/${operator?.id}`);
    await remove();
    expect(await tenant.calendar(A)).to.equal(undefined);
  });

  it("locks every field of what was deleted, and needs nothing for what stays as it is [DEL-2]", async () => {
    await open();
    const { outs } = await remove();
    const handler = tenant.handler();
    const { deletion } = wish();
    for (const change of [
      { phone: "+44 113 000 0000" },
      { replyTo: "bob.jones@nhs.net" },
      { status: "active" as const, members: made.members },
      { deletion: { ...confirmed, reason: "Another story." } },
      { deletion: { ...confirmed, withFutureAppointments: true } },
    ]) {
      const edited = { ...wish(), ...change };
      expect(await handler.diff(made.id, outs, edited)).to.include({ changes: true });
      expect((await handler.check({ ...wish(), deletion }, edited)).failures).to.have.length(1);
      expect(await failureOf(remove(edited, outs))).to.include({ code: "deleted-is-locked" });
    }
    const same = wish({}, { viewerRole: "viewer" });
    expect(await handler.diff(made.id, outs, same)).to.include({ changes: false });
    expect((await handler.check(wish(), same)).failures).to.deep.equal([]);
    expect((await remove(same, outs)).outs).to.deep.equal(outs);
  });

  it("reports a deleted calendar that lives again, without a difference and without a write [DEL-2] [WEB-1]", async () => {
    await open();
    const { outs } = await remove();
    const quiet = await tenant.handler().read(made.id, outs);
    expect(quiet.props.live.livesAgain).to.equal(undefined);
    expect(quiet.inputs).to.deep.equal(wish());
    await tenant.edit("POST", "/solutions/bookingBusinesses", { displayName: "LeedsCardiologyA" });
    await tenant.clearLog();
    const again = await tenant.handler().read(made.id, outs);
    expect(again.props.live.livesAgain).to.equal(true);
    expect(await tenant.handler().diff(made.id, again.props, wish())).to.include({ changes: false });
    expect((await tenant.handler().read(made.id, again.props)).props.live.livesAgain).to.equal(true);
    expect(await writes()).to.deep.equal([]);
  });

  it("takes a tombstone into an empty state without a write, unless ours is alive [DEL-2]", async () => {
    await open();
    const alive = await failureOf(tenant.handler().create(wish()));
    expect(alive).to.include({ code: "deleted-but-alive" });
    await tenant.edit("DELETE", `/solutions/bookingBusinesses/${A}`);
    await tenant.clearLog();
    const { outs } = await tenant.handler().create(wish());
    expect(outs.live.status).to.equal("deleted");
    expect((await tenant.log()).map((one) => one.operation)).to.deep.equal(["bookingBusiness.get"]);
  });

  it("notes what began, what was done, and what failed, person by person [DEL-2]", async () => {
    await open();
    await tenant.fault({ operation: "bookingBusiness.delete", kind: "500", times: 20 });
    const failure = (await failureOf(remove())) as PartlyDone;
    await tenant.admin("DELETE", "faults");
    await remove(wish(), asEngine(failure));
    const lines = journal();
    expect(lines.map(({ what, outcome }) => `${what} ${outcome}`)).to.deep.equal([
      "create begun",
      "create done",
      "delete begun",
      "delete partly",
      "delete begun",
      "delete done",
    ]);
    expect(backups()).to.include(lines[2]?.["backup"]).and.to.include(lines[4]?.["backup"]);
    expect(lines[3]?.["problem"]).to.equal("deletion-refused");
    expect(lines[5]?.["people"]).to.deep.equal([
      { address: "amy.shah@nhs.net", from: "admin" },
      { address: "bob.jones@nhs.net", from: "viewer" },
    ]);
  });
});
