import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { setUpTool } from "./set-up-tool";

interface Group {
  readonly name: string;
}
interface Figures {
  readonly passes: number;
  readonly failures: number;
  readonly pending: number;
  readonly leftOut?: readonly string[];
  readonly failed?: readonly { readonly title: string; readonly text: string }[];
}
interface Ended {
  readonly code: number;
  readonly output: string;
  readonly interrupted?: boolean;
  readonly figures?: Figures;
}
interface Surroundings {
  say(text: string): void;
  mocha(group: Group): Promise<Ended>;
}

interface Tool {
  groupsIn(folder: string): Group[];
  runGroups(groups: readonly Group[], surroundings: Surroundings): Promise<Ended[]>;
  sumOf(results: readonly Ended[]): Figures;
}

describe("groups of tests", () => {
  let tool: Tool;
  let said: string[];

  before(async () => {
    tool = await setUpTool<Tool>("check/test-groups.mjs");
  });
  beforeEach(() => {
    said = [];
  });

  const fine = (passes: number): Ended => ({
    code: 0,
    output: "fine\n",
    figures: { passes, failures: 0, pending: 0 },
  });
  const run = (ends: Record<string, Ended>) =>
    tool.runGroups(
      Object.keys(ends).map((name) => ({ name })),
      { say: (text) => said.push(text), mocha: async ({ name }) => ends[name] as Ended },
    );

  it("are the folders that hold tests, the long ones first", () => {
    const folder = mkdtempSync(join(tmpdir(), "groups-"));
    for (const [name, file] of [
      ["rules", "one.test.js"],
      ["scenarios", "one.test.js"],
      ["support", "helper.js"],
      ["sandbox/deep", "one.test.js"],
    ] as const) {
      mkdirSync(join(folder, name), { recursive: true });
      writeFileSync(join(folder, name, file), "");
    }
    expect(tool.groupsIn(folder).map(({ name }) => name)).to.deep.equal(["scenarios", "sandbox", "rules"]);
    rmSync(folder, { recursive: true });
  });

  it("are all run whatever fails, and what failed is said again at the end", async () => {
    const failed = [{ title: "a calendar is made", text: "AssertionError: no\n  at line 3" }];
    const results = await run({
      bad: { code: 1, output: "bad\n", figures: { passes: 3, failures: 1, pending: 0, failed } },
      good: fine(2),
      last: fine(1),
    });
    expect(said.slice(0, 3)).to.have.members(["bad\nbad", "good\nfine", "last\nfine"]);
    expect(said.at(-1)).to.equal("\n✗ bad: a calendar is made\n    AssertionError: no\n      at line 3");
    expect(tool.sumOf(results)).to.deep.equal({ passes: 6, failures: 1, pending: 0, leftOut: [] });
  });

  it("count as a failure when they do not come to their end", async () => {
    const results = await run({ crashed: { code: 139, output: "" }, good: fine(2) });
    expect(said.at(-1)).to.equal("\n✗ crashed: ended with 139, and no test of it failed");
    expect(tool.sumOf(results)).to.deep.equal({ passes: 2, failures: 1, pending: 0, leftOut: [] });
  });

  it("stop at an interruption", async () => {
    const stopped = { code: 130, output: "", interrupted: true };
    const results = await run({ one: stopped, two: stopped, three: fine(1), four: fine(1) });
    expect(results).to.have.length(2);
  });
});
