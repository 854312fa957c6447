import { expect } from "chai";
import { run } from "../../src/cli/run";
import type { RunResult } from "../../src/engine/run-result";
import { problem } from "../../src/problem/problem";
import { creation } from "../report/changes";
import { SpecsFolder } from "../support/specs-folder";
import { FakeEngine, servicesOf } from "./fake-engine";
import { FakeIo } from "./fake-io";

const changed: Partial<RunResult> = {
  outcome: "changed",
  plan: { organisation: "leeds", changes: [creation] },
};
const applied: Partial<RunResult> = {
  outcome: "changed",
  outcomes: [{ change: creation, outcome: "done", problems: [] }],
};
const locked: Partial<RunResult> = {
  outcome: "refused",
  problems: [problem("stack-locked", { organisation: "leeds" })],
};

describe("up that does not get to its changes, with an engine that only answers", () => {
  let folder: SpecsFolder;
  before(() => {
    const text = "kind: Organisation\n";
    folder = new SpecsFolder({ "specs/leeds/organisation.yaml": text, "specs/york/organisation.yaml": text });
  });
  after(() => folder.remove());
  const io = (more: { signal?: AbortSignal } = {}): FakeIo => new FakeIo({ cwd: folder.root, ...more });

  it("says nothing of calendars as the specs say when another run came first", async () => {
    const streams = io();
    const engine = new FakeEngine({ leeds: changed }, { leeds: locked });
    expect(await run(["up", "leeds", "--yes"], streams, servicesOf(engine))).to.equal(5);
    expect(streams.stdoutText).to.not.contain("nothing changed");
    expect(streams.stderrText).to.contain("refused; nothing was changed");
  });

  it("restarts when another run came first after the look at the lock, if it may wait [UPD-2]", async () => {
    const engine = new FakeEngine({ leeds: changed }, { leeds: applied });
    engine.firstCome = [locked];
    const streams = io();
    expect(await run(["up", "leeds", "--yes", "--wait", "1h"], streams, servicesOf(engine))).to.equal(0);
    expect(engine.asked).to.deep.equal(["preview leeds", "up leeds", "preview leeds", "up leeds"]);
    expect(streams.stderrText).to.contain("another run is in progress").and.to.not.contain("stack-locked");
    expect(streams.stdoutText).to.contain("✓ Created LeedsCardiologyHeartFailure@nhs.net");
  }).timeout(30_000);

  it("is refused in the end when the others take longer than it may wait [UPD-2]", async () => {
    const engine = new FakeEngine({ leeds: changed }, { leeds: locked });
    const streams = io();
    expect(await run(["up", "leeds", "--yes", "--wait", "9s"], streams, servicesOf(engine))).to.equal(5);
    expect(streams.stderrText).to.contain("error stack-locked");
  }).timeout(60_000);

  it("says that nothing was changed when it is interrupted before it knows what is to be changed", async () => {
    const streams = io();
    const engine = new FakeEngine({ leeds: changed }, { leeds: { outcome: "interrupted" } });
    await run(["up", "leeds", "--yes"], streams, servicesOf(engine));
    expect(streams.stderrText).to.match(/^leeds: nothing was changed\.$/m);
    expect(streams.stderrText).not.to.contain("run bookings up again");
  });

  for (const verb of ["preview", "up"])
    it(`says after Ctrl-C in a preview (${verb}) that nothing was changed, and nothing else`, async () => {
      const controller = new AbortController();
      const streams = io({ signal: controller.signal });
      const broken = {
        outcome: "interrupted",
        problems: [problem("unknown-calendar", { name: "x" })],
      } as const;
      const engine = new FakeEngine({ leeds: broken }, {}, () => controller.abort("SIGINT"));
      expect(await run([verb], streams, servicesOf(engine))).to.equal(130);
      expect(engine.asked).to.deep.equal(["preview leeds"]);
      expect(streams.stdoutText).to.equal("");
      expect(streams.stderrText.replace(/^leeds: .* …$\n/gm, "")).to.equal("Nothing was changed.\n");
      expect(streams.work.onlyReads).to.equal(true);
    });

  it("says what is wrong for every organisation once", async () => {
    const streams = io();
    const same = { outcome: "refused", problems: [problem("unknown-calendar", { name: "x" })] } as const;
    await run(["up"], streams, servicesOf(new FakeEngine({ leeds: same, york: same })));
    expect(streams.stderrText.match(/unknown-calendar/g)).to.have.length(1);
    expect(streams.stderrText).to.contain("leeds: refused").and.to.contain("york: refused");
    expect(streams.stderrText).not.to.contain("what Pulumi said");
  });
});
