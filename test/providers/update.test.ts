import { expect } from "chai";
import type { PartlyDone } from "../../providers/booking-calendar/record/partly-done";
import type { CalendarInputs, CalendarRecord } from "../../src/model/calendar-record";
import { failureOf } from "./failure-of";
import { onlyFor } from "./only-for";
import { replaceByHand } from "./replace-by-hand";
import { type TestTenant, testTenant } from "./sandbox-tenant";

const A = "LeedsCardiologyA@nhs.net";

describe("updating a calendar", function () {
  this.timeout(20_000);
  let tenant: TestTenant;
  let made: CalendarRecord;
  const open = async (settings = {}, change: Partial<CalendarInputs> = {}) => {
    tenant = await testTenant({ settings });
    made = (await tenant.handler().create(tenant.inputs("A", change))).outs;
    await tenant.clearLog();
  };
  const writes = async () => (await tenant.log("?effect=write")).map((one) => one.operation);
  const update = async (change: Partial<CalendarInputs>, olds = made) =>
    (await tenant.handler().update(olds.id, olds, tenant.inputs("A", change))).outs;
  afterEach(() => tenant.close());

  it("patches only what differs from the tenant [UPD-1]", async () => {
    await open();
    const outs = await update({ phone: "+44 20 7946 0000", replyTo: "bob.jones@nhs.net" });
    expect(outs).to.include({ phone: "+44 20 7946 0000", replyTo: "bob.jones@nhs.net" });
    expect(await writes()).to.deep.equal(["bookingBusiness.update"]);
    await tenant.clearLog();
    await update({ phone: "+44 20 7946 0000", replyTo: "bob.jones@nhs.net" }, outs);
    expect(await writes()).to.deep.equal([]);
  });

  it("asks nothing between its look and the first write, so that what someone changes by hand is seen as late as can be [OPS-3]", async () => {
    await open({ bookingsPaging: "none", directoryPaging: "pages" });
    const members = { "amy.shah@nhs.net": "admin", "bob.jones@nhs.net": "viewer" } as const;
    for (const change of [
      { phone: "+44 20 7946 0000" },
      { phone: "+44 20 7946 0001", members: { ...members, "cat.lee@nhs.net": "viewer" } },
    ] as const) {
      await tenant.clearLog();
      made = await update(change);
      const log = (await tenant.log()).filter(
        ({ via, operation }) => via === "batch" || operation !== "batch",
      );
      const first = log.findIndex(({ effect }) => effect === "write");
      const looks = log.slice(0, first).map(({ operation }) => operation);
      expect(looks.slice(-2).sort()).to.deep.equal(["bookingBusiness.get", "staffMember.list"]);
    }
  });

  it("changes a role in place: no one is removed and added again [USR-8]", async () => {
    await open();
    const members = { "amy.shah@nhs.net": "admin", "bob.jones@nhs.net": "admin" } as const;
    const outs = await update({ members });
    expect(outs.members).to.deep.equal(members);
    expect(await writes()).to.deep.equal(["staffMember.update"]);
  });

  it("adds the new admin before it removes the old one [USR-2]", async () => {
    await open();
    const outs = await update({ members: { "cat.lee@nhs.net": "admin", "bob.jones@nhs.net": "viewer" } });
    expect(outs.members).to.have.keys("bob.jones@nhs.net", "cat.lee@nhs.net");
    expect(await writes()).to.deep.equal(["staffMember.create", "staffMember.delete"]);
  });

  it("finds the word for team members once for calendars that are changed at the same moment [USR-9]", async () => {
    await open({ memberRoleWord: "member" });
    const other = (await tenant.handler().create(tenant.inputs("B"))).outs;
    const members = { "amy.shah@nhs.net": "viewer", "bob.jones@nhs.net": "admin" } as const;
    // so that both have asked before either is answered
    await tenant.admin("PUT", "settings", { latency: 200 });
    const handler = tenant.handler();
    const both = [made, other].map((olds, index) =>
      handler.update(olds.id, olds, tenant.inputs(index === 0 ? "A" : "B", { members })),
    );
    for (const { outs } of await Promise.all(both)) expect(outs.members).to.deep.equal(members);
  });

  it("promotes before it demotes when two people change places [USR-2]", async () => {
    await open();
    await update({ members: { "amy.shah@nhs.net": "viewer", "bob.jones@nhs.net": "admin" } });
    const roles = (await tenant.calendar(A))?.staff.map((one) => [one.address, one.role]);
    expect(roles?.slice(0, 2)).to.deep.equal([
      ["amy.shah@nhs.net", "teamMember"],
      ["bob.jones@nhs.net", "administrator"],
    ]);
    const paths = (await tenant.log("?effect=write")).map((one) => one.path.split("/").at(-1));
    expect(paths[0]).to.equal(made.live.staff["bob.jones@nhs.net"]?.id);
  });

  it("keeps the old admin when the new one cannot be added, and says so [USR-2]", async () => {
    await open();
    await tenant.fault({ operation: "staffMember.create", kind: "cut-before", times: 100 });
    const members = { "cat.lee@nhs.net": "admin", "bob.jones@nhs.net": "viewer" } as const;
    const failure = (await failureOf(update({ members }))) as PartlyDone;
    expect(failure.code).to.equal("not-completed");
    expect(failure.properties.members).to.deep.equal({
      "amy.shah@nhs.net": "admin",
      "bob.jones@nhs.net": "viewer",
    });
    expect(failure.message).to.match(/adding cat.lee@nhs.net/);
    await tenant.admin("DELETE", "faults");
    expect((await update({ members }, failure.properties)).members).to.deep.equal(members);
  });

  it("removes leavers even when someone else cannot be added, as long as an admin stays [USR-2]", async () => {
    await open(
      {},
      { members: { "amy.shah@nhs.net": "admin", "bob.jones@nhs.net": "viewer", "dan.fox@nhs.net": "admin" } },
    );
    await tenant.fault({ operation: "staffMember.create", kind: "500", times: 100 });
    const failure = await failureOf(
      update({ members: { "amy.shah@nhs.net": "admin", "cat.lee@nhs.net": "admin" } }),
    );
    expect((failure as PartlyDone).properties.members).to.deep.equal({ "amy.shah@nhs.net": "admin" });
  });

  it("does not count an admin who has refused the membership [USR-2]", async () => {
    await open({}, { members: { "amy.shah@nhs.net": "admin", "dan.fox@nhs.net": "admin" } });
    await tenant.admin("POST", "reject", { business: A, address: "amy.shah@nhs.net" });
    const failure = await failureOf(update({ members: { "amy.shah@nhs.net": "admin" } }));
    expect(failure.message).to.match(/dan.fox@nhs.net stays admin/);
    expect(await writes()).to.deep.equal([]);
  });

  it("leaves people who have not approved yet alone [USR-8]", async () => {
    await open();
    await update({ phone: "1" });
    expect((await writes()).filter((one) => one.startsWith("staff"))).to.deep.equal([]);
    expect((await tenant.calendar(A))?.staff[0]?.status).to.equal("pendingAcceptance");
  });

  it("knows a person by another of their addresses [USR-8]", async () => {
    await open();
    const members = { "AMY.alias@nhs.net": "admin", "bob.jones@nhs.net": "viewer" } as const;
    const outs = await update({ members });
    expect(outs.members).to.deep.equal({ "amy.alias@nhs.net": "admin", "bob.jones@nhs.net": "viewer" });
    expect(await writes()).to.deep.equal([]);
  });

  it("leaves a person's other calendars as they are [USR-7]", async () => {
    await open();
    const other = await tenant.handler().create(tenant.inputs("B"));
    await update({ members: { "amy.shah@nhs.net": "admin" } });
    expect((await tenant.calendar(other.id))?.staff).to.have.length(3);
    expect((await tenant.calendar(A))?.staff).to.have.length(2);
  });

  it("takes out who was added in the web app, and leaves hours, services and page alone [WEB-1]", async () => {
    await open();
    await tenant.edit("POST", `/solutions/bookingBusinesses/${A}/staffMembers`, {
      "@odata.type": "#microsoft.graph.bookingStaffMember",
      displayName: "Eve",
      emailAddress: "eve.wood@nhs.net",
      role: "administrator",
    });
    await tenant.edit("POST", `/solutions/bookingBusinesses/${A}/services`, { displayName: "Theirs" });
    await tenant.clearLog();
    await update({});
    expect(await writes()).to.deep.equal(["staffMember.delete"]);
    expect((await tenant.calendar(A))?.services).to.deep.equal(["Theirs"]);
  });

  it("changes every viewer's role when the tenant changes what viewers get [USR-9]", async () => {
    await open();
    const outs = await update({ viewerRole: "viewer" });
    expect(outs.members["bob.jones@nhs.net"]).to.equal("viewer");
    expect((await tenant.calendar(A))?.staff[1]?.role).to.equal("viewer");
  });

  for (const how of ["removed", "made a viewer"] as const)
    it(`says that the service account was ${how}, and refuses that calendar before any write [WEB-1]`, async () => {
      await open({ lastAdministratorGuard: false });
      const { body } = await tenant.edit("GET", `/solutions/bookingBusinesses/${A}/staffMembers`);
      const { value } = body as { value: { id: string; emailAddress: string }[] };
      const row = value.find(({ emailAddress }) => emailAddress === "svc.leeds.bookings@nhs.net");
      const at = `/solutions/bookingBusinesses/${A}/staffMembers/${row?.id}`;
      await (how === "removed"
        ? tenant.edit("DELETE", at)
        : tenant.edit("PATCH", at, { "@odata.type": "#microsoft.graph.bookingStaffMember", role: "viewer" }));
      const { props } = await tenant.handler().read(made.id, made);
      expect(props.live).to.include({ served: true, operatorLost: true });
      await tenant.clearLog();
      const failed = await failureOf(update({ phone: "+44 20 7946 0000" }, props));
      expect(failed).to.include({ code: "operator-off-staff" });
      expect(String(failed)).to.contain("AMY SHAH (amy.shah@nhs.net)");
      const deletion = { confirm: A, reason: "over", withFutureAppointments: true };
      const going = update({ status: "deleted", deletion, members: {} }, props);
      expect(await failureOf(going)).to.include({ code: "operator-off-staff" });
      expect(await writes()).to.deep.equal([]);
    });

  it("refuses a change of organisation, service area or clinic [UPD-1]", async () => {
    await open();
    const failure = await failureOf(tenant.handler().update(made.id, made, tenant.inputs("B")));
    expect(failure).to.include({ code: "fixed-field-changed" });
    expect(await tenant.log()).to.deep.equal([]);
  });

  it("does not write a calendar that meanwhile carries someone else's mark", async () => {
    await open();
    await tenant.edit("PATCH", `/solutions/bookingBusinesses/${A}`, {
      businessType: "managed from git: x/y",
    });
    await tenant.clearLog();
    expect(await failureOf(update({ phone: "1" }))).to.include({ code: "calendar-not-ours" });
    expect(await writes()).to.deep.equal([]);
  });

  it("knows a calendar without its marker by its people, writes over nothing that someone put in its place, and writes it where nothing is [OPS-3]", async () => {
    await open();
    const ours = "managed from git: leeds/leedscardiologya";
    for (const [phone, there, after] of [
      ["1", "Healthcare", "Healthcare"],
      ["2", "", ours],
    ] as const) {
      await tenant.edit("PATCH", `/solutions/bookingBusinesses/${A}`, { businessType: there });
      const { props } = await tenant.handler().read(made.id, made);
      const unchanged = tenant.inputs("A", { phone: props.phone });
      expect(await tenant.handler().diff(made.id, props, unchanged)).to.include({ changes: false });
      await update({ phone }, props);
      expect(await tenant.calendar(A)).to.include({ phone, businessType: after });
    }
  });

  it("neither writes to another calendar that was made where ours was, nor takes it into the record [I3]", async () => {
    await open();
    await replaceByHand(tenant, A);
    await tenant.clearLog();
    const { props } = await tenant.handler().read(made.id, made);
    expect(props).to.deep.equal({ ...made, live: { ...made.live, another: true } });
    expect(await tenant.handler().diff(made.id, props, tenant.inputs("A"))).to.include({ changes: true });
    for (const olds of [made, props]) {
      const failure = await failureOf(update({}, olds));
      expect(failure).to.include({ code: "calendar-mark-lost" });
      expect(failure.message).to.contain("managed from git: leeds/leedscardiologya");
    }
    expect(await writes()).to.deep.equal([]);
    await tenant.edit("PATCH", `/solutions/bookingBusinesses/${A}`, {
      businessType: "managed from git: leeds/leedscardiologya",
    });
    expect((await tenant.handler().read(made.id, props)).props.live).to.not.have.property("another");
  });

  it("makes a missing calendar again only when the spec confirms its address [WEB-1]", async () => {
    await open();
    await tenant.edit("DELETE", `/solutions/bookingBusinesses/${A}`);
    const missing = (await tenant.handler().read(made.id, made)).props;
    expect(await failureOf(update({}, missing))).to.include({ code: "calendar-missing" });
    const wrong = { recreate: { confirm: "LeedsCardiologyB@nhs.net" } };
    expect(await failureOf(update(wrong, missing))).to.include({ code: "recreate-not-confirmed" });
    const outs = await update({ recreate: { confirm: A } }, missing);
    expect(outs).to.include({ status: "active", id: made.id });
    expect((await tenant.calendar(A))?.staff).to.have.length(3);
  });

  it("uses a request to make a calendar again up: what is lost once more needs another [WEB-1]", async () => {
    await open();
    const lose = async (olds: unknown) => {
      await tenant.edit("DELETE", `/solutions/bookingBusinesses/${A}`);
      return (await tenant.handler().read(made.id, olds)).props;
    };
    const once = { recreate: { confirm: A } };
    const again = await update(once, await lose(made));
    const changed = await update({ ...once, phone: "1" }, again);
    const lost = await lose(changed);
    expect(await failureOf(update(once, lost))).to.include({ code: "recreate-used-up" });
    expect(await tenant.calendar(A)).to.equal(undefined);
    const twice = await update({ recreate: { confirm: A, times: 2 } }, lost);
    expect(twice.live).to.include({ status: "active", recreations: 2 });
  });

  it("stops before the next call when the engine is gone, and keeps what it knows", async () => {
    await open();
    const handler = tenant.handler({ stillWanted: onlyFor(2) });
    const failure = await failureOf(handler.update(made.id, made, tenant.inputs("A", { phone: "1" })));
    expect(failure).to.include({ code: "engine-gone" });
    expect(await writes()).to.deep.equal([]);
  });

  it("waits as long as a throttling says, and goes on", async () => {
    await open();
    await tenant.fault({ operation: "bookingBusiness.update", kind: "429", times: 1, retryAfter: 3 });
    expect((await update({ phone: "1" })).phone).to.equal("1");
  });
});
