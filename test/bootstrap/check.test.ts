import { expect } from "chai";
import { setUpTool } from "./set-up-tool";

interface Step {
  readonly name: string;
  readonly what: string;
  readonly run: readonly string[];
  readonly alone?: boolean;
}
interface Result {
  readonly name: string;
  readonly ok: boolean;
}
interface Figures {
  readonly passes: number;
  readonly failures: number;
}
interface Surroundings {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  say(text: string): void;
}

const shell = (name: string, script: string, alone = false): Step => {
  return { name, what: `what ${name} shows`, run: ["/bin/sh", "-c", script], alone };
};

describe("the check", () => {
  let runSteps: (steps: readonly Step[], surroundings: Surroundings) => Promise<Result[]>;
  let countResults: (results: readonly Result[], figures?: Figures) => { passed: number; failed: number };
  let said: string[];

  before(async () => {
    ({ runSteps } = await setUpTool<{ runSteps: typeof runSteps }>("check/run-steps.mjs"));
    ({ countResults } = await setUpTool<{ countResults: typeof countResults }>("check/check.mjs"));
  });
  beforeEach(() => {
    said = [];
  });
  const run = (steps: readonly Step[]) =>
    runSteps(steps, { cwd: "/", env: process.env, say: (text) => said.push(text) });

  it("runs every step whatever fails, and shows the output of what failed only", async () => {
    const results = await run([
      shell("lint", "echo untidy; exit 1"),
      shell("arrows", "echo fine"),
      shell("sizes", "exit 2"),
    ]);
    expect(results.filter(({ ok }) => !ok).map(({ name }) => name)).to.have.members(["lint", "sizes"]);
    expect(said.join("\n")).to.include("✗ lint").and.include("    untidy").and.not.include("fine");
  });

  it("stops after a program that does not compile: nothing else would be worth reading", async () => {
    const results = await run([shell("types", "exit 1", true), shell("lint", ":")]);
    expect(results.map(({ name }) => name)).to.deep.equal(["types"]);
  });

  it("counts tests as mocha did, and every other step as one", () => {
    const results = [
      { name: "types", ok: true },
      { name: "lint", ok: false },
      { name: "tests", ok: false },
    ];
    expect(countResults(results, { passes: 40, failures: 2 })).to.deep.equal({ passed: 41, failed: 3 });
  });

  it("counts a failure when the tests fail as a whole: a crash, or too little coverage", () => {
    expect(countResults([{ name: "tests", ok: false }], { passes: 40, failures: 0 })).to.deep.equal({
      passed: 40,
      failed: 1,
    });
    expect(countResults([{ name: "tests", ok: false }])).to.deep.equal({ passed: 0, failed: 1 });
  });
});
