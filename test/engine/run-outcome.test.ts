import { expect } from "chai";
import { type RunFacts, runOutcome } from "../../src/engine/run-outcome";
import type { CalendarOutcome, Outcome } from "../../src/plan/change";
import type { Problem, ProblemCode } from "../../src/problem/problem";

const error = (code: ProblemCode): Problem => ({ code, severity: "error", args: {} });
const ended = (outcome: Outcome) => ({ outcome, problems: [] }) as unknown as CalendarOutcome;

const verdict = (facts: Partial<RunFacts>) =>
  runOutcome({ problems: [], outcomes: [], changed: false, interrupted: false, ...facts });

describe("how a run ended, in one word", () => {
  it("is a matter of changes when nothing went wrong, warnings or not", () => {
    expect(verdict({})).to.equal("unchanged");
    expect(verdict({ changed: true })).to.equal("changed");
    const warning: Problem = { code: "limit-override-expired", severity: "warning", args: {} };
    expect(verdict({ problems: [warning] })).to.equal("unchanged");
  });

  for (const [code, word] of [
    ["limit-exceeded", "refused"],
    ["calendar-spec-vanished", "refused"],
    ["tombstone-revived", "refused"],
    ["stack-locked", "refused"],
    ["directory-unreadable", "unreadable"],
    ["calendar-look-failed", "unreadable"],
    ["engine-failed", "failed"],
    ["identity-missing", "sign-in"],
    ["person-unknown", "invalid"],
    ["reply-address-unfit", "invalid"],
  ] as const) {
    it(`is “${word}” after ${code}`, () => expect(verdict({ problems: [error(code)] })).to.equal(word));
  }

  it("is the gravest of several", () => {
    expect(verdict({ problems: [error("person-unknown"), error("limit-exceeded")] })).to.equal("refused");
  });

  const moved = { outcome: "failed", problems: [error("moved-since-review")] } as const;

  it("is refused where nothing was done, as all had moved since the review [OPS-3]", () => {
    expect(verdict({ outcomes: [moved, ended("not-tried")] })).to.equal("refused");
    expect(verdict({ outcomes: [moved, ended("failed")] })).to.equal("partial");
  });

  it("is partial as soon as something was done and something was not", () => {
    expect(verdict({ outcomes: [ended("done"), ended("failed")] })).to.equal("partial");
    expect(verdict({ outcomes: [ended("done"), moved] })).to.equal("partial");
    expect(verdict({ outcomes: [ended("unknown")], problems: [error("engine-failed")] })).to.equal("partial");
    expect(verdict({ outcomes: [ended("done")], problems: [error("engine-failed")] })).to.equal("partial");
  });

  it("is held where single calendars are held back and the others would be changed [UPD-2]", () => {
    const held = { problems: [error("calendar-missing")], isHeld: true };
    expect(verdict({ ...held, changed: true })).to.equal("held");
    expect(verdict(held), "nothing else is to be done").to.equal("refused");
    expect(verdict({ problems: held.problems, outcomes: [ended("done")] })).to.equal("partial");
    expect(verdict({ ...held, changed: true, interrupted: true })).to.equal("interrupted");
  });

  it("is interrupted, whatever else happened, when someone interrupted it", () => {
    expect(verdict({ interrupted: true, problems: [error("engine-failed")] })).to.equal("interrupted");
  });
});
