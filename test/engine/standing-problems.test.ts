import { expect } from "chai";
import { StepLedger } from "../../src/engine/internals/engine-events";
import { standingProblems } from "../../src/engine/run-problems";
import { words } from "../../src/problem/words";
import { calendar } from "../support/model";

function told(live: Readonly<Record<string, unknown>>) {
  const ledger = new StepLedger();
  const facts = { urn: "u", failed: false, unreadable: false, begun: false, finished: false, problems: [] };
  ledger.calendars.set(calendar().name, { ...facts, liveOutputs: { live } });
  return standingProblems([calendar()], ledger);
}

describe("what a preview tells of a calendar that somebody has to decide about", () => {
  it("is nothing where it stands as it should", () => {
    expect(told({ status: "active" })).to.deep.equal([]);
  });

  it("is that it may be another one, with the mark that would say that it is ours [I3]", () => {
    const [problem, ...others] = told({ status: "active", another: true });
    expect(others).to.deep.equal([]);
    expect(problem).to.include({ code: "calendar-mark-lost", severity: "error" });
    expect(problem && words(problem).advice).to.contain(
      "business type: managed from git: leeds/leedscardiologyheartfailure",
    );
  });

  it("is that its service account was taken off, which stops no other calendar", () => {
    const [problem] = told({ status: "active", operatorLost: true, operator: "svc.leeds@nhs.net" });
    expect(problem).to.include({ code: "operator-off-staff", severity: "warning" });
    expect(problem && words(problem).advice).to.contain("add svc.leeds@nhs.net as an administrator");
  });

  it("is that the tenant has lost it, or that its deletion has begun", () => {
    expect(told({ status: "missing" })[0]?.code).to.equal("calendar-missing");
    expect(told({ status: "deleting" })[0]?.code).to.equal("deletion-under-way");
  });
});
