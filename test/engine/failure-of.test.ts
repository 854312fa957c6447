import { expect } from "chai";
import { StepLedger } from "../../src/engine/internals/engine-events";
import { failureOf } from "../../src/engine/run-problems";
import { complained, failedAt, URN } from "./events";

type Events = Parameters<StepLedger["note"]>[0][];

const failureAfter = (error: Error, ...events: Events) => failureOfRun("up", error, events);

const failureOfRun = (verb: "preview" | "up", error: Error, events: Events) => {
  const ledger = new StepLedger();
  for (const event of events) ledger.note(event);
  return failureOf(verb, error, "leeds", ledger).map(({ code, args }) => [
    code,
    args["message"] ?? args["reason"],
  ]);
};

describe("why the engine stopped", () => {
  it("is each of its own errors, without the lines that only sum them up", () => {
    const found = failureAfter(
      new Error("x"),
      complained("the backend is full"),
      complained("update failed"),
    );
    expect(found).to.deep.equal([["engine-failed", "the backend is full"]]);
  });

  it("is an account without a name, where the engine asks C's library for one", () => {
    const said = "could not create stack: user: unknown userid 64321";
    expect(failureAfter(new Error(said))).to.deep.equal([["account-without-name", undefined]]);
  });

  it("is every error that the engine counts, and not their number", () => {
    const text = "code: 255\nstderr: error: 2 errors occurred:\n    1) no right to a.json\n    2) no lock\n";
    expect(failureAfter(new Error(text.replace("stderr: ", "\n")))).to.deep.equal([
      ["engine-failed", "no right to a.json; no lock"],
    ]);
  });

  it("is nothing more to say when calendars failed and said why themselves", () => {
    const echo = "Unhandled exception: Error: resource a [b] failed to register";
    expect(
      failureAfter(new Error("x"), failedAt("create"), complained("no", URN), complained(echo)),
    ).to.deep.equal([]);
  });

  it("is a calendar that could not be read, which is not the same as one that is gone", () => {
    const found = failureAfter(new Error("x"), failedAt("refresh"), complained("Graph answered 503.", URN));
    expect(found).to.deep.equal([["calendar-look-failed", "Graph answered 503."]]);
  });

  it("is the same where the engine says why without saying that the look failed", () => {
    const found = failureOfRun("preview", new Error("x"), [complained("code must be a string", URN)]);
    expect(found).to.deep.equal([["calendar-look-failed", "code must be a string"]]);
  });

  it("is told of a preview even when calendars said why themselves: it has no outcomes to say it", () => {
    const found = failureOfRun("preview", new Error("error: no"), [
      failedAt("create"),
      complained("no", URN),
    ]);
    expect(found).to.deep.equal([["engine-failed", "no"]]);
  });

  it("is nothing when someone told it to stop, and the engine's own errors besides", () => {
    const ledger = new StepLedger();
    ledger.note(complained("update canceled"));
    expect(failureOf("up", new Error("x"), "leeds", ledger, true)).to.deep.equal([]);
    ledger.note(complained("the backend is full"));
    expect(failureOf("up", new Error("x"), "leeds", ledger, true)).to.have.length(1);
  });

  it("is the last error line of its output when it said nothing by event", () => {
    const found = failureAfter(
      new Error("code: 255\n stdout: \n stderr: error: no such stack\nmore\nerror: locked out\n"),
    );
    expect(found).to.deep.equal([["engine-failed", "locked out"]]);
  });
});
