import { expect } from "chai";
import { problem } from "../../src/problem/problem";
import { outcomeText } from "../../src/report/outcome-text";
import { paint } from "../../src/report/paint";
import { expectGolden } from "../support/golden";
import { creation, deletion, unchanged, update } from "./changes";

const plain = paint(false);

describe("what up did, for people", () => {
  it("tells what was done, what failed and why, and what was not tried", () => {
    const text = outcomeText(
      "leeds",
      [
        { change: creation, outcome: "done", problems: [] },
        {
          change: update,
          outcome: "failed",
          problems: [problem("graph-refused", { calendar: update.address, why: "503 for five minutes" })],
        },
        { change: deletion, outcome: "not-tried", problems: [] },
        { change: unchanged, outcome: "done", problems: [] },
      ],
      plain,
    );
    expectGolden("report/golden/up-partly-done.txt", text);
  });

  it("does not say «not tried» of what was under way when the run ended", () => {
    const text = outcomeText("leeds", [{ change: creation, outcome: "unknown", problems: [] }], plain);
    expect(text).to.contain(`? Begun, and not known how it ended: Create ${creation.address}`);
    expect(text).to.contain("leeds: 0 done, 1 not known.");
  });

  it("says that nothing changed", () => {
    const text = outcomeText("leeds", [{ change: unchanged, outcome: "done", problems: [] }], plain);
    expect(text).to.equal("leeds: nothing changed, 1 calendar as the specs say.\n");
  });
});
