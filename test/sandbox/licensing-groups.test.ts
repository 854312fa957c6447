import { expect } from "chai";
import { allBut, change, e3, f3, LicenceView } from "./support/licences";
import { outcome, TestTenant } from "./support/tenant";

interface Failing {
  readonly mail: string;
  readonly licenseAssignmentStates: readonly { readonly assignedByGroup: string; readonly state: string }[];
}

describe("licences of groups of the sandbox", () => {
  let tenant: TestTenant;
  let view: LicenceView;
  let group: string;

  beforeEach(async () => {
    tenant = await TestTenant.start({
      subscriptions: [{ sku: "ENTERPRISEPACK", enabled: 2 }],
      users: [
        {
          address: "amy@nhs.net",
          licences: [{ sku: "ENTERPRISEPACK", disabledPlans: ["MICROSOFTBOOKINGS"] }],
        },
        { address: "bo@nhs.net" },
        { address: "cy@nhs.net" },
      ],
    });
    view = new LicenceView(tenant);
    group = await tenant.newGroup("Leeds-Bookings");
  });

  afterEach(() => tenant.close());

  const bookings = { skuId: e3.skuId, disabledPlans: allBut(e3, "MICROSOFTBOOKINGS") };
  const assign = (body: unknown, to = group) => tenant.call("POST", `/groups/${to}/assignLicense`, body);
  const add = async (address: string, to = group) => {
    const reference = tenant.reference(await tenant.idOf(address));
    return tenant.call("POST", `/groups/${to}/members/$ref`, reference);
  };
  const remove = async (address: string) =>
    tenant.call("DELETE", `/groups/${group}/members/${await tenant.idOf(address)}/$ref`);
  const state = async () => {
    const select = "assignedLicenses,licenseProcessingState,hasMembersWithLicenseErrors";
    const { body } = await tenant.get(`/groups/${group}?$select=${select}`);
    return [body.licenseProcessingState?.state, body.hasMembersWithLicenseErrors];
  };
  const failing = async () => {
    const { body } = await tenant.get(`/groups/${group}/members?$select=mail,licenseAssignmentStates`);
    return body.value.flatMap(({ mail, licenseAssignmentStates: states }: Failing) =>
      states.some((one) => one.assignedByGroup === group && one.state === "Error") ? [mail] : [],
    );
  };

  it("are accepted at once and reach members later, by way of queued and in progress", async () => {
    await tenant.set({ licenceDelay: "real" });
    await add("amy@nhs.net");
    expect(await state()).to.deep.equal([undefined, false]);
    const answer = await assign(change([bookings]));
    expect([answer.status, answer.body.id]).to.deep.equal([202, group]);
    expect(await state()).to.deep.equal(["QueuedForProcessing", false]);
    await tenant.advance("3m");
    expect(await state()).to.deep.equal(["ProcessingInProgress", false]);
    expect(await view.plans("amy@nhs.net")).not.to.include("MICROSOFTBOOKINGS");
    await tenant.advance("8m");
    expect(await state()).to.deep.equal(["ProcessingComplete", false]);
    expect(await view.plans("amy@nhs.net")).to.include("MICROSOFTBOOKINGS");
  });

  it("add to what users have, in the seat they have", async () => {
    await add("amy@nhs.net");
    await assign(change([bookings]));
    expect(await view.plans("amy@nhs.net")).to.have.length(36);
    expect(await view.states("amy@nhs.net")).to.deep.equal(["direct Active", "group Active"]);
    expect(await view.consumed(e3.skuId)).to.equal(1);
    const { body } = await tenant.get("/users/amy@nhs.net?$select=assignedLicenses");
    expect(body.assignedLicenses).to.deep.equal([{ disabledPlans: [], skuId: e3.skuId }]);
    await remove("amy@nhs.net");
    expect(await view.plans("amy@nhs.net"))
      .to.have.length(35)
      .and.not.include("MICROSOFTBOOKINGS");
  });

  it("follow members who come and go, and changes of the plans", async () => {
    await assign(change([bookings]));
    await add("bo@nhs.net");
    expect(await view.plans("bo@nhs.net")).to.deep.equal(["MICROSOFTBOOKINGS"]);
    await assign(change([{ skuId: e3.skuId, disabledPlans: allBut(e3, "SWAY") }]));
    expect(await view.plans("bo@nhs.net")).to.deep.equal(["SWAY"]);
    await assign(change([], [e3.skuId]));
    expect([await view.plans("bo@nhs.net"), await view.consumed(e3.skuId)]).to.deep.equal([[], 1]);
    expect(await state()).to.deep.equal(["ProcessingComplete", false]);
  });

  it("cannot be taken from one member alone", async () => {
    await add("bo@nhs.net");
    await assign(change([bookings]));
    const { body } = await tenant.call("POST", "/users/bo@nhs.net/assignLicense", change([], [e3.skuId]));
    expect(body.error.message).to.equal(
      "User license is inherited from a group membership and it cannot be removed directly from the user.",
    );
  });

  it("run out for some members, who get theirs when they are looked at again", async () => {
    await add("bo@nhs.net");
    await add("cy@nhs.net");
    await assign(change([bookings]));
    expect(await view.states("cy@nhs.net")).to.deep.equal(["group CountViolation"]);
    expect([await state(), await failing()]).to.deep.equal([["ProcessingComplete", true], ["cy@nhs.net"]]);
    const filter = encodeURIComponent("hasMembersWithLicenseErrors eq true");
    expect((await tenant.get(`/groups?$filter=${filter}`)).body.value).to.have.length(1);
    await tenant.call("POST", "/users/amy@nhs.net/assignLicense", change([], [e3.skuId]));
    expect(await failing()).to.deep.equal(["cy@nhs.net"]);
    const again = await tenant.call("POST", "/users/cy@nhs.net/reprocessLicenseAssignment");
    expect(outcome(again)).to.equal("200");
    expect([await view.states("cy@nhs.net"), await failing()]).to.deep.equal([["group Active"], []]);
  });

  it("conflict with what a member has", async () => {
    await add("amy@nhs.net");
    await assign(change([{ skuId: f3.skuId }]));
    expect(await view.states("amy@nhs.net")).to.deep.equal([
      "direct Active",
      "group MutuallyExclusiveViolation",
    ]);
  });

  it("tell of Bookings without Exchange at once or member by member, as it is set", async () => {
    await tenant.set({ lonePlan: "refused" });
    expect((await assign(change([bookings]))).body.error.message).to.contain(
      "depends on the service plan(s)",
    );
    await tenant.set({ lonePlan: "perUser" });
    await add("amy@nhs.net");
    await add("bo@nhs.net");
    expect(outcome(await assign(change([bookings])))).to.equal("202");
    expect(await view.states("amy@nhs.net")).to.deep.equal(["direct Active", "group Active"]);
    expect(await view.states("bo@nhs.net")).to.deep.equal(["group DependencyViolation"]);
  });

  it("keep a group from being deleted, and stay with it", async () => {
    await assign(change([bookings]));
    expect(outcome(await tenant.call("DELETE", `/groups/${group}`))).to.equal("400 Request_BadRequest");
    await assign(change([], [e3.skuId]));
    expect(outcome(await tenant.call("DELETE", `/groups/${group}`))).to.equal("204");
  });

  it("do not reach members of groups within", async () => {
    const inner = await tenant.newGroup("Inner");
    await add("bo@nhs.net", inner);
    await tenant.call("POST", `/groups/${group}/members/$ref`, tenant.reference(inner));
    await assign(change([bookings]));
    expect(await view.plans("bo@nhs.net")).to.deep.equal([]);
  });

  it("need a group for security, and are refused when they are not there", async () => {
    const team = { displayName: "Team", mailEnabled: true, mailNickname: "t", securityEnabled: false };
    const { body } = await tenant.call("POST", "/groups", { ...team, groupTypes: ["Unified"] });
    expect(outcome(await assign(change([bookings]), body.id))).to.equal("400 Request_BadRequest");
    expect(outcome(await assign(change([], [e3.skuId])))).to.equal("400 Request_BadRequest");
    expect(outcome(await assign({ addLicenses: [] }))).to.equal("400 Request_BadRequest");
  });

  it("of a seed have long been given", async () => {
    await tenant.set({ licenceDelay: "real" });
    await tenant.client.admin("POST", "seed", {
      organisations: [{ shortName: "Leeds" }],
      groups: [
        {
          displayName: "Base",
          organisation: "Leeds",
          members: ["bo@nhs.net"],
          licences: [{ sku: "DESKLESSPACK", disabledPlans: ["MICROSOFTBOOKINGS"] }],
        },
      ],
    });
    expect(await view.plans("bo@nhs.net")).to.have.length(25);
    const id = await tenant.groupId("Base");
    const { body: made } = await tenant.get(`/groups/${id}?$select=description,assignedLicenses`);
    const licences = [{ skuId: f3.skuId, disabledPlans: [f3.plans["MICROSOFTBOOKINGS"]] }];
    expect(made).to.deep.include({ description: null, assignedLicenses: licences });
    const { body: members } = await tenant.get(`/groups/${id}/members?$select=mail`);
    expect(members.value.map((one: { mail: string }) => one.mail)).to.deep.equal(["bo@nhs.net"]);
    expect(await view.consumed(f3.skuId)).to.equal(1);
  });
});
