import { expect } from "chai";
import { durationMs } from "../../src/cli/ask";
import { holdersInMessage, isLockGone } from "../../src/engine/internals/lock-files";
import { holderState, holderWords, lockedProblem, type Machine, thisMachine } from "../../src/engine/lock";
import { words } from "../../src/problem/words";

const holder = { user: "ci", host: "runner-1", pid: 4711, since: "2026-11-23T04:30:00Z" };
const now = new Date("2026-11-23T04:36:30Z");
const at = (startedAt?: string): Machine => ({
  host: "runner-1",
  processOf: () => (startedAt ? { startedAt: Date.parse(startedAt) } : undefined),
});

describe("the lock of a stack", () => {
  it("is told with its holder and since when [UPD-2]", () => {
    const message =
      "error: the stack is currently locked by 1 lock(s). Either wait for the other process(es) to end\n" +
      "  file:///s/.pulumi/locks/organization/p/leeds/x.json: created by ci@runner-1 (pid 4711) at 2026-11-23T04:30:00Z";
    expect(holdersInMessage(message)).to.deep.equal([holder]);
    expect(holdersInMessage("something else")).to.deep.equal([]);
    const text = words(lockedProblem("leeds", [holder], now)).sentence;
    expect(text).to.contain("ci on runner-1, process 4711, since 2026-11-23 04:30 UTC (6 minutes)");
    expect(text).to.contain("Updating");
    expect(words(lockedProblem("leeds", [])).sentence).to.contain("Another run");
  });

  it("that is gone when the engine reads it tells of another run all the same, and no other missing file does [UPD-2]", () => {
    const onDisk =
      "error: 2 errors occurred:\n    1) stat /e/.bookings/state/.pulumi/locks/organization/p/leeds/x.json: no such file or directory\n    2) NotFound";
    const inBlobs =
      "error: 2 errors occurred:\n    1) GET http://127.0.0.1:10000/a/state/states%2F.pulumi%2Flocks%2Forganization%2Fp%2Fleeds%2Fx.json\n--------\nRESPONSE 404: 404 The specified blob does not exist.\nERROR CODE: BlobNotFound";
    expect([onDisk, inBlobs].map(isLockGone)).to.deep.equal([true, true]);
    const others = [
      onDisk.replace("/locks/", "/stacks/"),
      inBlobs.replace("404: 404", "403: 403").replace("NotFound", "Forbidden"),
      onDisk.replace(
        "2 errors",
        "there was a problem deleting the lock at x, manual clean up may be required: 2 errors",
      ),
    ];
    expect(others.map(isLockGone)).to.deep.equal([false, false, false]);
  });

  it("knows a dead holder by its number and its start, and only on its own machine [UPD-2]", () => {
    expect(holderState(holder, { ...at(), host: "runner-2" })).to.equal("elsewhere");
    expect(holderState(holder, at())).to.equal("dead");
    expect(holderState(holder, at("2026-11-23T04:29:59Z"))).to.equal("alive");
    expect(holderState(holder, at("2026-11-23T04:35:00Z"))).to.equal("dead");
    expect(holderState(holder, { host: "runner-1", processOf: () => ({}) })).to.equal("alive");
  });

  it("sees this very process, and that it did not start in the future", () => {
    const found = thisMachine.processOf(process.pid);
    expect(found?.startedAt)
      .to.be.a("number")
      .and.to.be.lessThan(Date.now() + 1000);
    expect(found?.startedAt).to.be.greaterThan(Date.now() - process.uptime() * 1000 - 5000);
    expect(thisMachine.processOf(2 ** 22 + 1)).to.equal(undefined);
  });

  it("tells ages in one unit", () => {
    const since = (ms: number) =>
      holderWords({ ...holder, since: new Date(now.getTime() - ms).toISOString() }, now);
    expect(since(1000)).to.contain("(1 second)");
    expect(since(7_200_000)).to.contain("(2 hours)");
    expect(since(90_000_000)).to.contain("(1 day)");
    expect(holderWords({ ...holder, since: "?" }, now)).to.equal("ci on runner-1, process 4711");
  });

  it("understands lengths of time, and nothing else", () => {
    expect([durationMs("90s"), durationMs("10m"), durationMs("1h")]).to.deep.equal([
      90_000, 600_000, 3_600_000,
    ]);
    expect(() => durationMs("10")).to.throw(/is not a valid duration/);
  });
});
