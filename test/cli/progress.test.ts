import { expect } from "chai";
import { Progress } from "../../src/cli/progress";
import { progressWords } from "../../src/cli/run-organisations";
import { recording } from "../../src/cli/verbs/specs/adopt";
import { FakeIo } from "./fake-io";

// The fake's clock moves a second each time someone looks at it.
const io = (terminal: boolean): FakeIo => new FakeIo({ cwd: "/", terminal, width: 40 });

describe("progress", () => {
  it("is a line at most every three seconds where there is no terminal", () => {
    const streams = io(false);
    const progress = new Progress(streams);
    for (let step = 1; step <= 9; step += 1) progress.step(`step ${step}`);
    progress.done();
    expect(streams.stderrText).to.equal("step 1 …\nstep 4 …\nstep 7 …\n");
  });

  it("is one line that renews itself on a terminal, no wider than that, and is taken away", () => {
    const streams = io(true);
    const progress = new Progress(streams);
    progress.step("one");
    progress.step("x".repeat(100));
    progress.done();
    const lines = streams.stderrText.split("\r\u001b[2K");
    expect(lines.slice(1).map((line) => line.length)).to.deep.equal(["one …".length, 39, 0]);
    expect(streams.stderrText).not.to.contain("\n");
  });

  it("says nothing twice and nothing to stdout", () => {
    const streams = io(false);
    const progress = new Progress(streams);
    progress.step("one");
    progress.step("one");
    progress.done();
    progress.done();
    expect(streams.stderrText).to.equal("one …\n");
    expect(streams.stdoutText).to.equal("");
  });

  it("tells the step in words", () => {
    const event = { organisation: "leeds", stage: "changing", calendar: "leedsentvoice", done: 3 } as const;
    expect(progressWords({ ...event, total: 7 }, false)).to.equal(
      "leeds: making the changes, 3 of 7, leedsentvoice",
    );
    expect(progressWords(event, false)).to.equal("leeds: making the changes, leedsentvoice");
    expect(progressWords(event, true)).to.equal("leeds: comparing it with the specs, leedsentvoice");
  });

  it("counts what an adoption records, and not what it looks at again, as after a lost state [OPS-4]", () => {
    const told: string[] = [];
    const onProgress = recording(new Set(["a", "b"]), (text) => told.push(text));
    const event = (stage: "opening" | "reading" | "changing", calendar?: string) =>
      onProgress({ organisation: "leeds", stage, done: 9, ...(calendar !== undefined && { calendar }) });
    event("opening");
    for (const stage of ["reading", "changing"] as const) event(stage, "known");
    for (const calendar of ["a", "b"]) event("changing", calendar);
    event("changing", "b");
    expect(told).to.deep.equal([
      "looking at what is on record",
      "looking at known",
      "looking at known",
      "recording a, 1 of 2",
      "recording b, 2 of 2",
      "recording b, 2 of 2",
    ]);
  });
});
