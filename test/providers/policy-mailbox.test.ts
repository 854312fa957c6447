import { expect } from "chai";
import { type PolicyInputs, switchesOf } from "../../src/model/policy-fields";
import { failureOf } from "./failure-of";
import { type PolicyTenant, person, policyTenant } from "./policy-tenant";

const EXCHANGE = "EXCHANGE_S_ENTERPRISE";
const without = (...disabledPlans: string[]) => [{ sku: "ENTERPRISEPACK", disabledPlans }];
const LOST = /would lose their last Exchange plan, and their mailbox with it/;

describe("user policies and the last Exchange plan of a person", function () {
  this.timeout(60_000);
  let tenant: PolicyTenant;
  afterEach(() => tenant.close());

  const giving = (applications: readonly string[]): Partial<PolicyInputs> => ({
    applications: switchesOf(applications),
  });
  const named = (policyName: string) => ({ policyName, displayName: `Leeds${policyName}` });

  it("gives who is taken off not for a moment what the others are to have: a mailbox given is a mailbox lost [POL-3]", async () => {
    tenant = await policyTenant([person("amy"), person("bob", without("MICROSOFTBOOKINGS", EXCHANGE))]);
    const { id, outs } = await tenant.policies().create(tenant.policy(["amy", "bob"]));
    await tenant.clearLog();
    const more = tenant.policy(["amy"], giving(["Exchange Online", "Microsoft Bookings"]));
    await tenant.policies().update(id, outs, more);
    const writes = (await tenant.log()).filter(({ effect }) => effect === "write");
    expect(writes.map(({ operation }) => operation)).to.deep.equal([
      "group.removeMember",
      "group.assignLicense",
    ]);
    expect((await tenant.person("bob@nhs.net")).purpose).to.equal("user");
  });

  it("lets not both of two policies go that give a mailbox, when one run changes them at the same time [POL-3]", async () => {
    tenant = await policyTenant([person("amy"), person("bob", without(EXCHANGE))]);
    const both = (users: string[]) =>
      ["One", "Two"].map((name) => tenant.policy(users, { ...named(name), ...giving(["Exchange Online"]) }));
    const handler = tenant.policies();
    const made = await Promise.all(both(["amy", "bob"]).map((wish) => handler.create(wish)));
    const results = await Promise.allSettled(
      both(["amy"]).map((wish, i) => handler.update(made[i]?.id ?? "", made[i]?.outs, wish)),
    );
    expect(results.map(({ status }) => status).sort()).to.deep.equal(["fulfilled", "rejected"]);
    const refused = results.findIndex(({ status }) => status === "rejected");
    expect(String((results[refused] as PromiseRejectedResult).reason.message)).to.match(LOST);
    expect((await tenant.person("bob@nhs.net")).purpose).to.equal("user");
  });

  it("relies on no other policy that has just been taken back, even where the person's licences still tell of it [POL-3]", async () => {
    tenant = await policyTenant([person("amy"), person("bob", without(EXCHANGE))]);
    const wish = (name: string, users: string[]) =>
      tenant.policy(users, { ...named(name), ...giving(["Exchange Online"]) });
    const one = await tenant.policies().create(wish("One", ["amy", "bob"]));
    const two = await tenant.policies().create(wish("Two", ["amy", "bob"]));
    await tenant.admin("PUT", "settings", { licenceDelay: "real" });
    // that run is over before the directory has done its work
    await failureOf(tenant.policies({ patienceMs: 0 }).update(one.id, one.outs, wish("One", ["amy"])));
    const telling = (await tenant.person("bob@nhs.net")).assignments.map((each) => each.assignedByGroup);
    expect(telling).to.include(one.outs.live.group);
    const error = await failureOf(
      tenant.policies({ patienceMs: 0 }).update(two.id, two.outs, wish("Two", ["amy"])),
    );
    expect(error.message).to.match(LOST);
    await tenant.admin("POST", "clock", { advance: "1d" });
    expect((await tenant.person("bob@nhs.net")).purpose).to.equal("user");
  });

  it("switches nothing on that excludes what one of its people has: the directory would take everything back from them [POL-3] [POL-5]", async () => {
    const f3 = { sku: "DESKLESSPACK", disabledPlans: ["EXCHANGE_S_DESKLESS"] };
    const e3 = { sku: "ENTERPRISEPACK", disabledPlans: [EXCHANGE, "SHAREPOINTENTERPRISE"] };
    tenant = await policyTenant([person("amy"), person("bob", [e3, f3])]);
    const { id, outs } = await tenant.policies().create(tenant.policy(["bob"], giving(["Exchange Online"])));
    const more = tenant.policy(["bob", "amy"], giving(["Exchange Online", "SharePoint Online"]));
    const error = await failureOf(tenant.policies().update(id, outs, more));
    expect(error.message).to.match(
      /bob@nhs\.net has SHAREPOINTDESKLESS, which conflicts with SHAREPOINTENTERPRISE/,
    );
    expect((await tenant.person("bob@nhs.net")).plans).to.include(EXCHANGE);
  });

  it("adds no one to a group taken over that would give them more than the spec names [POL-2] [POL-3]", async () => {
    tenant = await policyTenant([person("amy", []), person("bob", without("SWAY", EXCHANGE))], {
      seed: {
        groups: [
          {
            displayName: "Base licence",
            organisation: "Leeds",
            members: ["amy@nhs.net"],
            licences: [{ sku: "ENTERPRISEPACK" }],
          },
        ],
      } as never,
    });
    const [group] = await tenant.groups();
    const adopt = { group: group?.id ?? "", complete: false };
    const error = await failureOf(tenant.policies().create(tenant.policy(["amy", "bob"], { adopt })));
    expect(error.message).to.match(/also gives Exchange Online, Sway, which bob@nhs\.net does not have/);
    const meant = tenant.policy(["amy", "bob"], { adopt, grantsLicence: true });
    await tenant.policies().create(meant);
    expect((await tenant.person("bob@nhs.net")).plans).to.include("SWAY");
  });

  it("switches Bookings on for no group in which someone has no Exchange: the directory could take back everything from them [POL-3]", async () => {
    tenant = await policyTenant([person("amy", []), person("bob")], {
      settings: { lonePlan: "perUser" },
      seed: {
        groups: [
          {
            displayName: "Base licence",
            organisation: "Leeds",
            members: ["amy@nhs.net"],
            licences: without(EXCHANGE, "MICROSOFTBOOKINGS"),
          },
        ],
      } as never,
    });
    const [group] = await tenant.groups();
    const before = await tenant.person("amy@nhs.net");
    const adopt = { group: group?.id ?? "", complete: false };
    const error = await failureOf(tenant.policies().create(tenant.policy(["amy"], { adopt })));
    expect(error.message).to.match(
      /amy@nhs\.net has no Exchange licence, and Bookings does not work without it/,
    );
    expect((await tenant.person("amy@nhs.net")).plans).to.deep.equal(before.plans);
  });
});
