import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { run } from "../../src/cli/run";
import { SpecsFolder } from "../support/specs-folder";
import { FakeEngine, servicesOf } from "./fake-engine";
import { FakeIo } from "./fake-io";

const here = {
  user: "ci",
  host: hostname(),
  pid: process.pid,
  since: new Date(Date.now() + 60_000).toISOString(),
};
const dead = { ...here, pid: 2 ** 22 + 1 };
const elsewhere = { ...here, host: "runner-9", since: "2026-11-22T22:00:00Z" };

describe("runs on locked stacks, with an engine that only answers", () => {
  let folder: SpecsFolder;
  let engine: FakeEngine;
  before(() => {
    folder = new SpecsFolder({ "specs/leeds/organisation.yaml": "kind: Organisation\n" });
  });
  beforeEach(() => {
    engine = new FakeEngine({});
  });
  after(() => folder.remove());
  const bookings = async (words: readonly string[], typed?: string) => {
    const io = new FakeIo({ cwd: folder.root, ...(typed !== undefined && { typed }) });
    return { code: await run(words, io, servicesOf(engine)), out: io.stdoutText, messages: io.stderrText };
  };

  it("refuses a second run at once, and says who holds the stack since when [UPD-2]", async () => {
    engine.holders = [here];
    const { code, messages } = await bookings(["up", "leeds", "--yes"]);
    expect(code).to.equal(5);
    expect(messages).to.contain(`ci on ${hostname()}, process ${process.pid}, since`);
    expect(engine.asked).to.deep.equal([]);
  });

  it("waits as long as it is told to, and goes on when the other run ends [UPD-2]", async () => {
    engine.holders = [here];
    setTimeout(() => {
      engine.holders = [];
    }, 300);
    const { code, messages } = await bookings(["up", "leeds", "--yes", "--wait", "1m"]);
    expect(code, messages).to.equal(0);
    expect(messages).to.contain("waiting for ci on");
    engine.holders = [here];
    expect((await bookings(["up", "leeds", "--yes", "--wait", "2s"])).code).to.equal(5);
  }).timeout(20_000);

  it("does not wait for a dead run, and says how to unlock it [UPD-2]", async () => {
    engine.holders = [dead];
    const { code, messages } = await bookings(["up", "leeds", "--yes", "--wait", "1h"]);
    expect(code).to.equal(5);
    expect(messages).to.contain("bookings unlock leeds");
  });

  it("unlocks after a dead run on this machine, and notes it [UPD-2]", async () => {
    engine.holders = [dead];
    const { code, messages } = await bookings(["unlock", "LEEDS"]);
    expect(code, messages).to.equal(0);
    expect(engine.asked).to.deep.equal(["unlock leeds"]);
    const journal = readFileSync(join(folder.root, ".bookings", "journal", "leeds.jsonl"), "utf8");
    expect(journal).to.contain('"what":"unlock"');
    expect((await bookings(["unlock", "leeds"])).messages).to.contain("is not locked");
  });

  it("never unlocks a live run [UPD-2]", async () => {
    engine.holders = [here];
    const { code } = await bookings(["unlock", "leeds", "--confirm", "leeds"]);
    expect(code).to.equal(5);
    expect(engine.asked).to.deep.equal([]);
  });

  it("wants someone's word for a run on another machine, and shows holder and age [UPD-2]", async () => {
    engine.holders = [elsewhere];
    const asked = await bookings(["unlock", "leeds"]);
    expect(asked.code).to.equal(5);
    expect(asked.messages).to.contain("runner-9").and.to.contain("--confirm leeds");
    expect((await bookings(["unlock", "leeds"], "yes\n")).code).to.equal(5);
    expect(engine.asked).to.deep.equal([]);
    expect((await bookings(["unlock", "leeds"], "leeds\n")).code).to.equal(0);
    expect(engine.asked).to.deep.equal(["unlock leeds"]);
  });

  it("says that the last run is noted as dead, where no one can see who holds the lock [UPD-2]", async () => {
    engine.seesLocks = () => false;
    const { code, messages } = await bookings(["unlock", "leeds", "--confirm", "leeds"]);
    expect(code, messages).to.equal(0);
    expect(messages).to.contain("leeds is unlocked.").and.contain("the journal records the last run as dead");
  });

  it("takes a deliberate no as an answer, and leaves the lock [UPD-2]", async () => {
    engine.holders = [elsewhere];
    const { code, messages } = await bookings(["unlock", "leeds"], "no\n");
    expect(code, messages).to.equal(0);
    expect(messages).to.match(/type leeds: Nothing was changed\.\n$/);
    expect(engine.asked).to.deep.equal([]);
    expect(engine.holders).to.deep.equal([elsewhere]);
  });

  it("shows calendars as Updating while a run holds their stack [UPD-2]", async () => {
    engine.holders = [here];
    const { out } = await bookings(["list", "leeds"]);
    expect(out).to.contain("Updating");
    expect((await bookings(["status"])).out).to.contain("Updating");
    const json = JSON.parse((await bookings(["list", "--json"])).out) as { calendars: { status: string }[] };
    expect(json.calendars.map(({ status }) => status))
      .to.include("updating")
      .and.to.not.include("active");
  });
});
