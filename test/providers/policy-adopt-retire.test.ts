import { expect } from "chai";
import { PolicyPartlyDone } from "../../providers/user-policy/record";
import { switchesOf } from "../../src/model/policy-fields";
import { failureOf } from "./failure-of";
import { E3_WITHOUT_BOOKINGS, type PolicyTenant, person, policyTenant } from "./policy-tenant";

const BOOKINGS = "MICROSOFTBOOKINGS";
const CONFIRMED = { confirm: "LeedsVirtualVisits", reason: "No longer used" };

describe("taking over and retiring a user policy", function () {
  this.timeout(60_000);
  let tenant: PolicyTenant;
  afterEach(() => tenant.close());

  /** A group that gives E3 to Amy and Bob; Cat holds it otherwise as well. */
  async function withBaseGroup() {
    tenant = await policyTenant([person("amy", []), person("bob", []), person("cat"), person("dan")], {
      seed: {
        groups: [
          {
            displayName: "Base licence",
            organisation: "Leeds",
            members: ["amy@nhs.net", "bob@nhs.net", "cat@nhs.net"],
            licences: [E3_WITHOUT_BOOKINGS],
          },
        ],
      } as never,
    });
    const [group] = await tenant.groups();
    return group?.id ?? "";
  }

  it("only adds people and applications until its people are listed in full [POL-2]", async () => {
    const group = await withBaseGroup();
    const before = await tenant.person("bob@nhs.net");
    const wish = tenant.policy(["amy", "dan"], { adopt: { group, complete: false } });
    const { id, outs } = await tenant.policies().create(wish);
    expect(id).to.equal(group);
    expect(outs.live.unlisted).to.equal(2);
    expect((await tenant.policies().read(id, outs)).inputs).to.deep.equal(wish);
    expect((await tenant.person("bob@nhs.net")).plans).to.deep.equal([...before.plans, BOOKINGS].sort());
    expect((await tenant.person("dan@nhs.net")).plans).to.include(BOOKINGS);
    expect((await tenant.groups())[0]).to.include({ displayName: "Base licence" });
  });

  it("takes no one off to try a licence once more, and asks the directory to look again instead [POL-2] [POL-3]", async () => {
    tenant = await policyTenant([person("amy", []), person("dan", [])], {
      seed: {
        subscriptions: [{ sku: "ENTERPRISEPACK", enabled: 3 }],
        groups: [
          {
            displayName: "Base licence",
            organisation: "Leeds",
            members: ["amy@nhs.net"],
            licences: [E3_WITHOUT_BOOKINGS],
          },
        ],
      } as never,
    });
    const [found] = await tenant.groups();
    const adopt = { group: found?.id ?? "", complete: false };
    const wish = tenant.policy(["amy", "dan"], { adopt, grantsLicence: true });
    const half = (await failureOf(tenant.policies().create(wish))) as PolicyPartlyDone;
    expect(half.properties.live.failures).to.deep.equal({ "dan@nhs.net": "CountViolation" });
    await tenant.admin("POST", "seed", { subscriptions: [{ sku: "ENTERPRISEPACK", enabled: 50 }] });
    await tenant.clearLog();
    const { outs } = await tenant.policies().update(half.id, half.properties, wish);
    expect(outs.live.failures).to.deep.equal({});
    const writes = (await tenant.log("?effect=write")).map(({ operation }) => operation);
    expect(writes).to.deep.equal(["user.reprocessLicenseAssignment"]);
  });

  it("takes off who is not listed once complete, but no one's mailbox and no one's only licence [POL-2] [POL-3]", async () => {
    const group = await withBaseGroup();
    const first = tenant.policy(["amy", "bob"], { adopt: { group, complete: false } });
    const { id, outs } = await tenant.policies().create(first);
    const full = tenant.policy(["amy", "bob"], { adopt: { group, complete: true } });
    expect(await tenant.policies().diff(id, outs, full)).to.include({ changes: true });
    const { outs: after } = await tenant.policies().update(id, outs, full);
    expect((await tenant.person("cat@nhs.net")).plans).not.to.include(BOOKINGS);
    expect((await tenant.person("cat@nhs.net")).purpose).to.equal("user");

    const withoutBob = tenant.policy(["amy"], { adopt: { group, complete: true } });
    const error = await failureOf(tenant.policies().update(id, after, withoutBob));
    expect(error.message).to.match(
      /bob@nhs\.net would lose their last Exchange plan, and their mailbox with it/,
    );
    const retired = tenant.policy([], { status: "deleted", adopt: full.adopt as never, deletion: CONFIRMED });
    expect((await failureOf(tenant.policies().update(id, after, retired))).message).to.match(
      /amy@nhs\.net would lose/,
    );
    expect((await tenant.person("bob@nhs.net")).purpose).to.equal("user");
    const more = { applications: switchesOf(["Sway"]) };
    await tenant.policies().update(id, after, { ...full, ...more });
    const { plans } = await tenant.person("amy@nhs.net");
    expect(plans).to.include.members(["TEAMS1", "EXCHANGE_S_ENTERPRISE", "SWAY"]).and.not.include(BOOKINGS);
  });

  it("refuses to switch off the application whose plan is someone's last mailbox [POL-3]", async () => {
    tenant = await policyTenant([person("amy", [])]);
    const both = { grantsLicence: true, applications: switchesOf(["Exchange Online", "Microsoft Bookings"]) };
    const { id, outs } = await tenant.policies().create(tenant.policy(["amy"], both));
    const less = tenant.policy(["amy"], { grantsLicence: true });
    expect((await failureOf(tenant.policies().update(id, outs, less))).message).to.match(
      /amy@nhs\.net would lose their last Exchange/,
    );
    const noOne = tenant.policy([], both);
    expect((await failureOf(tenant.policies().update(id, outs, noOne))).message).to.match(
      /amy@nhs\.net would lose their last Exchange/,
    );
    expect((await tenant.person("amy@nhs.net")).plans).to.include("EXCHANGE_S_ENTERPRISE");
  });

  it("retires on confirmation only: licences, then people, then the group; and stays retired [POL-6]", async () => {
    tenant = await policyTenant([person("amy"), person("bob")]);
    const { id, outs } = await tenant.policies().create(tenant.policy(["amy", "bob"]));
    const before = await tenant.person("amy@nhs.net");
    const retired = tenant.policy([], { status: "deleted", deletion: CONFIRMED });
    const unsure = { ...retired, deletion: { ...CONFIRMED, confirm: "LeedsOther" } };
    expect((await failureOf(tenant.policies().update(id, outs, unsure))).message).to.match(/LeedsOther/);
    await tenant.clearLog();
    const { outs: last } = await tenant.policies().update(id, outs, retired);
    const writes = (await tenant.log())
      .filter(({ effect }) => effect === "write")
      .map((one) => one.operation);
    expect([...new Set(writes)]).to.deep.equal(["group.assignLicense", "group.removeMember", "group.delete"]);
    expect(await tenant.groups()).to.deep.equal([]);
    expect(last.live.status).to.equal("deleted");
    expect((await tenant.person("amy@nhs.net")).plans).to.deep.equal(
      before.plans.filter((one) => one !== BOOKINGS),
    );
    expect((await tenant.policies().read(id, last)).inputs).to.include({ status: "deleted" });
    expect(await tenant.policies().diff(id, last, retired)).to.include({ changes: false });
    const { failures } = await tenant.policies().check(last, tenant.policy(["amy"]));
    expect(failures[0]?.reason).to.match(/was retired/);
    expect((await failureOf(tenant.policies().update(id, last, tenant.policy(["amy"])))).message).to.match(
      /was retired/,
    );
  });

  it("shows a group that the tenant lost as missing, and creates it again with its people [WEB-1]", async () => {
    tenant = await policyTenant([person("amy")]);
    const wish = tenant.policy(["amy"]);
    const { id, outs } = await tenant.policies().create(wish);
    await tenant.edit("POST", `/groups/${id}/assignLicense`, {
      addLicenses: [],
      removeLicenses: ["6fd2c87f-b296-42f0-b197-1e91e994b900"],
    });
    await tenant.edit("DELETE", `/groups/${id}`);
    const lost = await tenant.policies().read(id, outs);
    expect(lost).to.deep.include({ id }).and.to.have.nested.property("inputs.status", "missing");
    const { outs: again } = await tenant.policies().update(id, lost.props, wish);
    expect(again.id).to.equal(id);
    expect(again.live.group).not.to.equal(id);
    expect((await tenant.policies().read(id, again)).inputs).to.deep.equal(wish);
  });

  it("continues what was cut off at any request, making no second group and adding no one twice [POL-2]", async () => {
    const names = ["amy", "bob", "cat"];
    for (let alive = 1; alive < 60; alive += 1) {
      tenant = await policyTenant(names.map((name) => person(name)));
      const wish = tenant.policy(names);
      let left = alive;
      const stillWanted = () => {
        left -= 1;
        return left >= 0;
      };
      const cut = await tenant
        .policies({ stillWanted })
        .create(wish)
        .catch((error: unknown) => error);
      if (!(cut instanceof Error)) return;
      const { outs } =
        cut instanceof PolicyPartlyDone
          ? await tenant.policies().update(cut.id, cut.properties, wish)
          : await tenant.policies().create(wish);
      expect(outs.users, `cut after ${alive}`).to.deep.equal(wish.users);
      expect(await tenant.groups()).to.have.length(1);
      await tenant.close();
    }
    throw new Error("it was never left to finish");
  });

  it("continues a retirement that was cut off at any request [POL-6]", async () => {
    for (let alive = 1; alive < 60; alive += 1) {
      tenant = await policyTenant([person("amy"), person("bob")]);
      const { id, outs } = await tenant.policies().create(tenant.policy(["amy", "bob"]));
      const retired = tenant.policy([], { status: "deleted", deletion: CONFIRMED });
      let left = alive;
      const stillWanted = () => {
        left -= 1;
        return left >= 0;
      };
      const cut = await tenant
        .policies({ stillWanted })
        .update(id, outs, retired)
        .catch((error: unknown) => error);
      if (!(cut instanceof Error)) return;
      const state = cut instanceof PolicyPartlyDone ? cut.properties : outs;
      const { outs: last } = await tenant.policies().update(id, state, retired);
      expect(last.live.status).to.equal("deleted");
      expect(await tenant.groups()).to.deep.equal([]);
      await tenant.close();
    }
    throw new Error("it was never left to finish");
  });
});
