import { expect } from "chai";
import type { PartlyDone } from "../../providers/booking-calendar/record/partly-done";
import { failureOf } from "./failure-of";
import { type TestIdentities, type TestTenant, testTenant } from "./sandbox-tenant";

const deletion = { confirm: "LeedsCardiologyA@nhs.net", reason: "The clinic has closed." };

describe("who may delete a calendar", function () {
  this.timeout(30_000);
  let tenant: TestTenant;
  beforeEach(async () => {
    tenant = await testTenant({ settings: { deletionRole: "exchangeAdministrator" } });
  });
  afterEach(() => tenant.close());

  const withoutDeleter = () =>
    tenant.changeIdentities((identities: TestIdentities) => {
      const { calendarDeleter: _none, ...others } = identities as TestIdentities & {
        calendarDeleter?: object;
      };
      return others;
    });
  const create = async () => {
    const inputs = tenant.inputs("A");
    const { id, outs } = await tenant.handler().create(inputs);
    await tenant.edit("POST", `/solutions/bookingBusinesses/${id}/publish`);
    return { id, outs, toDelete: { ...inputs, status: "deleted" as const, members: {}, deletion } };
  };
  const deletions = async () =>
    (await tenant.log()).filter(({ operation }) => operation === "bookingBusiness.delete").length;

  it("is an identity of its own, an Exchange administrator [DEL-4]", async () => {
    const { id, outs, toDelete } = await create();
    const { outs: gone } = await tenant.handler().update(id, outs, toDelete);
    expect(gone.live.status).to.equal("deleted");
    expect(await tenant.calendar(id)).to.equal(undefined);
  });

  it("is no one where no token says so: the calendar is closed in place, and the administrator is told the command [DEL-4]", async () => {
    const { id, outs, toDelete } = await create();
    withoutDeleter();
    const closed = (await failureOf(tenant.handler().update(id, outs, toDelete))) as PartlyDone;
    expect(closed.code).to.equal("awaiting-removal");
    expect(closed.message).to.contain(`Remove-Mailbox -Identity ${id}`);
    expect(closed.properties.live).to.include({ status: "deleting", closed: true });
    const calendar = await tenant.calendar(id);
    expect(calendar?.isPublished).to.equal(false);
    expect(calendar?.staff.map(({ address }) => address)).to.deep.equal(["svc.leeds.bookings@nhs.net"]);
    expect(await deletions()).to.equal(0);
  });

  it("is asked again by the next run, which records the deletion once the calendar is gone [DEL-4] [DEL-2]", async () => {
    const { id, outs, toDelete } = await create();
    withoutDeleter();
    const closed = (await failureOf(tenant.handler().update(id, outs, toDelete))) as PartlyDone;
    const again = (await failureOf(tenant.handler().update(id, closed.properties, toDelete))) as PartlyDone;
    expect(again.code).to.equal("awaiting-removal");
    await tenant.admin("PUT", "settings", { deletionRole: "none" });
    await tenant.edit("DELETE", `/solutions/bookingBusinesses/${id}`);
    const { outs: gone } = await tenant.handler().update(id, again.properties, toDelete);
    expect(gone.live.status).to.equal("deleted");
  });
});
