import { expect } from "chai";
import { run } from "../../src/cli/run";
import { expectValid } from "../report/expect-valid";
import { runBookings } from "../support/run-bookings";
import { SpecsFolder } from "../support/specs-folder";
import { calendar, leedsSeed, organisation, validSpecs } from "../support/valid-specs";
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
    // an adopted calendar may have any name: its spec says whose it is
    folder.write({
      "specs/york/calendars/old.yaml": `${calendar("Cardiology", "Valves")}adopted:\n  address: OldClinic@nhs.net\n`,
    });
    const adopted = await asked("oldclinic@nhs.net");
    expect(adopted).to.deep.include({ asked: ["read york"], code: 0 });
    const none = await asked("leedsnosuchclinic");
    expect(none).to.deep.include({ asked: ["read leeds", "read leeds", "read york"], code: 1 });
  });

  it("says that it is from the record, and how to read the tenant [UPD-2]", async () => {
    expect((await asked()).stderr)
      .to.contain("As the last run left them.")
      .and.to.contain("status --live");
    expect((await asked("--json")).stderr).to.not.contain("As the last run");
  });

  it("--live shows what is on record, and says how to start the sandbox where the tenant cannot be asked [UPD-2]", async () => {
    const named = process.env["BOOKINGS_IDENTITIES"];
    delete process.env["BOOKINGS_IDENTITIES"];
    try {
      const { code, stdout, stderr } = await asked("--live");
      expect(code, stderr).to.equal(4);
      expect(stdout).to.contain("Pending:").and.not.to.contain("In the tenant now:");
      expect(stderr).to.not.contain("As the last run");
      expect(stderr).to.contain("For the sandbox, start it in this folder: bookings sandbox start --detach");
    } finally {
      if (named !== undefined) process.env["BOOKINGS_IDENTITIES"] = named;
    }
  });
});

describe("bookings status --live as a process, against the sandbox", function () {
  this.timeout(30_000);
  let folder: SpecsFolder;
  const bookings = (...words: string[]) => runBookings(words, { cwd: folder.root });
  before(async () => {
    folder = new SpecsFolder({ ...validSpecs, "seed.yaml": leedsSeed });
    const started = await bookings("sandbox", "start", "--detach", "--seed", "seed.yaml");
    expect(started.code, started.stderr).to.equal(0);
  });
  after(async () => {
    await bookings("sandbox", "stop");
    folder.remove();
  });

  it("of one calendar is not kept from it by another organisation's damaged state [UPD-3]", async () => {
    const lost = new SpecsFolder({
      ...validSpecs,
      "specs/york/organisation.yaml": organisation("York"),
      ".bookings/state/.pulumi/stacks/nhsmail-bookings/york.json": "{",
    });
    try {
      const status = (...words: string[]) => runBookings(["status", ...words], { cwd: lost.root });
      const one = await status("LeedsCardiologyHeartFailure");
      expect(one.code, one.stderr).to.equal(0);
      expect((await status()).stderr).to.contain("state-damaged");
    } finally {
      lost.remove();
    }
  });

  it("tells in the lists, for people and for machines, how the tenant has each of them [UPD-2]", async () => {
    const { code, stdout, stderr } = await bookings("status", "--live", "--json");
    expect(code, stderr).to.equal(0);
    const told = JSON.parse(stdout) as { calendars: { status: string; inTenant: string }[] };
    expectValid("status", told);
    expect(told.calendars.map(({ status, inTenant }) => [status, inTenant])).to.deep.equal([
      ["planned", "as-recorded"],
    ]);
  });

  it("tells below the record what is in the tenant now, and says when the sandbox is stopped [UPD-2]", async () => {
    const live = await bookings("status", "--live");
    expect(live.code, live.stderr).to.equal(0);
    const [record = "", now = ""] = live.stdout.split("\nIn the tenant now:\n");
    expect(record).to.contain("Not created yet").and.to.contain("Pending:");
    expect(now).to.contain("LeedsCardiologyHeartFailure@nhs.net has not been created yet.");
    expect(live.stderr).to.not.contain("As the last run");
    await bookings("sandbox", "stop");
    const stopped = await bookings("status", "--live");
    expect(stopped.code, stopped.stderr).to.equal(4);
    expect(stopped.stdout).to.not.contain("In the tenant now");
    expect(stopped.stderr).to.contain("start it in this folder: bookings sandbox start --detach");
  });
});
