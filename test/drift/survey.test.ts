import { expect } from "chai";
import { driftOf, type Known } from "../../src/cli/drift/drift-of";
import type { RecordedFacts } from "../../src/drift/recorded-facts";
import type { BookingCalendar } from "../../src/model/booking-calendar";
import type { CalendarRecord } from "../../src/model/calendar-record";
import { VisibleError } from "../../src/problem/visible-error";
import { replaceByHand } from "../providers/replace-by-hand";
import { type TestTenant, testTenant } from "../providers/sandbox-tenant";
import { calendar, leeds, tenant as specs } from "../support/model";
import { told } from "./facts";

const address = (clinic: string) => `LeedsCardiology${clinic}@nhs.net`;
const rootOf = (clinic: string) => `/solutions/bookingBusinesses/${address(clinic)}`;
const OPERATOR = "svc.leeds.bookings@nhs.net";

const wantedOf = ({ address: at, replyTo, phone, members }: CalendarRecord): BookingCalendar =>
  calendar({ address: at, replyTo, phone, members: members as Record<string, "admin" | "viewer"> });

const recordedOf = ({
  address: at,
  replyTo,
  phone,
  members,
  viewerRole,
  live,
}: CalendarRecord): RecordedFacts => ({
  name: at.slice(0, at.indexOf("@")).toLowerCase(),
  address: live.actualAddress,
  status: "active",
  asked: { replyTo, phone, members: members as Record<string, "admin" | "viewer">, viewerRole },
  knownBy: { marker: live.marker, rows: Object.values(live.staff).map(({ id }) => id) },
});

