import { expect } from "chai";
import { run } from "../../src/cli/run";
import { type TestTenant, testTenant } from "../providers/sandbox-tenant";
import { SpecsFolder } from "../support/specs-folder";
import { TENANT_ID, validSpecs } from "../support/valid-specs";
import { FakeEngine, servicesOf } from "./fake-engine";
import { FakeIo } from "./fake-io";

describe("a sign-in for another tenant than the specs are for", function () {
  this.timeout(20_000);
  let tenant: TestTenant;
  let folder: SpecsFolder;
  const kept = { ...process.env };

  before(async () => {
    tenant = await testTenant();
    folder = new SpecsFolder(validSpecs);
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

  for (const words of [
    ["user", "amy.shah@nhs.net"],
    ["fmt", "--fix"],
    ["discard", "LeedsENTVoice@nhs.net", "--confirm", "LeedsENTVoice@nhs.net"],
  ]) {
    it(`is refused by “bookings ${words[0]}”: everything would be missing there, and is not [OPS-6] [I10]`, async () => {
      await tenant.clearLog();
      const engine = new FakeEngine({});
      const io = new FakeIo({ cwd: folder.root });
      expect(await run(words, io, servicesOf(engine)), io.stderrText).to.equal(5);
      expect(io.stdoutText).to.equal("");
      expect(io.stderrText).to.contain(TENANT_ID).and.contain(tenant.sandbox.tenantId);
      expect(engine.asked.filter((asked) => asked.startsWith("forget"))).to.deep.equal([]);
      expect((await tenant.log()).filter(({ path }) => !path.includes("oauth2"))).to.deep.equal([]);
    });
  }
});
