import { expect } from "chai";
import { allBut, change, e3, f3, LicenceView } from "./support/licences";
import { outcome, TestTenant } from "./support/tenant";

describe("licences of users of the sandbox", () => {
  let tenant: TestTenant;
  let view: LicenceView;

  beforeEach(async () => {
    tenant = await TestTenant.start({
      subscriptions: [{ sku: "ENTERPRISEPACK", enabled: 2, warning: 1, suspended: 5 }],
      users: [
        {
          address: "amy@nhs.net",
          licences: [{ sku: "ENTERPRISEPACK", disabledPlans: ["MICROSOFTBOOKINGS"] }],
        },
        { address: "bo@nhs.net" },
        { address: "cy@nhs.net" },
        { address: "di@nhs.net" },
      ],
    });
    view = new LicenceView(tenant);
  });

  afterEach(() => tenant.close());

  const assign = (address: string, body: unknown) =>
    tenant.call("POST", `/users/${address}/assignLicense`, body);
  const message = async (address: string, body: unknown) => {
    const answer = await assign(address, body);
    return answer.body.error?.code === "Request_BadRequest" ? answer.body.error.message : answer.status;
  };

  it("are subscribed to with their real plans, bought units and taken seats", async () => {
    const { body } = await tenant.get("/subscribedSkus");
    const [first, second] = body.value;
    expect([first.skuPartNumber, first.servicePlans.length]).to.deep.equal(["ENTERPRISEPACK", 36]);
    expect([second.skuPartNumber, second.servicePlans.length]).to.deep.equal(["DESKLESSPACK", 26]);
    expect(first).to.deep.include({
      id: `${tenant.sandbox.tenantId}_${e3.skuId}`,
      capabilityStatus: "Enabled",
      consumedUnits: 1,
      prepaidUnits: { enabled: 2, suspended: 5, warning: 1, lockedOut: 0 },
    });
    expect(outcome(await tenant.get("/subscribedSkus?$select=mail"))).to.equal("400 BadRequest");
  });

  it("switch one plan on by sending every plan that stays off", async () => {
    expect(await view.plans("amy@nhs.net")).not.to.include("MICROSOFTBOOKINGS");
    const answer = await assign("amy@nhs.net", change([{ skuId: e3.skuId, disabledPlans: [] }]));
    expect(answer.status).to.equal(200);
    expect(answer.body.userPrincipalName).to.equal("amy@nhs.net");
    expect(await view.plans("amy@nhs.net"))
      .to.have.length(36)
      .and.include("MICROSOFTBOOKINGS");
    const disabledPlans = [e3.plans["SWAY"] ?? ""];
    await assign("amy@nhs.net", change([{ skuId: e3.skuId, disabledPlans }]));
    const { body } = await tenant.get("/users/amy@nhs.net?$select=assignedLicenses");
    expect(body.assignedLicenses).to.deep.equal([{ disabledPlans, skuId: e3.skuId }]);
    expect(await view.consumed(e3.skuId)).to.equal(1);
  });

  it("need both members in the body", async () => {
    for (const name of ["addLicenses", "removeLicenses"]) {
      const { [name]: _left, ...body } = change([], []) as Record<string, unknown>;
      expect(await message("amy@nhs.net", body)).to.contain(`The missing parameters are: ${name}.`);
    }
    expect(outcome(await assign("amy@nhs.net", change([])))).to.equal("200");
    expect(await message("amy@nhs.net", { addLicenses: {}, removeLicenses: [] })).to.contain("addLicenses");
  });

  it("must be the tenant's, with plans of their own, and named once", async () => {
    const unknown = "00000000-0000-0000-0000-000000000001";
    expect(await message("bo@nhs.net", change([{ skuId: unknown }]))).to.equal(
      `License ${unknown} does not correspond to a valid company License.`,
    );
    const foreign = { skuId: e3.skuId, disabledPlans: [f3.plans["STREAM_O365_K"] ?? ""] };
    expect(await message("bo@nhs.net", change([foreign]))).to.contain("does not belong to the license");
    const twice = { skuId: e3.skuId };
    expect(await message("bo@nhs.net", change([twice, twice]))).to.contain("more than once");
    expect(await message("amy@nhs.net", change([twice], [e3.skuId]))).to.contain("more than once");
  });

  it("run out, with the grace units counted and the suspended ones not", async () => {
    for (const address of ["bo@nhs.net", "cy@nhs.net"])
      expect(outcome(await assign(address, change([{ skuId: e3.skuId }])))).to.equal("200");
    expect(await message("di@nhs.net", change([{ skuId: e3.skuId }]))).to.equal(
      `Subscription with SKU ${e3.skuId} does not have any available licenses.`,
    );
    await assign("bo@nhs.net", change([], [e3.skuId]));
    expect(outcome(await assign("di@nhs.net", change([{ skuId: e3.skuId }])))).to.equal("200");
    expect(await view.consumed(e3.skuId)).to.equal(3);
  });

  it("conflict when both bring Exchange, unless the old one goes in the same request", async () => {
    const words = "are mutually exclusive";
    expect(await message("amy@nhs.net", change([{ skuId: f3.skuId }]))).to.contain(words);
    const lone = { skuId: f3.skuId, disabledPlans: allBut(f3, "FORMS_PLAN_K") };
    expect(outcome(await assign("amy@nhs.net", change([lone])))).to.equal("200");
    expect(outcome(await assign("amy@nhs.net", change([{ skuId: f3.skuId }], [e3.skuId])))).to.equal("200");
    await tenant.set({ exclusivePlans: "allowed" });
    expect(outcome(await assign("amy@nhs.net", change([{ skuId: e3.skuId }])))).to.equal("200");
  });

  it("give Bookings without Exchange, or refuse it, as it is set", async () => {
    const lone = change([{ skuId: f3.skuId, disabledPlans: allBut(f3, "MICROSOFTBOOKINGS") }]);
    const words = `License assignment failed because service plan ${e3.plans["MICROSOFTBOOKINGS"]} depends on the service plan(s) ${f3.plans["EXCHANGE_S_DESKLESS"]}`;
    await tenant.set({ lonePlan: "refused" });
    expect(await message("amy@nhs.net", lone)).to.equal(words);
    await tenant.set({ lonePlan: "perUser" });
    expect(await message("bo@nhs.net", lone)).to.equal(words);
    expect(outcome(await assign("amy@nhs.net", lone))).to.equal("200");
    await tenant.set({ lonePlan: "allowed" });
    expect(outcome(await assign("bo@nhs.net", lone))).to.equal("200");
  });

  it("need a usage location, which only a group does without", async () => {
    await tenant.call("PATCH", "/users/bo@nhs.net", { usageLocation: null });
    expect(await message("bo@nhs.net", change([{ skuId: e3.skuId }]))).to.equal(
      "License assignment cannot be done for user with invalid usage location.",
    );
    expect(outcome(await tenant.call("PATCH", "/users/bo@nhs.net", { usageLocation: "Leeds" }))).to.contain(
      "400",
    );
  });

  it("are taken away from users who have them", async () => {
    expect(await message("bo@nhs.net", change([], [e3.skuId]))).to.equal(
      "User does not have a corresponding license.",
    );
  });

  it("take the mailbox with the last Exchange plan, and bring it back with the next", async () => {
    expect([await view.purpose("amy@nhs.net"), await view.purpose("bo@nhs.net")]).to.deep.equal([
      "user",
      "user",
    ]);
    const without = { skuId: e3.skuId, disabledPlans: [e3.plans["EXCHANGE_S_ENTERPRISE"] ?? ""] };
    await assign("amy@nhs.net", change([without]));
    expect(await view.purpose("amy@nhs.net")).to.equal("MailboxNotEnabledForRESTAPI");
    await assign(
      "amy@nhs.net",
      change([{ skuId: f3.skuId, disabledPlans: [f3.plans["SHAREPOINTDESKLESS"] ?? ""] }]),
    );
    expect(await view.purpose("amy@nhs.net")).to.equal("user");
  });
});
