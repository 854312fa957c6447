import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { run } from "../../src/cli/run";
import { type TestTenant, testTenant } from "../providers/sandbox-tenant";
import { SpecsFolder } from "../support/specs-folder";
import { TENANT_ID, validSpecs } from "../support/valid-specs";
import { FakeEngine, servicesOf } from "./fake-engine";
import { FakeIo } from "./fake-io";

const FILE = "specs/leeds/calendars/heart-failure.yaml";
const SPEC = (validSpecs[FILE] ?? "").replace("amy.shah@nhs.net", "amy.alias@nhs.net # the lead");

describe("bookings fmt", function () {
  this.timeout(20_000);
  let tenant: TestTenant;
  let folder: SpecsFolder;
  const kept = { ...process.env };

  before(async () => {
    tenant = await testTenant({ seed: { tenant: { tenantId: TENANT_ID } } });
    folder = new SpecsFolder({ ...validSpecs, [FILE]: SPEC });
    Object.assign(process.env, tenant.env);
  });
  after(async () => {
    for (const name of Object.keys(tenant.env)) {
      const before = kept[name];
      if (before === undefined) delete process.env[name];
      else process.env[name] = before;
    }
    folder.remove();
    await tenant.close();
  });

  const fmt = async (...words: string[]) => {
    const io = new FakeIo({ cwd: folder.root });
    return { code: await run(["fmt", ...words], io, servicesOf(new FakeEngine({}))), io };
  };
  const text = (): string => readFileSync(join(folder.root, FILE), "utf8");

  it("shows aliases with the addresses that everybody sees, ends with 2 and writes nothing [USR-3]", async () => {
    const { code, io } = await fmt();
    expect(code, io.stderrText).to.equal(2);
    expect(io.stdoutText)
      .to.contain("-   - amy.alias@nhs.net # the lead\n")
      .and.contain("+   - amy.shah@nhs.net # the lead\n");
    expect(text()).to.equal(SPEC);
    expect(await tenant.log("?effect=write")).to.deep.equal([]);
  });

  it("writes them with --fix, comments kept, and then has nothing to do [USR-3]", async () => {
    expect((await fmt("--fix")).code).to.equal(0);
    expect(text()).to.equal(SPEC.replace("amy.alias", "amy.shah"));
    const again = await fmt();
    expect(again.code).to.equal(0);
    expect(again.io.stdoutText).to.equal("");
  });
});
