import { expect } from "chai";
import { PolicyPartlyDone } from "../../providers/user-policy/record";
import { type PolicyInputs, type PolicyRecord, switchesOf } from "../../src/model/policy-fields";
import { defaultSettings, type Flip, settingFlips } from "../support/setting-flips";
import { type PolicyTenant, person, policyTenant } from "./policy-tenant";

/** Settings of the sandbox that user policies may notice: those of Bookings they cannot. */
const OF_DIRECTORY: readonly Flip["setting"][] = [
  "licenceDelay",
  "replicationDelay",
  "lonePlan",
  "exclusivePlans",
  "batch",
  "batchOrder",
  "unitGroups",
  "memberQueries",
  "directoryPaging",
];

/** Runs a policy as the engine would, and as people do when something was left: twice at most. */
async function run(tenant: PolicyTenant, before: PolicyRecord | undefined, inputs: PolicyInputs) {
  let record = before;
  for (let attempt = 0; ; attempt += 1) {
    const handler = tenant.policies();
    try {
      if (!record) return (await handler.create(inputs)).outs;
      return (await handler.update(record.id, (await handler.read(record.id, record)).props, inputs)).outs;
    } catch (error) {
      if (!(error instanceof PolicyPartlyDone) || attempt === 1) throw error;
      record = error.properties;
    }
  }
}

/** Whoever has Bookings, by name. */
async function withBookings(tenant: PolicyTenant): Promise<string[]> {
  const names = ["amy", "bob", "cat"];
  const people = await Promise.all(names.map((name) => tenant.person(`${name}@nhs.net`)));
  return names.filter((_name, index) => people[index]?.plans.includes("MICROSOFTBOOKINGS"));
}

async function holds({ settings }: Pick<Flip, "settings">): Promise<void> {
  const tenant = await policyTenant(
    ["amy", "bob", "cat"].map((name) => person(name)),
    {
      settings: { ...defaultSettings, ...settings },
    },
  );
  try {
    let record = await run(tenant, undefined, tenant.policy(["amy", "bob"]));
    await tenant.admin("POST", "clock", { advance: "1d" });
    expect(await withBookings(tenant), "made").to.deep.equal(["amy", "bob"]);

    const [group] = await tenant.groups();
    await tenant.fault({ operation: "group.update", kind: "503", times: 1 });
    const applications = switchesOf(["Microsoft Bookings", "Sway"]);
    record = await run(tenant, record, tenant.policy(["amy", "cat"], { applications }));
    await tenant.admin("POST", "clock", { advance: "1d" });
    expect(await withBookings(tenant), "changed").to.deep.equal(["amy", "cat"]);
    expect(await tenant.groups(), "no second group").to.have.length(1);
    expect((await tenant.groups())[0]?.id).to.equal(group?.id);

    const deletion = { confirm: "LeedsVirtualVisits", reason: "over" };
    await run(tenant, record, tenant.policy([], { applications, status: "deleted", deletion }));
    await tenant.admin("POST", "clock", { advance: "1d" });
    expect(await withBookings(tenant), "retired").to.deep.equal([]);
    expect(await tenant.groups()).to.deep.equal([]);
  } finally {
    await tenant.close();
  }
}

describe("user policies, with each setting for what is not established about Graph flipped alone", function () {
  this.timeout(30_000);

  it("reach their end with every setting at its pessimistic position", () => holds({ settings: {} }));

  // licences that are late by minutes: in policy-property.test.ts
  const flips = settingFlips.filter(({ name }) => name !== "licenceDelay: real");
  for (const flip of flips.filter(({ setting }) => OF_DIRECTORY.includes(setting)))
    it(`reach the same end with ${flip.name} [DEL-5]`, () => holds(flip));
});
