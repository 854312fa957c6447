import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { run } from "../../src/cli/run";
import { FakeEngine, servicesOf } from "../cli/fake-engine";
import { FakeIo } from "../cli/fake-io";
import { type PolicyTenant, person, policyTenant } from "../providers/policy-tenant";
import { type TestTenant, testTenant } from "../providers/sandbox-tenant";
import { policy as listed } from "../report/policies";
import { calendar, organisation, TENANT_ID, validSpecs } from "../support/valid-specs";
import { GitEstate } from "./git-estate";

type Row = Readonly<Record<string, string>>;

/** Lets commands of this process find a tenant; the answer takes that back. */
function pointAt(env: Readonly<Record<string, string>>): () => void {
  const kept = { ...process.env };
  Object.assign(process.env, env);
  return () => {
    for (const name of Object.keys(env)) {
      const before = kept[name];
      if (before === undefined) delete process.env[name];
      else process.env[name] = before;
    }
  };
}

/** Makes the evidence, and gives the rows of its tables. */
async function audited(cwd: string, out: string, engine = new FakeEngine({})) {
  const io = new FakeIo({ cwd });
  const code = await run(["audit", "--out", out, "--tenant"], io, servicesOf(engine));
  expect(code, io.stderrText).to.equal(0);
  return (table: string): Row[] => {
    const text = readFileSync(join(cwd, out, "evidence", `${table}.json`), "utf8");
    return (JSON.parse(text) as { rows: Row[] }).rows;
  };
}

describe("bookings audit --tenant", function () {
  this.timeout(60_000);
  let tenant: TestTenant;
  let estate: GitEstate;
  let leave: () => void;

  before(async () => {
    tenant = await testTenant({ seed: { tenant: { tenantId: TENANT_ID } } });
    leave = pointAt(tenant.env);
    for (const clinic of ["Heart Failure", "Rhythm"]) await tenant.handler().create(tenant.inputs(clinic));
    await tenant.edit("PATCH", "/solutions/bookingBusinesses/LeedsCardiologyHeartFailure@nhs.net", {
      phone: "0113 000 0000",
    });
    await tenant.edit("PATCH", "/users/cat.lee@nhs.net", { accountEnabled: false });
    await tenant.edit("PATCH", "/users/bob.jones@nhs.net", { companyName: "York", department: "York" });
    const spec = (clinic: string): string =>
      `${calendar("Cardiology", clinic).replace("cardiology.hf@", "amy.shah@")}viewers:\n  - bob.jones@nhs.net\n  - cat.lee@nhs.net\n`;
    estate = new GitEstate({
      ...validSpecs,
      "specs/leeds/organisation.yaml": organisation("Leeds"),
      "specs/leeds/calendars/heart-failure.yaml": spec("Heart Failure"),
      "specs/leeds/calendars/rhythm.yaml": spec("Rhythm").replace("- amy.shah@", "- amy.alias@"),
      "specs/leeds/calendars/valves.yaml": spec("Valves"),
    });
    estate.commit("Begin", "2026-01-05T09:00:00Z");
  });
  after(async () => {
    leave();
    estate.remove();
    await tenant.close();
  });

  const audit = (out: string) => audited(estate.root, out);
  const live = (rows: (table: string) => Row[]): (string | undefined)[][] =>
    rows("people").map(({ Calendar = "", Person, Live }) => [
      Calendar.replaceAll(/^LeedsCardiology|@nhs.net$/g, ""),
      Person,
      Live,
    ]);

  it("says of each person whether they are on the calendar now [OPS-5]", async () => {
    const rows = await audit("audit-1");
    expect(live(rows)).to.have.deep.members([
      ["HeartFailure", "amy.shah@nhs.net", "pending"],
      ["HeartFailure", "bob.jones@nhs.net", "pending"],
      ["HeartFailure", "cat.lee@nhs.net", "not there"],
      ["Rhythm", "amy.alias@nhs.net", "pending"],
      ["Rhythm", "bob.jones@nhs.net", "pending"],
      ["Rhythm", "cat.lee@nhs.net", "not there"],
      ["Valves", "amy.shah@nhs.net", "not there"],
      ["Valves", "bob.jones@nhs.net", "not there"],
      ["Valves", "cat.lee@nhs.net", "not there"],
    ]);
    expect(rows("drift").map(({ State }) => State)).to.include("open");
  });

  it("says whose account is disabled, since when that is known, and who is in another organisation now [OPS-5]", async () => {
    const rows = await audit("audit-3");
    const now = rows("people").map((row) => [row["Person"], row["Account"], row["Organisation now"]]);
    expect(now.slice(0, 3)).to.have.deep.members([
      ["amy.shah@nhs.net", "enabled", "Leeds"],
      ["bob.jones@nhs.net", "enabled", "York"],
      ["cat.lee@nhs.net", "disabled", "Leeds"],
    ]);
    const left = rows("leavers").map((row) => [row["Person"], row["Seen"], row["Removed"]]);
    expect(left).to.deep.equal(Array(3).fill(["cat.lee@nhs.net", "2026-11-23", "still on it"]));
  });

  it("says unreadable, and never “not there”, of what could not be read [OPS-5]", async () => {
    await tenant.fault({ operation: "staffMember.list", kind: "500", times: 1000 });
    const told = live(await audit("audit-2")).map(([, , state]) => state);
    expect(told.filter((state) => state === "unreadable")).to.have.length(6);
    expect(told.filter((state) => state === "not there")).to.have.length(3);
  });
});

