import { expect } from "chai";
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
        { change: creation, outcome: "done", reasons: [] },
        {
          change: update,
          outcome: "failed",
          reasons: ["Graph answered 503 for five minutes.", "Try again."],
        },
        { change: deletion, outcome: "not-tried", reasons: [] },
        { change: unchanged, outcome: "done", reasons: [] },
      ],
      plain,
    );
    expectGolden("report/golden/up-partly-done.txt", text);
  });

  it("does not say «not tried» of what was under way when the run ended", () => {
    const text = outcomeText("leeds", [{ change: creation, outcome: "unknown", reasons: [] }], plain);
    expect(text).to.contain(`? Begun, and not known how it ended: Create ${creation.address}`);
    expect(text).to.contain("leeds: 0 done, 1 not known.");
  });

  it("says that nothing changed", () => {
    const text = outcomeText("leeds", [{ change: unchanged, outcome: "done", reasons: [] }], plain);
    expect(text).to.equal("leeds: nothing changed, 1 calendar as the specs say.\n");
  });
});
