import { expect } from "chai";
import { citationsIn } from "../../tools/requirements/citation";
import { readRows } from "../../tools/requirements/row";
import { trace } from "../../tools/requirements/trace";

const table = (state: string): string =>
  [
    "| Id | What | Shown by | Capability | State |",
    "|---|---|---|---|---|",
    `| ABC-1 | Works. | cli | main job | ${state} |`,
  ].join("\n");

// Written in two parts, or the command would find them here.
const cited = (id: string): string => `[${id}]`;

describe("npm run requirements", () => {
  it("finds rows cited in titles of tests and of stories", () => {
    const test = citationsIn(
      "a.test.ts",
      `describe("x", () => { it("works ${cited("ABC-1")}", () => {}); });`,
    );
    const story = citationsIn(
      "story.yaml",
      `title: A story ${cited("ABC-1")}\nsteps:\n  - it: works ${cited("ABC-2")}\n`,
    );
    expect(test).to.deep.equal([{ file: "a.test.ts", title: "works", ids: ["ABC-1"] }]);
    expect(story.map(({ ids }) => ids)).to.deep.equal([["ABC-1"], ["ABC-2"]]);
  });

  it("does not take a row in a comment or in a value for a test", () => {
    expect(
      citationsIn("a.test.ts", `// it works ${cited("ABC-1")}\nconst a = "${cited("ABC-1")}";`),
    ).to.deep.equal([]);
  });

  it("complains of a required row that no test shows, and only of that", () => {
    expect(trace(readRows(table("now")), []).faults).to.deep.equal([
      "ABC-1 is required and no test shows it.",
    ]);
    expect(trace(readRows(table("later")), []).faults).to.deep.equal([]);
    expect(
      trace(readRows(table("now")), [{ file: "a", title: "works", ids: ["ABC-1"] }]).faults,
    ).to.deep.equal([]);
  });

  it("complains of a test that cites a row which does not exist", () => {
    const { faults } = trace(readRows(table("later")), [
      { file: "a.test.ts", title: "works", ids: ["ABC-9"] },
    ]);
    expect(faults).to.deep.equal(["a.test.ts cites ABC-9, which docs/requirements.md does not have."]);
  });

  it("refuses a row whose state it does not know", () => {
    expect(() => readRows(table("soon"))).to.throw("not understood");
  });
});
