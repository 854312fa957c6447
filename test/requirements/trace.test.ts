import { expect } from "chai";
import { citationsIn } from "../../tools/requirements/citation";
import { type Means, meansOf } from "../../tools/requirements/means";
import { readRows } from "../../tools/requirements/row";
import { trace } from "../../tools/requirements/trace";

const table = (state: string): string =>
  [
    "| Id | What | Shown by | Capability | State |",
    "|---|---|---|---|---|",
    `| ABC-1 | Works. | cli | main job | ${state} |`,
  ].join("\n");

// Written in two parts, or the command would find them here.
const none: ReadonlySet<Means> = new Set();
const cited = (id: string): string => `[${id}]`;

describe("npm run requirements", () => {
  it("finds rows cited in titles of tests and of stories", () => {
    const test = citationsIn(
      "a.test.ts",
      `describe("x", () => { it("works ${cited("ABC-1")}", () => {}); });`,
      none,
    );
    const story = citationsIn(
      "story.yaml",
      `title: A story ${cited("ABC-1")}\nsteps:\n  - it: works ${cited("ABC-2")}\n`,
      none,
    );
    expect(test).to.deep.equal([{ file: "a.test.ts", title: "works", ids: ["ABC-1"], means: none }]);
    expect(story.map(({ ids }) => ids)).to.deep.equal([["ABC-1"], ["ABC-2"]]);
  });

  it("does not take a row in a comment or in a value for a test", () => {
    expect(
      citationsIn("a.test.ts", `// it works ${cited("ABC-1")}\nconst a = "${cited("ABC-1")}";`, none),
    ).to.deep.equal([]);
  });

  it("complains of a required row that no test shows, and only of that", () => {
    expect(trace(readRows(table("now")), []).faults).to.deep.equal([
      "ABC-1 is required and no test shows it.",
    ]);
    expect(trace(readRows(table("later")), []).faults).to.deep.equal([]);
    expect(
      trace(readRows(table("now")), [
        { file: "a", title: "works", ids: ["ABC-1"], means: new Set<Means>(["cli"]) },
      ]).faults,
    ).to.deep.equal([]);
  });

  it("complains of a row that is shown by other means than it names", () => {
    const { faults } = trace(readRows(table("now")), [
      { file: "a", title: "works", ids: ["ABC-1"], means: new Set<Means>(["engine"]) },
    ]);
    expect(faults).to.deep.equal(["ABC-1 must be shown by “cli”, and no test that cites it does."]);
  });

  it("tells by what a test uses how it shows its rows", () => {
    const files: Record<string, string> = {
      "test/support/run-bookings.ts": "",
      "test/playground/playground.ts": "",
      "test/cli/helper.ts": 'import { runBookings } from "../support/run-bookings";',
      "test/cli/list.test.ts": 'import { x } from "./helper";\nx(["list"]);',
      "test/cli/preview.test.ts": 'import { x } from "./helper";\nx(["preview"]);',
      "test/scenarios/a/story.yaml": "steps:\n  - it: makes it\n    run: bookings up leeds --yes\n",
      "test/scenarios/b/story.yaml": "steps:\n  - it: looks up\n    run: bookings preview leeds\n",
      "test/cli/up.test.ts": 'import { x } from "./helper";\nx(["up", "--yes"]);',
      "test/pulumi/plain.test.ts": 'import { p } from "../playground/playground";',
      "test/tenant/mocks.test.ts": "runtime.setMocks({});",
      "test/report/render.test.ts": 'describeWith(["soffice"], "opens", () => {});',
      "test/model/naming.test.ts": 'import { nameOf } from "../../src/model/naming";',
    };
    const means = (file: string): Means[] => [...meansOf(file, (name) => files[name])];
    expect(means("test/scenarios/a/story.yaml")).to.deep.equal(["engine", "cli"]);
    expect(means("test/scenarios/b/story.yaml")).to.deep.equal(["cli"]);
    expect(means("test/cli/preview.test.ts")).to.deep.equal(["cli"]);
    expect(means("test/cli/list.test.ts")).to.deep.equal(["cli"]);
    expect(means("test/cli/up.test.ts")).to.deep.equal(["engine", "cli"]);
    expect(means("test/pulumi/plain.test.ts")).to.deep.equal(["engine"]);
    expect(means("test/tenant/mocks.test.ts")).to.deep.equal(["mocks"]);
    expect(means("test/report/render.test.ts")).to.deep.equal(["render"]);
    expect(means("test/model/naming.test.ts")).to.deep.equal([]);
  });

  it("refuses a row whose means it does not know", () => {
    expect(() => readRows(table("now").replace("cli", "hearsay"))).to.throw("not understood");
  });

  it("complains of a test that cites a row which does not exist", () => {
    const { faults } = trace(readRows(table("later")), [
      { file: "a.test.ts", title: "works", ids: ["ABC-9"], means: none },
    ]);
    expect(faults).to.deep.equal(["a.test.ts cites ABC-9, which docs/requirements.md does not have."]);
  });

  it("refuses a row whose state it does not know", () => {
    expect(() => readRows(table("soon"))).to.throw("not understood");
  });
});
