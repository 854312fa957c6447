import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { run } from "../../src/cli/run";
import { FakeEngine, servicesOf } from "../cli/fake-engine";
import { FakeIo } from "../cli/fake-io";
import { type TestTenant, testTenant } from "../providers/sandbox-tenant";
import { calendar, organisation, TENANT_ID, validSpecs } from "../support/valid-specs";
import { GitEstate } from "./git-estate";

type Row = Readonly<Record<string, string>>;

describe("bookings audit --tenant", function () {
  this.timeout(60_000);
  let tenant: TestTenant;
  let estate: GitEstate;
  const kept = { ...process.env };

  before(async () => {
    tenant = await testTenant({ seed: { tenant: { tenantId: TENANT_ID } } });
    Object.assign(process.env, tenant.env);
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
    for (const name of Object.keys(tenant.env)) {
      const before = kept[name];
      if (before === undefined) delete process.env[name];
      else process.env[name] = before;
    }
    estate.remove();
    await tenant.close();
  });

  const audit = async (out: string) => {
    const io = new FakeIo({ cwd: estate.root });
    const code = await run(["audit", "--out", out, "--tenant"], io, servicesOf(new FakeEngine({})));
    expect(code, io.stderrText).to.equal(0);
    return (table: string): Row[] => {
      const text = readFileSync(join(estate.root, out, "evidence", `${table}.json`), "utf8");
      return (JSON.parse(text) as { rows: Row[] }).rows;
    };
  };
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
