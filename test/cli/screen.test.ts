import { expect } from "chai";
import type { Command } from "commander";
import { Context } from "../../src/cli/context";
import { buildProgram, run } from "../../src/cli/run";
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

describe("the help of every verb", () => {
  const all = (command: Command): Command[] => [command, ...command.commands.flatMap(all)];

  for (const width of [80, 120])
    it(`has examples, and fits a terminal of ${width} columns`, async () => {
      const streams = new FakeIo({ cwd: ".", width });
      const context = new Context(streams, servicesOf(new FakeEngine({})));
      // what completes a shell is about all verbs
      const { commands } = await buildProgram(["completion"], context);
      const wrong = commands.flatMap(all).flatMap((command) => {
        streams.out.length = 0;
        command.outputHelp();
        const help = streams.stdoutText;
        const long = help.split("\n").filter((line) => line.length > width);
        return [...(help.includes("\nExamples:\n") ? [] : [`${help}has no examples`]), ...long];
      });
      expect(commands.length).to.be.above(30);
      expect(wrong).to.deep.equal([]);
    });
});
