import { expect } from "chai";
import { userPolicyHandler } from "../../providers/user-policy/handler";
import type { PolicyPartlyDone } from "../../providers/user-policy/record";
import { switchesOf } from "../../src/model/policy-fields";
import { applicationsIn, disabledFor, wantedPlans } from "../../src/plan/licences";
import { failureOf } from "./failure-of";
import { type PolicyTenant, person, policyTenant } from "./policy-tenant";

const BOOKINGS = { id: "199a5c09-e0ca-4e37-8f7c-b05d533e1ea2", name: "MICROSOFTBOOKINGS" };
const SWAY = { id: "a23b959c-7ce8-4e57-9140-b90eb88a9e97", name: "SWAY" };
const NEW = { id: "00000000-0000-4000-8000-000000000001", name: "SOMETHING_NEW" };
const E3 = "6fd2c87f-b296-42f0-b197-1e91e994b900";

describe("what a user policy has in the tenant after a run", function () {
  this.timeout(60_000);
  let tenant: PolicyTenant | undefined;
  afterEach(async () => {
    await tenant?.close();
    tenant = undefined;
  });

  it("is switched off again in full at each run, with the plans that Microsoft has added since [POL-3]", () => {
    const licence = { skuId: E3, partNumber: "ENTERPRISEPACK", free: 1, plans: [BOOKINGS, SWAY] };
    const wanted = wantedPlans(["Microsoft Bookings"], licence);
    expect(disabledFor(wanted, licence)).to.deep.equal([SWAY.id]);
    const grown = { ...licence, plans: [...licence.plans, NEW] };
    expect(disabledFor(wanted, grown)).to.deep.equal([SWAY.id, NEW.id]);
    expect(applicationsIn(new Set([BOOKINGS.id, NEW.id]), grown)).to.deep.equal([
      "Microsoft Bookings",
      "plan SOMETHING_NEW",
    ]);
  });

  it("shows a plan that came on by itself as drift, and has it switched off by the next run [POL-3] [WEB-1]", async () => {
    tenant = await policyTenant([
      person("amy", [{ sku: "ENTERPRISEPACK", disabledPlans: [BOOKINGS.name, SWAY.name] }]),
    ]);
    const wish = tenant.policy(["amy"]);
    const { id, outs } = await tenant.policies().create(wish);
    const { body } = (await tenant.edit("GET", "/subscribedSkus")) as never as {
      body: { value: { skuId: string; servicePlans: { servicePlanId: string }[] }[] };
    };
    const plans = body.value.find(({ skuId }) => skuId === E3)?.servicePlans ?? [];
    const disabledPlans = plans
      .map(({ servicePlanId }) => servicePlanId)
      .filter((plan) => plan !== BOOKINGS.id && plan !== SWAY.id);
    await tenant.edit("POST", `/groups/${id}/assignLicense`, {
      addLicenses: [{ skuId: E3, disabledPlans }],
      removeLicenses: [],
    });
    const seen = await tenant.policies().read(id, outs);
    expect(seen.inputs.applications).to.deep.equal(switchesOf(["Microsoft Bookings", "Sway"]));
    const { outs: after } = await tenant.policies().update(id, seen.props, wish);
    expect(after.live.plans).to.deep.equal([BOOKINGS.name]);
    expect((await tenant.person("amy@nhs.net")).plans).not.to.include(SWAY.name);
  });

  it("is looked at before a run calls it done: what someone undoes meanwhile is no success [POL-1]", async () => {
    const there = await policyTenant([person("amy"), person("bob")], { settings: { licenceDelay: "real" } });
    tenant = there;
    const context = there.context();
    const { body } = (await there.edit("GET", "/users?$select=id,mail")) as never as {
      body: { value: { id: string; mail: string }[] };
    };
    const bob = body.value.find(({ mail }) => mail === "bob@nhs.net")?.id ?? "";
    let undone = false;
    const handler = userPolicyHandler(() => ({
      ...context,
      sleep: async (ms) => {
        if (!undone) {
          undone = true;
          const [group] = await there.groups();
          await there.edit("DELETE", `/groups/${group?.id}/members/${bob}/$ref`);
        }
        await context.sleep(ms);
      },
    }));
    const wish = there.policy(["amy", "bob"]);
    const error = (await failureOf(handler.create(wish))) as PolicyPartlyDone;
    expect(error.message).to.match(/does not show the change yet, or someone is changing it/);
    expect(error.properties.users).to.deep.equal(switchesOf(["amy@nhs.net"]));
    const { outs } = await there.policies().update(error.id, error.properties, wish);
    expect(outs.users).to.deep.equal(wish.users);
    expect((await there.person("bob@nhs.net")).plans).to.include(BOOKINGS.name);
  });
});
