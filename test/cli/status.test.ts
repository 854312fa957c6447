import { expect } from "chai";
import { run } from "../../src/cli/run";
import { SpecsFolder } from "../support/specs-folder";
import { validSpecs } from "../support/valid-specs";
import { FakeEngine, servicesOf } from "./fake-engine";
import { FakeIo } from "./fake-io";

describe("bookings status", () => {
  let folder: SpecsFolder;
  before(() => {
    folder = new SpecsFolder({
      ...validSpecs,
      "specs/york/organisation.yaml":
        "kind: Organisation\nshortName: York\nname: York Hospital\ndirectoryName: York\n",
    });
  });
  after(() => folder.remove());

  async function asked(...words: string[]) {
    const engine = new FakeEngine({});
    const streams = new FakeIo({ cwd: folder.root });
    const code = await run(["status", ...words], streams, servicesOf(engine));
    return { asked: engine.asked, code, stdout: streams.stdoutText, stderr: streams.stderrText };
  }

  it("of one calendar reads one stack, and others only where that does not have it [UPD-3]", async () => {
    const one = await asked("leedscardiologyheartfailure@NHS.net");
    expect(one).to.deep.include({ asked: ["read leeds"], code: 0 });
    const none = await asked("leedsnosuchclinic");
    expect(none).to.deep.include({ asked: ["read leeds", "read leeds", "read york"], code: 1 });
  });

  it("says that it is from the record, and how to read the tenant [UPD-2]", async () => {
    expect((await asked()).stderr)
      .to.contain("As the last run left them.")
      .and.to.contain("status --live");
    expect((await asked("--json")).stderr).to.not.contain("As the last run");
    expect((await asked("--live", "--json")).code).to.equal(1);
  });

  it("--live shows what is on record, and says how to start the sandbox where the tenant cannot be asked [UPD-2]", async () => {
    const named = process.env["BOOKINGS_IDENTITIES"];
    delete process.env["BOOKINGS_IDENTITIES"];
    try {
      const { code, stdout, stderr } = await asked("--live");
      expect(code, stderr).to.equal(4);
      expect(stdout).to.contain("Pending:").and.not.to.contain("In the tenant now:");
      expect(stderr).to.not.contain("As the last run");
      expect(stderr).to.contain("With the sandbox, it is stopped: bookings sandbox start --detach");
    } finally {
      if (named !== undefined) process.env["BOOKINGS_IDENTITIES"] = named;
    }
  });
});