describe("drift of calendars in the sandbox", function () {
  this.timeout(30_000);
  let tenant: TestTenant;
  let made: CalendarRecord[];

  beforeEach(async () => {
    // requests are counted here
    tenant = await testTenant({ settings: { bookingsPaging: "none", directoryPaging: "pages" } });
    const handler = tenant.handler();
    made = [];
    for (const clinic of ["A", "B", "C"]) made.push((await handler.create(tenant.inputs(clinic))).outs);
    await tenant.admin("POST", "approve", {});
    await tenant.clearLog();
  });
  afterEach(() => tenant.close());

  const detect = async (change: Partial<Known> = {}, tenantId = tenant.sandbox.tenantId) => {
    const known = { model: leeds(...made.map(wantedOf)), recorded: made.map(recordedOf), operator: OPERATOR };
    const [report] = await driftOf(tenant.observer(), { ...specs, tenantId }, [{ ...known, ...change }]);
    if (!report) throw new Error("no report");
    return report;
  };

  it("is none after a run, and writes nothing; three calendars cost one batch, their people two [WEB-1] [OPS-2]", async () => {
    const report = await detect();
    expect(told(report)).to.deep.equal([]);
    expect(report.coverage.calendars).to.deep.equal({ known: 3, total: 3, percent: 100 });
    expect(await tenant.log("?effect=write")).to.deep.equal([]);
    const batches = (await tenant.log()).filter(({ path }) => path.endsWith("/$batch"));
    expect(batches).to.have.length(3);
  });

  it("shows what was changed in the web app field by field and person by person, and still writes nothing [WEB-1]", async () => {
    await tenant.edit("PATCH", rootOf("A"), { phone: "0", email: "eve.wood@nhs.net" });
    await tenant.edit("POST", `${rootOf("A")}/staffMembers`, {
      "@odata.type": "#microsoft.graph.bookingStaffMember",
      displayName: "Eve",
      emailAddress: "eve.wood@nhs.net",
      role: "scheduler",
    });
    await tenant.edit(
      "DELETE",
      `${rootOf("B")}/staffMembers/${made[1]?.live.staff["bob.jones@nhs.net"]?.id}`,
    );
    await tenant.clearLog();
    expect(told(await detect())).to.have.members([
      "changed drift-field-changed /phone",
      "changed drift-field-changed /replyTo",
      "unmanaged drift-person-unmanaged /viewers",
      "changed drift-person-missing /members/bob.jones@nhs.net",
    ]);
    expect(await tenant.log("?effect=write")).to.deep.equal([]);
  });

  it("leaves hours, services, publication and pages alone [CRE-3] [WEB-1]", async () => {
    await tenant.edit("POST", `${rootOf("A")}/publish`);
    await tenant.edit("POST", `${rootOf("A")}/services`, { displayName: "Theirs" });
    await tenant.edit("PATCH", rootOf("A"), {
      webSiteUrl: "https://leeds.nhs.uk",
      businessHours: [
        { day: "monday", timeSlots: [{ startTime: "08:00:00.0000000", endTime: "12:00:00.0000000" }] },
      ],
    });
    expect(told(await detect())).to.deep.equal([]);
  });

  it("shows calendars of the organisation that no spec knows [WEB-1]", async () => {
    const model = leeds(...made.slice(1).map(wantedOf));
    const report = await detect({ model, recorded: made.slice(1).map(recordedOf) });
    expect(told(report)).to.deep.equal(["unmanaged drift-calendar-unmanaged"]);
    expect(report.coverage.calendars.percent).to.equal(66);
  });

  it("says missing of what neither Bookings nor the directory knows, and of nothing else [WEB-1]", async () => {
    await tenant.edit("DELETE", rootOf("A"));
    expect(told(await detect())).to.deep.equal(["missing drift-calendar-missing"]);
    const recorded = made.map((one, index) => ({
      ...recordedOf(one),
      ...(index === 0 && { address: "eve.wood@nhs.net" }),
    }));
    expect(told(await detect({ recorded }))).to.deep.equal(["unreadable drift-calendar-unreadable"]);
  });

  it("tells another one made where ours was from ours with an edited business type [WEB-1] [I3]", async () => {
    await tenant.edit("PATCH", rootOf("B"), { businessType: "Healthcare" });
    expect(told(await detect())).to.deep.equal(["changed drift-marker-overwritten"]);
    await tenant.edit("PATCH", rootOf("B"), { businessType: "" });
    expect(told(await detect())).to.deep.equal([]);
    await replaceByHand(tenant, address("A"));
    expect(told(await detect())).to.deep.equal(["unmanaged calendar-mark-lost"]);
    expect((await tenant.log("?effect=write")).filter(({ via }) => via !== "portal")).to.deep.equal([]);
  });

  it("never takes unknown for absent: what fails is unreadable, the rest is told all the same", async () => {
    await tenant.fault({ operation: "staffMember.list", kind: "500", times: 1000 });
    const noStaff = await detect();
    expect(told(noStaff)).to.deep.equal(made.map(() => "unreadable drift-calendar-unreadable"));
    await tenant.admin("DELETE", "faults");
    await tenant.edit("PATCH", rootOf("A"), { phone: "0" });
    await tenant.fault({ operation: "user.list", kind: "500", times: 1000 });
    expect(told(await detect())).to.deep.equal([
      "unreadable drift-people-unreadable",
      "changed drift-field-changed /phone",
    ]);
  });

  it("warns of leavers, and tells more where the last admin has left [USR-3]", async () => {
    await tenant.edit("PATCH", "/users/bob.jones@nhs.net", { accountEnabled: false });
    expect(told(await detect())).to.deep.equal(
      made.map(() => "leaver drift-leaver /members/bob.jones@nhs.net"),
    );
    await tenant.edit("DELETE", "/users/amy.shah@nhs.net");
    const codes = new Set((await detect()).findings.map(({ problem }) => problem.code));
    expect([...codes]).to.include.members([
      "drift-leaver",
      "drift-last-admin-left",
      "drift-reply-address-lost",
    ]);
  });

  it("compares nothing with another tenant, in which all would be missing", async () => {
    const failure = await detect({}, "11111111-1111-4111-8111-111111111111").catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(VisibleError);
    expect((failure as VisibleError).problems.map(({ code }) => code)).to.deep.equal([
      "tenant-of-environment-differs",
    ]);
    expect((await tenant.log()).filter(({ path }) => path.includes("booking"))).to.deep.equal([]);
  });
});
