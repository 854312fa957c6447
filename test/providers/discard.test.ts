import { expect } from "chai";
import { type Discard, discardHalfMade } from "../../providers/booking-calendar/delete/discard-half-made";
import type { PartlyDone } from "../../providers/booking-calendar/record/partly-done";
import { openGraph } from "../../src/graph/open-graph";
import { markerOf } from "../../src/model/calendar-marker";
import { failureOf } from "./failure-of";
import { type TestTenant, testTenant } from "./sandbox-tenant";

describe("discarding a half-made calendar", function () {
  this.timeout(20_000);
  let tenant: TestTenant;
  let half: PartlyDone;
  let discard: Discard;
  beforeEach(async () => {
    tenant = await testTenant({ settings: { mailboxDomain: "initialDomain" } });
    const inputs = tenant.inputs("A");
    half = (await failureOf(tenant.handler().create(inputs))) as PartlyDone;
    const { actualAddress, operator } = half.properties.live;
    discard = {
      reader: tenant.observer(),
      deleter: openGraph({ env: tenant.env, identity: "calendarDeleter" }),
      address: actualAddress,
      marker: markerOf(inputs),
      operator: operator ? [operator] : [],
      recorded: true,
      now: new Date(),
    };
  });
  afterEach(() => tenant.close());

  it("removes it and looks whether it is gone; a second time finds it gone [NAM-3]", async () => {
    expect(await discardHalfMade(discard)).to.equal("removed");
    expect(await tenant.calendar(discard.address)).to.equal(undefined);
    expect(await discardHalfMade(discard)).to.equal("gone-already");
  });

  it("puts the deleter on the staff first where Graph wants that, and says in words what Graph refuses [DEL-4]", async () => {
    await tenant.admin("PUT", "settings", { deleterOnStaff: true });
    const refused = await failureOf(discardHalfMade(discard));
    expect(refused.message).to.contain("Microsoft Graph refused or failed");
    expect(await discardHalfMade({ ...discard, writer: tenant.operator() })).to.equal("removed");
    expect(await tenant.calendar(discard.address)).to.equal(undefined);
  });

  it("refuses one with another mark, or with people on it [NAM-3]", async () => {
    expect(
      (await failureOf(discardHalfMade({ ...discard, marker: "managed from git: x/y" }))).message,
    ).to.match(/mark/);
    await tenant.edit("POST", `/solutions/bookingBusinesses/${discard.address}/staffMembers`, {
      "@odata.type": "#microsoft.graph.bookingStaffMember",
      displayName: "Amy",
      emailAddress: "amy.shah@nhs.net",
      role: "administrator",
    });
    expect((await failureOf(discardHalfMade(discard))).message).to.match(/people/);
    expect(await tenant.calendar(discard.address)).to.not.equal(undefined);
  });

  it("forgets nothing that does not show, or whose account is in the directory [DEL-5]", async () => {
    await tenant.admin("PUT", "settings", { mailboxDelay: "real" });
    const hidden = (await failureOf(tenant.handler().create(tenant.inputs("B")))) as PartlyDone;
    const { actualAddress: address } = hidden.properties.live;
    expect((await failureOf(discardHalfMade({ ...discard, address }))).message).to.match(/account/);
    expect(await tenant.calendar(address)).to.not.equal(undefined);
  });

  it("leaves it to an administrator where no sign-in may delete [DEL-4]", async () => {
    const failure = await failureOf(discardHalfMade({ ...discard, deleter: undefined }));
    expect(failure.message).to.contain("Only an Exchange administrator can delete it");
    expect(await tenant.calendar(discard.address)).to.not.equal(undefined);
  });

  it("trusts the record of the state only where there is no mark at all", async () => {
    await tenant.edit("PATCH", `/solutions/bookingBusinesses/${discard.address}`, { businessType: "" });
    expect((await failureOf(discardHalfMade({ ...discard, recorded: false }))).message).to.match(/mark/);
    expect(await discardHalfMade(discard)).to.equal("removed");
  });

  it("removes nothing when it cannot count the appointments", async () => {
    await tenant.fault({ operation: "*calendarView*", kind: "500", times: 20 });
    await failureOf(discardHalfMade(discard));
    expect(await tenant.calendar(discard.address)).to.not.equal(undefined);
  });
});
