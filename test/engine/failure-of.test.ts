import { expect } from "chai";
import { failureOf } from "../../src/engine/failure-of";
import { StepLedger } from "../../src/engine/step-facts";
import { complained, failedAt, URN } from "./events";

const failureAfter = (error: Error, ...events: Parameters<StepLedger["note"]>[0][]) => {
  const ledger = new StepLedger();
  for (const event of events) ledger.note(event);
  return failureOf(error, "leeds", ledger).map(({ code, args }) => [code, args["message"] ?? args["reason"]]);
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

  it("is the last error line of its output when it said nothing by event", () => {
    const found = failureAfter(
      new Error("code: 255\n stdout: \n stderr: error: no such stack\nmore\nerror: locked out\n"),
    );
    expect(found).to.deep.equal([["engine-failed", "locked out"]]);
  });
});