describe("bookings audit --tenant of user policies", function () {
  this.timeout(60_000);
  let tenant: PolicyTenant;
  let estate: GitEstate;
  let leave: () => void;
  let engine: FakeEngine;

  const spec = (name: string, ...users: string[]): string =>
    `kind: UserPolicy\nname: ${name}\nbaseLicence: Office 365 E3\napplications:\n  - Microsoft Bookings\nusers:\n${users.map((user) => `  - ${user}@nhs.net\n`).join("")}`;

  before(async () => {
    const bob = { ...person("bob"), aliases: ["bob.alias@nhs.net"] };
    tenant = await policyTenant([person("amy"), bob, person("cat"), person("dan")], {
      seed: { tenant: { tenantId: TENANT_ID } },
    });
    const { outs: record } = await tenant.policies().create(tenant.policy(["amy", "bob"]));
    // made by an earlier state that is lost: found by its name
    await tenant.policies().create(tenant.policy(["dan"], { policyName: "Lost", displayName: "LeedsLost" }));
    await tenant.edit("PATCH", "/users/dan@nhs.net", { accountEnabled: false });
    leave = pointAt(tenant.env);
    engine = Object.assign(new FakeEngine({}), {
      readRecorded: () =>
        Promise.resolve({
          calendars: [],
          policies: [
            {
              ...listed,
              name: "leedsvirtualvisits",
              displayName: "LeedsVirtualVisits",
              status: "active",
              record,
            },
            // of a record that cannot be understood the group is not known
            { ...listed, status: "active" },
          ],
        }),
    });
    estate = new GitEstate({
      ...validSpecs,
      "specs/leeds/policies/visits.yaml": spec("Virtual Visits", "amy", "bob.alias", "cat"),
      "specs/leeds/policies/lost.yaml": spec("Lost", "dan", "eve"),
      "specs/leeds/policies/planned.yaml": spec("Planned", "amy"),
      "specs/leeds/policies/bookings.yaml": spec("Bookings", "amy"),
    });
    estate.commit("Begin", "2026-01-05T09:00:00Z");
  });
  after(async () => {
    leave();
    estate.remove();
    await tenant.close();
  });

  const live = (rows: Row[]): (string | undefined)[][] =>
    rows.map((row) => [row["Policy"], row["Person"], row["Live"], row["Account"]]);

  it("says of each person whether they are in the policy’s group now, and whether their account is enabled [OPS-5]", async () => {
    const rows = await audited(estate.root, "audit-1", engine);
    expect(live(rows("policies"))).to.have.deep.members([
      ["LeedsVirtualVisits", "amy@nhs.net", "active", "enabled"],
      ["LeedsVirtualVisits", "bob.alias@nhs.net", "active", "enabled"],
      ["LeedsVirtualVisits", "cat@nhs.net", "not there", "enabled"],
      ["LeedsLost", "dan@nhs.net", "active", "disabled"],
      ["LeedsLost", "eve@nhs.net", "not there", "not in the directory"],
      ["LeedsPlanned", "amy@nhs.net", "not there", "enabled"],
      ["LeedsBookings", "amy@nhs.net", "unreadable", "enabled"],
    ]);
    expect(rows("drift").map((row) => row["Calendar or policy"])).to.include("LeedsVirtualVisits");
  });

  it("says unreadable, and never “not there”, of groups that could not be read [OPS-5]", async () => {
    await tenant.fault({ operation: "group.list", kind: "500", times: 1000 });
    await tenant.fault({ operation: "group.get", kind: "500", times: 1000 });
    const told = live((await audited(estate.root, "audit-2", engine))("policies"));
    expect(told.map(([, , state]) => state)).to.deep.equal(Array(7).fill("unreadable"));
  });
});
