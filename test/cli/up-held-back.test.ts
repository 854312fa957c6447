import { expect } from "chai";
import { run } from "../../src/cli/run";
import type { RunResult } from "../../src/engine/run-result";
import { problem } from "../../src/problem/problem";
import { creation } from "../report/changes";
import { expectValid } from "../report/expect-valid";
import { SpecsFolder } from "../support/specs-folder";
import { FakeEngine, servicesOf } from "./fake-engine";
import { FakeIo } from "./fake-io";

const LOST = "LeedsPhysioKnee@nhs.net";
const problems = [problem("calendar-missing", { address: LOST })];
const held: Partial<RunResult> = {
  outcome: "held",
  problems,
  plan: { organisation: "leeds", changes: [creation], held: [LOST] },
};
/** The same where nothing else is to be done. */
const alone: Partial<RunResult> = {
  outcome: "refused",
  problems,
  plan: { organisation: "leeds", changes: [], held: [LOST] },
};
const applied: Partial<RunResult> = {
  outcome: "partial",
  problems,
  outcomes: [{ change: creation, outcome: "done", problems: [] }],
};
const changed: Partial<RunResult> = {
  outcome: "changed",
  plan: { organisation: "york", changes: [creation] },
};

describe("calendars that are held back, with an engine that only answers", () => {
  let folder: SpecsFolder;
  before(() => {
    const text = "kind: Organisation\n";
    folder = new SpecsFolder({ "specs/leeds/organisation.yaml": text, "specs/york/organisation.yaml": text });
  });
  after(() => folder.remove());
  const asked = async (engine: FakeEngine, words: readonly string[], more = {}) => {
    const streams = new FakeIo({ cwd: folder.root, ...more });
    const code = await run(words, streams, servicesOf(engine));
    return { code, stdout: streams.stdoutText, stderr: streams.stderrText, asked: engine.asked };
  };

  it("end a preview with 6, with the plan of the others and the error, as JSON too [UPD-2]", async () => {
    const text = await asked(new FakeEngine({ leeds: held }), ["preview", "leeds"]);
    expect(text.code).to.equal(6);
    expect(text.stdout).to.contain("+ Create").and.to.contain(`! Held back ${LOST}`);
    expect(text.stderr).to.contain("error calendar-missing").and.to.contain("are held back");
    const json = await asked(new FakeEngine({ leeds: held }), ["preview", "leeds", "--json"]);
    expect(json.code).to.equal(6);
    const told = JSON.parse(json.stdout) as { outcome: string; organisations: { held?: string[] }[] };
    expectValid("preview", told);
    expect([told.outcome, told.organisations[0]?.held]).to.deep.equal(["held", [LOST]]);
  });

  it("let up go on with the others, and end it with 6, not with 0 [UPD-2]", async () => {
    const up = await asked(new FakeEngine({ leeds: held }, { leeds: applied }), ["up", "leeds", "--yes"]);
    expect(up).to.deep.include({ code: 6, asked: ["preview leeds", "up leeds"] });
    expect(up.stdout).to.contain("✓ Created");
    expect(up.stderr.match(/error calendar-missing/g), "told once").to.have.length(1);
  });

  it("are counted in the question, and a no is no success [UPD-2]", async () => {
    const no = await asked(new FakeEngine({ leeds: held }), ["up", "leeds"], { typed: "no\n" });
    expect(no.stderr)
      .to.contain("1 to create; 1 calendar held back)?")
      .and.to.contain("Nothing was changed.");
    expect(no).to.deep.include({ code: 5, asked: ["preview leeds"] });
  });

  it("refuse the run where nothing else is to be done, and no other organisation's [UPD-2]", async () => {
    const leeds = await asked(new FakeEngine({ leeds: alone }), ["up", "leeds", "--yes"]);
    expect(leeds).to.deep.include({ code: 5, asked: ["preview leeds"] });
    const ok: Partial<RunResult> = { ...applied, outcome: "changed", problems: [] };
    const both = await asked(new FakeEngine({ leeds: alone, york: changed }, { york: ok }), ["up", "--yes"]);
    expect(both.code).to.equal(6);
    expect(both.asked).to.deep.equal(["preview leeds", "preview york", "up york"]);
  });
});
