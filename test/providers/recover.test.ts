import { expect } from "chai";
import type { CalendarInputs } from "../../src/model/calendar-record";
import { handlersOf } from "../../stacks/handlers";
import { failureOf } from "./failure-of";
import { type TestTenant, testTenant } from "./sandbox-tenant";

const ADDRESS = "LeedsCardiologyA@nhs.net";
const CALENDAR = `/solutions/bookingBusinesses/${ADDRESS}`;

describe("rebuilding a lost state", function () {
  this.timeout(20_000);
  let tenant: TestTenant;
  let wish: CalendarInputs;
  beforeEach(async () => {
    tenant = await testTenant();
    wish = tenant.inputs("A");
  });
  afterEach(() => tenant.close());

  /** The handler of `bookings adopt --recover`, in a process of its own. */
  const recovering = () =>
    handlersOf({
      ...{ root: tenant.folder, stillWanted: () => true, tell: () => undefined },
      env: { ...tenant.env, BOOKINGS_ADOPTING: "recover" },
    }).bookingCalendar;

  it("records a calendar as the lost state had it, writes nothing, and leaves no difference [OPS-10] [I5]", async () => {
    const { outs: lost } = await tenant.handler().create(wish);
    await tenant.clearLog();
    const { id, outs } = await recovering().create(wish);
    expect(outs).to.deep.equal(lost);
    const { props } = await tenant.handler().read(id, outs);
    expect(await tenant.handler().diff(id, props, wish)).to.include({ changes: false });
    expect(await tenant.log("?effect=write")).to.deep.equal([]);
  });

  it("knows a calendar without our marker by the journal, and takes no other one [OPS-10] [I3]", async () => {
    await tenant.handler().create(wish);
    await tenant.edit("PATCH", CALENDAR, { businessType: "Clinic" });
    expect((await recovering().create(wish)).outs.live.status).to.equal("active");
    const other = tenant.inputs("B");
    await tenant.admin("POST", "seed", { calendars: [{ displayName: other.displayName, staff: [] }] });
    expect(await failureOf(recovering().create(other))).to.include({ code: "recover-unknown" });
  });

  it("takes a calendar that the journal knows and the tenant lost for missing, not for one to create [OPS-10] [I10]", async () => {
    await tenant.handler().create(wish);
    await tenant.edit("DELETE", CALENDAR);
    await tenant.edit("DELETE", `/users/${ADDRESS}`);
    const { id, outs } = await recovering().create(wish);
    expect([outs.status, outs.live.status]).to.deep.equal(["missing", "missing"]);
    expect(await failureOf(tenant.handler().update(id, outs, wish))).to.include({ code: "calendar-missing" });
    expect(await failureOf(recovering().create(tenant.inputs("B")))).to.include({ code: "adopt-not-there" });
  });

  it("learns from the spec of a deletion that an older state does not know, and leaves what is alive as it was [OPS-10]", async () => {
    const { id, outs } = await tenant.handler().create(wish);
    const deletion = { confirm: ADDRESS, reason: "closed", withFutureAppointments: false };
    const tombstone: CalendarInputs = { ...wish, status: "deleted", members: {}, deletion };
    expect((await recovering().update(id, outs, tombstone)).outs).to.deep.equal(outs);
    await tenant.edit("DELETE", CALENDAR);
    await tenant.edit("DELETE", `/users/${ADDRESS}`);
    const { props } = await recovering().read(id, outs);
    const { outs: now } = await recovering().update(id, props, tombstone);
    expect([now.status, now.live.status]).to.deep.equal(["deleted", "deleted"]);
  });
});
