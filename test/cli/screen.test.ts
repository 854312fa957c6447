import { expect } from "chai";
import { run } from "../../src/cli/run";
import { creation } from "../report/changes";
import { SpecsFolder } from "../support/specs-folder";
import { FakeEngine, servicesOf } from "./fake-engine";
import { FakeIo } from "./fake-io";

describe("an up on a screen of 80 columns", () => {
  let folder: SpecsFolder;

  before(() => {
    folder = new SpecsFolder({ "specs/leeds/organisation.yaml": "kind: Organisation\n" });
  });

  after(() => folder.remove());

  it("fits a screen where it makes 27 calendars", async () => {
    const many = Array.from({ length: 27 }, (_, index) => ({
      ...creation,
      address: `LeedsOncologyClinic${index}@nhs.net`,
    }));
    const engine = new FakeEngine(
      { leeds: { outcome: "changed", plan: { organisation: "leeds", changes: many } } },
      {
        leeds: {
          outcome: "changed",
          outcomes: many.map((change) => ({ change, outcome: "done", problems: [] })),
        },
      },
    );
    const lines = async (...words: string[]): Promise<number> => {
      const streams = new FakeIo({ cwd: folder.root, typed: "yes\n", width: 80 });
      expect(await run(["up", "leeds", ...words], streams, servicesOf(engine))).to.equal(0);
      return streams.stdoutText.split("\n").length;
    };
    expect(await lines()).to.be.at.most(24);
    expect(await lines("--verbose")).to.be.above(200);
  });
});
