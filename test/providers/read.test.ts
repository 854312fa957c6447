import { expect } from "chai";
import type { CalendarRecord } from "../../src/model/calendar-record";
import { failureOf } from "./failure-of";
import { type TestTenant, testTenant } from "./sandbox-tenant";

const A = "LeedsCardiologyA@nhs.net";
const ROOT = `/solutions/bookingBusinesses/${A}`;

describe("reading a calendar", function () {
  this.timeout(20_000);
  let tenant: TestTenant;
  let made: CalendarRecord;
  beforeEach(async () => {
    tenant = await testTenant();
    made = (await tenant.handler().create(tenant.inputs("A"))).outs;
    await tenant.clearLog();
  });
  afterEach(() => tenant.close());
  const read = () => tenant.handler().read(made.id, made);

  it("finds what was written, as outputs and as inputs, and no difference [WEB-1]", async () => {
    const { id, props, inputs } = await read();
    expect(id).to.equal(made.id);
    expect(props).to.deep.equal(made);
    expect(inputs).to.deep.equal(tenant.inputs("A"));
    expect(await tenant.handler().diff(id, props, tenant.inputs("A"))).to.deep.equal({
      changes: false,
      replaces: [],
    });
    expect(await tenant.log("?effect=write")).to.deep.equal([]);
  });

  it("shows people, roles and fields as they are in the tenant [WEB-1]", async () => {
    await tenant.edit("PATCH", ROOT, { phone: "0", email: "eve.wood@nhs.net", displayName: "Renamed" });
    await tenant.edit("POST", `${ROOT}/staffMembers`, {
      "@odata.type": "#microsoft.graph.bookingStaffMember",
      displayName: "Eve",
      emailAddress: "Eve.Wood@nhs.net",
      role: "scheduler",
    });
    const bob = made.live.staff["bob.jones@nhs.net"]?.id;
    await tenant.edit("PATCH", `${ROOT}/staffMembers/${bob}`, {
      "@odata.type": "#microsoft.graph.bookingStaffMember",
      role: "administrator",
    });
    const { props, inputs } = await read();
    expect(inputs).to.include({ phone: "0", replyTo: "eve.wood@nhs.net", displayName: "Renamed" });
    expect(inputs.members).to.deep.equal({
      "amy.shah@nhs.net": "admin",
      "bob.jones@nhs.net": "admin",
      "eve.wood@nhs.net": "other:scheduler",
    });
    expect((await tenant.handler().diff(made.id, props, tenant.inputs("A"))).changes).to.equal(true);
    expect((await tenant.handler().check(inputs, tenant.inputs("A"))).failures).to.deep.equal([]);
  });

  it("shows who has approved and who has refused [USR-8]", async () => {
    await tenant.admin("POST", "approve", { business: A, address: "amy.shah@nhs.net" });
    await tenant.admin("POST", "reject", { business: A, address: "bob.jones@nhs.net" });
    const { props } = await read();
    expect(props.live.staff["amy.shah@nhs.net"]?.status).to.equal("active");
    expect(props.live.staff["bob.jones@nhs.net"]?.status).to.equal("rejectedByStaff");
    expect((await tenant.handler().diff(made.id, props, tenant.inputs("A"))).changes).to.equal(false);
  });

  it("does not take services, hours and publication for differences [WEB-1]", async () => {
    await tenant.edit("POST", `${ROOT}/publish`);
    await tenant.edit("POST", `${ROOT}/services`, { displayName: "Theirs" });
    const { props } = await read();
    expect(props.live.isPublished).to.equal(true);
    expect((await tenant.handler().diff(made.id, props, tenant.inputs("A"))).changes).to.equal(false);
  });

  it("says missing, with the same id, of one that the tenant lost [WEB-1]", async () => {
    await tenant.edit("DELETE", ROOT);
    await tenant.admin("POST", "edit", { method: "DELETE", path: `/users/${A}` });
    const { id, props, inputs } = await read();
    expect(id).to.equal(made.id);
    expect([props.status, props.live.status, inputs.status]).to.deep.equal(["missing", "missing", "missing"]);
    expect((await tenant.handler().diff(id, props, tenant.inputs("A"))).changes).to.equal(true);
    expect((await tenant.handler().read(id, props)).props).to.deep.equal(props);
  });

  it("concludes nothing from a refusal, a failure or a calendar that no one has seen yet", async () => {
    await tenant.fault({ operation: "bookingBusiness.get", kind: "500", times: 9 });
    expect(await failureOf(read())).to.include({ code: "calendar-unreadable" });
    await tenant.admin("DELETE", "faults");
    await tenant.edit("DELETE", ROOT);
    const unseen = { ...made, live: { ...made.live, unseen: true } };
    expect(await failureOf(tenant.handler().read(made.id, unseen))).to.include({
      code: "calendar-unreadable",
    });
  });

  it("keeps the records of half-made and half-deleted calendars without asking", async () => {
    for (const status of ["half-made", "deleting"]) {
      const record = { ...made, live: { ...made.live, status } };
      expect((await tenant.handler().read(made.id, record)).props).to.deep.equal(record);
    }
    expect(await tenant.log()).to.deep.equal([]);
  });

  it("refuses to read the record of another tenant, and to understand one from the future", async () => {
    const other = { ...made, tenantId: "00000000-0000-4000-8000-000000000000" };
    for (const environmentTenant of [undefined, null]) {
      const handler = tenant.handler(environmentTenant === null ? { environmentTenant } : {});
      expect(await failureOf(handler.read(made.id, other))).to.include({ code: "wrong-tenant" });
    }
    const future = { ...made, schema: 2 };
    expect(await failureOf(tenant.handler().read(made.id, future))).to.include({ code: "unknown-record" });
  });

  it("does not even sign in where the environment names another tenant", async () => {
    const handler = tenant.handler({ environmentTenant: "00000000-0000-4000-8000-000000000000" });
    for (const verb of [() => handler.read(made.id, made), () => handler.create(tenant.inputs("B"))]) {
      expect(await failureOf(verb())).to.include({ code: "wrong-tenant" });
    }
    expect(await tenant.log()).to.deep.equal([]);
  });

  it("keeps whose account an address was when it was put on the calendar, whoever has it now [USR-10]", async () => {
    const person = ({ live }: CalendarRecord) => live.staff["bob.jones@nhs.net"]?.person;
    const bob = person(made);
    expect(bob).to.match(/^[0-9a-f-]{36}$/);
    await tenant.admin("PUT", "addresses", { user: "bob.jones@nhs.net", mail: "bob.gone@nhs.net" });
    await tenant.admin("PUT", "addresses", {
      ...{ user: "cat.lee@nhs.net", mail: "cat.lee@nhs.net", aliases: ["bob.jones@nhs.net"] },
    });
    const { props } = await tenant.handler().read(made.id, made);
    expect(person(props)).to.equal(bob);
    const wish = tenant.inputs("A", { phone: "0113 496 0001" });
    expect(person((await tenant.handler().update(made.id, props, wish)).outs)).to.equal(bob);
  });

  it("prints no stack where the engine's plugin would print one", async () => {
    const failure = await failureOf(tenant.handler().read(made.id, { ...made, schema: 2 }));
    expect(failure.stack).to.equal("");
  });
});
