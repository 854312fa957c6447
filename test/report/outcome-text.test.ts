import { expect } from "chai";
import type { CalendarOutcome } from "../../src/plan/change";
import { problem } from "../../src/problem/problem";
import { outcomeText } from "../../src/report/outcome-text";
import { paint } from "../../src/report/paint";
import { expectGolden } from "../support/golden";
import { creation, deletion, unchanged, update } from "./changes";

const told = (outcomes: readonly CalendarOutcome[], verbose = false): string =>
  outcomeText({ organisation: "leeds", outcomes, plan: {} }, paint(false), { verbose });

describe("what up did, for people", () => {
  it("tells what was done, what failed and why, and what was not tried", () => {
    const text = told([
      { change: creation, outcome: "done", problems: [] },
      {
        change: update,
        outcome: "failed",
        problems: [problem("graph-refused", { calendar: update.address, why: "503 for five minutes" })],
      },
      { change: deletion, outcome: "not-tried", problems: [] },
      { change: unchanged, outcome: "done", problems: [] },
    ]);
    expectGolden("report/golden/up-partly-done.txt", text);
  });

  it("does not say “not tried” of what was under way when the run ended", () => {
    const text = told([{ change: creation, outcome: "unknown", problems: [] }]);
    expect(text).to.contain(`? Begun, and not known how it ended: Create ${creation.address}`);
    expect(text).to.contain("leeds: 0 done, 1 not known.");
  });

  it("says that nothing changed", () => {
    const text = told([{ change: unchanged, outcome: "done", problems: [] }]);
    expect(text).to.equal("leeds: nothing changed, 1 calendar as the specs say.\n");
  });

  it("counts what was done where it is much, and names what was not", () => {
    const done = Array.from({ length: 20 }, (_, index) => ({
      change: { ...creation, address: `Leeds${index}@nhs.net` },
      outcome: "done" as const,
      problems: [],
    }));
    const rest: CalendarOutcome[] = [
      { change: deletion, outcome: "done", problems: [] },
      { change: update, outcome: "not-tried", problems: [] },
    ];
    expect(told([...done, ...rest]).split("\n")).to.deep.equal([
      "leeds: 21 done, 1 not tried.",
      `  · Not tried: Change ${update.address}`,
      `  ✓ DELETED ${deletion.address}`,
      "  ✓ Created 20 calendars",
      "",
    ]);
    expect(told([...done, ...rest], true)).to.contain("✓ Created Leeds19@nhs.net");
  });
});
