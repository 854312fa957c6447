import { expect } from "chai";
import { PolicyPartlyDone } from "../../providers/user-policy/record";
import { switchesOf } from "../../src/model/policy-fields";
import { readJournal } from "../../src/records/journal";
import { journalFile, openRecords } from "../../src/records/open-records";
import { failureOf } from "./failure-of";
import { E3_WITHOUT_BOOKINGS, type PolicyTenant, person, policyTenant } from "./policy-tenant";

const BOOKINGS = "MICROSOFTBOOKINGS";
const WRITES = (entries: readonly { effect: string }[]) => entries.filter(({ effect }) => effect === "write");

describe("user policy", function () {
  this.timeout(60_000);
  let tenant: PolicyTenant;
  afterEach(() => tenant.close());

  it("switches Bookings on for its people, who had it off, and nothing else [POL-1] [POL-2]", async () => {
    tenant = await policyTenant([person("amy"), person("bob"), person("cat")]);
    const before = await tenant.person("amy@nhs.net");
    expect(before.plans).not.to.include(BOOKINGS);
    const seats = await tenant.consumed("ENTERPRISEPACK");
    const { id, outs } = await tenant.policies().create(tenant.policy(["amy", "bob"]));
    expect(outs.live).to.deep.include({ status: "active", group: id, plans: [BOOKINGS], failures: {} });
    const after = await tenant.person("amy@nhs.net");
    expect(after.plans).to.deep.equal([...before.plans, BOOKINGS].sort());
    expect((await tenant.person("cat@nhs.net")).plans).not.to.include(BOOKINGS);
    expect(await tenant.consumed("ENTERPRISEPACK")).to.equal(seats);
  });

  it("reads back what was asked for, and shows drift of people and of applications as inputs [POL-1]", async () => {
    tenant = await policyTenant([person("amy"), person("bob"), person("cat")]);
    const wish = tenant.policy(["amy", "bob"]);
    const { id, outs } = await tenant.policies().create(wish);
    const still = await tenant.policies().read(id, outs);
    expect(still.inputs).to.deep.equal(wish);
    expect(still.props).to.deep.equal(outs);
    expect(await tenant.policies().diff(id, still.props, wish)).to.include({ changes: false });

    await tenant.edit("DELETE", `/groups/${id}/members/bob@nhs.net/$ref`);
    const { body } = (await tenant.edit("GET", "/users?$select=id,mail")) as never as {
      body: { value: { id: string; mail: string }[] };
    };
    const idOf = (name: string) => body.value.find(({ mail }) => mail === `${name}@nhs.net`)?.id ?? "";
    await tenant.edit("DELETE", `/groups/${id}/members/${idOf("bob")}/$ref`);
    await tenant.edit("POST", `/groups/${id}/members/$ref`, {
      "@odata.id": `https://graph.microsoft.com/v1.0/directoryObjects/${idOf("cat")}`,
    });
    const moved = await tenant.policies().read(id, still.props);
    expect(moved.inputs.users).to.deep.equal(switchesOf(["amy@nhs.net", "cat@nhs.net"]));
    const { outs: mended } = await tenant.policies().update(id, moved.props, wish);
    expect(mended.users).to.deep.equal(wish.users);
    expect((await tenant.person("cat@nhs.net")).plans).not.to.include(BOOKINGS);
    expect((await tenant.person("bob@nhs.net")).plans).to.include(BOOKINGS);
  });

  it("adds and removes people and applications, and writes nothing when nothing differs [POL-1]", async () => {
    tenant = await policyTenant(
      ["amy", "bob", "cat"].map((name) =>
        person(name, [{ sku: "ENTERPRISEPACK", disabledPlans: [BOOKINGS, "SWAY"] }]),
      ),
    );
    const { id, outs } = await tenant.policies().create(tenant.policy(["amy", "bob"]));
    const next = tenant.policy(["bob", "cat"], { applications: switchesOf(["Microsoft Bookings", "Sway"]) });
    const { outs: after } = await tenant.policies().update(id, outs, next);
    expect((await tenant.person("amy@nhs.net")).plans).not.to.include.oneOf([BOOKINGS, "SWAY"]);
    expect((await tenant.person("cat@nhs.net")).plans).to.include.members([BOOKINGS, "SWAY"]);
    const back = tenant.policy(["bob", "cat"], { applications: switchesOf(["Sway"]) });
    const { outs: last } = await tenant.policies().update(id, after, back);
    expect((await tenant.person("bob@nhs.net")).plans).not.to.include(BOOKINGS);
    await tenant.clearLog();
    await tenant.policies().update(id, last, back);
    expect(WRITES(await tenant.log())).to.deep.equal([]);
  });

  it("settles what a run that died had done, by an update that writes nothing [UPD-2] [OPS-5]", async () => {
    tenant = await policyTenant([person("amy"), person("bob")]);
    const wish = tenant.policy(["amy", "bob"]);
    const { id, outs } = await tenant.policies().create(wish);
    const people = [
      { address: "bob@nhs.net", to: "user" },
      { address: "cat@nhs.net", to: "user" },
    ];
    const dead = openRecords({ root: tenant.folder, env: { BOOKINGS_RUN: "dead" } });
    const policy = outs.displayName;
    await dead.announce("Leeds", { policy, what: "update", outcome: "begun", fields: [], people });
    await tenant.clearLog();
    await tenant.policies().update(id, outs, wish);
    expect(WRITES(await tenant.log())).to.deep.equal([]);
    const { lines } = readJournal(journalFile(tenant.folder, {}, "Leeds"));
    const done = { policy, outcome: "done", people: people.slice(0, 1), settles: "dead" };
    expect(lines.at(-1)).to.deep.include(done);
  });

  it("refuses people without the licence, of another organisation and unknown ones, all at once, before any write [POL-3] [POL-4]", async () => {
    tenant = await policyTenant([
      person("amy"),
      person("bob", []),
      person("cat", [E3_WITHOUT_BOOKINGS], "Hull"),
    ]);
    await tenant.clearLog();
    const error = await failureOf(tenant.policies().create(tenant.policy(["amy", "bob", "cat", "dan"])));
    expect(error.message)
      .to.match(/bob@nhs\.net does not hold ENTERPRISEPACK/)
      .and.match(/cat@nhs\.net belongs to Hull, not to Leeds/)
      .and.match(/dan@nhs\.net is not in the directory/);
    expect(WRITES(await tenant.log())).to.deep.equal([]);
    expect(await tenant.groups()).to.deep.equal([]);
  });

  for (const kind of ["500", "cut-body"])
    it(`takes a list of licences that cannot be read whole (${kind}) for unknown, and writes nothing [POL-2] [DEL-5]`, async () => {
      tenant = await policyTenant([person("amy", [E3_WITHOUT_BOOKINGS])]);
      await tenant.fault({ operation: "subscribedSku.list", kind, times: 100 });
      const error = await failureOf(tenant.policies().create(tenant.policy(["amy"])));
      expect(String((error as Error).message)).to.match(/subscribedSkus/);
      expect((await tenant.log("?effect=write")).filter(({ via }) => via !== "portal")).to.deep.equal([]);
      await tenant.admin("DELETE", "faults");
      const { outs } = await tenant.policies().create(tenant.policy(["amy"]));
      expect(outs.users).to.deep.equal(switchesOf(["amy@nhs.net"]));
    });

  it("gives the licence only where that is asked for, and reports who got no seat without failing the others [POL-5]", async () => {
    tenant = await policyTenant([person("amy"), person("bob", []), person("cat", [])], {
      seed: { subscriptions: [{ sku: "ENTERPRISEPACK", enabled: 4 }] } as never,
    });
    const wish = tenant.policy(["amy", "bob", "cat"], { grantsLicence: true });
    const error = (await failureOf(tenant.policies().create(wish))) as PolicyPartlyDone;
    expect(error).to.be.instanceOf(PolicyPartlyDone);
    expect(error.message).to.match(/no seat of ENTERPRISEPACK was left for (bob|cat)@nhs\.net/);
    expect(Object.values(error.properties.live.failures)).to.deep.equal(["CountViolation"]);
    expect((await tenant.person("amy@nhs.net")).plans).to.include(BOOKINGS);
    const [unlucky = ""] = Object.keys(error.properties.live.failures);
    const lucky = unlucky.startsWith("bob") ? "cat" : "bob";
    expect((await tenant.person(`${lucky}@nhs.net`)).plans).to.deep.equal([BOOKINGS]);
    expect(await tenant.policies().diff(error.id, error.properties, wish)).to.include({ changes: true });

    await tenant.admin("POST", "seed", { subscriptions: [{ sku: "ENTERPRISEPACK", enabled: 50 }] });
    const { outs } = await tenant.policies().update(error.id, error.properties, wish);
    expect(outs.live.failures).to.deep.equal({});
    expect((await tenant.person(unlucky)).plans).to.deep.equal([BOOKINGS]);
  });

  it("reports licences that exclude each other in words, for that person alone [POL-5]", async () => {
    tenant = await policyTenant([person("amy"), person("bob", [{ sku: "DESKLESSPACK" }])]);
    const wish = tenant.policy(["amy", "bob"], {
      grantsLicence: true,
      applications: switchesOf(["Microsoft Bookings", "Exchange Online"]),
    });
    const error = (await failureOf(tenant.policies().create(wish))) as PolicyPartlyDone;
    expect(error.message).to.match(/bob@nhs\.net has another licence that conflicts with/);
    expect(error.properties.live.failures).to.deep.equal({ "bob@nhs.net": "MutuallyExclusiveViolation" });
    expect((await tenant.person("amy@nhs.net")).plans).to.include(BOOKINGS);
    expect((await tenant.person("bob@nhs.net")).purpose).to.equal("user");
  });

  it("adds the plan that a lone Bookings plan needs only if everybody has it already [POL-3]", async () => {
    tenant = await policyTenant(
      [
        person("amy"),
        person("bob"),
        person("cat", [{ sku: "ENTERPRISEPACK", disabledPlans: [BOOKINGS, "EXCHANGE_S_ENTERPRISE"] }]),
      ],
      { settings: { lonePlan: "refused" } },
    );
    const wish = tenant.policy(["amy", "bob"]);
    const { id, outs } = await tenant.policies().create(wish);
    expect(outs.live.helperPlans).to.deep.equal(["EXCHANGE_S_ENTERPRISE"]);
    expect(outs.applications).to.deep.equal(wish.applications);
    expect((await tenant.policies().read(id, outs)).inputs).to.deep.equal(wish);
    const error = await failureOf(tenant.policies().update(id, outs, tenant.policy(["amy", "bob", "cat"])));
    expect(error.message).to.match(
      /requires EXCHANGE_S_ENTERPRISE as well, and these people do not have it: cat/,
    );
    expect((await tenant.person("cat@nhs.net")).plans).not.to.include("EXCHANGE_S_ENTERPRISE");
  });

  it("waits for licences that are processed late, tells how far it is, and leaves the rest to the next run [POL-1]", async () => {
    tenant = await policyTenant([person("amy"), person("bob")], { settings: { licenceDelay: "real" } });
    const wish = tenant.policy(["amy", "bob"]);
    const error = (await failureOf(tenant.policies({ patienceMs: 60_000 }).create(wish))) as PolicyPartlyDone;
    expect(error.message).to.match(/still assigning its licences/);
    expect(error.properties.live.processing).to.equal(true);
    expect(tenant.told.join("\n")).to.match(/licences of 0 of 2 people are done after \d+ s/);
    const { outs } = await tenant.policies().update(error.id, error.properties, wish);
    expect(outs.live.processing).to.equal(undefined);
    expect((await tenant.person("bob@nhs.net")).plans).to.include(BOOKINGS);
  });

  it("never touches a group, a tenant or a name that is not the organisation's [OPS-6]", async () => {
    tenant = await policyTenant([person("amy"), person("hal", [E3_WITHOUT_BOOKINGS], "Hull")], {
      seed: { groups: [{ displayName: "Base", organisation: "Hull", members: ["hal@nhs.net"] }] } as never,
    });
    const { id, outs } = await tenant.policies().create(tenant.policy(["amy"]));
    const [hull] = (await tenant.groups()).filter(({ displayName }) => displayName === "Base");
    await tenant.clearLog();
    const edited = { ...outs, live: { ...outs.live, group: hull?.id ?? "" } };
    const none = tenant.policy([]);
    expect((await failureOf(tenant.policies().update(id, edited, none))).message).to.match(
      /not a group of this policy/,
    );
    const adopt = { group: hull?.id ?? "", complete: true };
    expect((await failureOf(tenant.policies().create({ ...none, adopt }))).message).to.match(
      /not a group of this policy/,
    );
    const name = { displayName: "HullVirtualVisits" };
    expect((await failureOf(tenant.policies().update(id, outs, { ...none, ...name }))).message).to.match(
      /not the name/,
    );
    const other = { tenantId: "00000000-0000-0000-0000-000000000001" };
    expect((await failureOf(tenant.policies().create({ ...none, ...other }))).message).to.match(
      /belongs to tenant/,
    );
    expect((await failureOf(tenant.policies().delete(id, outs))).message).to.match(/not deleted by removing/);
    expect(WRITES(await tenant.log())).to.deep.equal([]);
  });
});
