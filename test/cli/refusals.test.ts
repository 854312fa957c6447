import { expect } from "chai";
import { Context } from "../../src/cli/context";
import { buildProgram, run } from "../../src/cli/run";
import { verbTable } from "../../src/cli/verb-table";
import { creation } from "../report/changes";
import { expectValid } from "../report/expect-valid";
import { SpecsFolder } from "../support/specs-folder";
import { FakeEngine, servicesOf } from "./fake-engine";
import { FakeIo } from "./fake-io";

interface Refused {
  readonly outcome: string;
  readonly refused: { readonly exitCode: number; readonly message: string };
  readonly problems: readonly { readonly code: string }[];
}

describe("--json where a command refuses", () => {
  let folder: SpecsFolder;
  let nowhere: SpecsFolder;

  before(() => {
    folder = new SpecsFolder({ "specs/leeds/organisation.yaml": "kind: Organisation\n" });
    nowhere = new SpecsFolder({ "readme.txt": "no specs" });
  });

  after(() => {
    folder.remove();
    nowhere.remove();
  });

  const refused = async (
    cwd: string,
    words: readonly string[],
    engine = new FakeEngine({}),
  ): Promise<Refused> => {
    const streams = new FakeIo({ cwd });
    const code = await run([...words, "--json"], streams, servicesOf(engine));
    const answer = JSON.parse(streams.stdoutText) as Refused;
    expectValid("refusal", answer);
    expect(answer.refused.exitCode).to.equal(code);
    expect(streams.stderrText).to.contain(answer.refused.message.split("\n")[0]);
    return answer;
  };

  for (const verb of Object.keys(verbTable)) {
    it(`gives JSON outside a repository of specs: ${verb}`, async () => {
      const streams = new FakeIo({ cwd: nowhere.root });
      const program = await buildProgram([verb], new Context(streams, servicesOf(new FakeEngine({}))));
      const command = program.commands.find((one) => one.name() === verb);
      if (!command?.options.some(({ long }) => long === "--json")) return;
      const needed = command.registeredArguments.filter(({ required }) => required).map(() => "x@nhs.net");
      await run([verb, ...needed, "--json"], streams, servicesOf(new FakeEngine({})));
      expect(JSON.parse(streams.stdoutText)).to.be.an("object");
    });
  }

  it("gives it for a wrong option, an unknown verb and an unknown organisation", async () => {
    expect(await refused(folder.root, ["up", "--nonsense"])).to.have.nested.property("refused.exitCode", 1);
    expect((await refused(folder.root, ["uup"])).refused.message).to.contain("unknown verb “uup”");
    expect((await refused(folder.root, ["preview", "leds"])).problems).to.have.nested.property(
      "[0].code",
      "unknown-organisation",
    );
  });

  it("names a verb that does not exist, also after help and in a verb's own verbs", async () => {
    const told = async (...words: string[]) => {
      const streams = new FakeIo({ cwd: folder.root });
      const code = await run(words, streams, servicesOf(new FakeEngine({})));
      return { code, stdout: streams.stdoutText, stderr: streams.stderrText };
    };
    const stderr = "error: unknown verb “statsu”\n(Did you mean “status”?)\n(add --help for how to use it)\n";
    for (const words of [
      ["statsu"],
      ["help", "statsu"],
      ["sandbox", "statsu"],
      ["sandbox", "help", "statsu"],
    ]) {
      expect(await told(...words), words.join(" ")).to.deep.equal({ code: 1, stdout: "", stderr });
    }
    expect(await told("help", "status")).to.deep.include({ code: 0, stderr: "" });
    expect((await told("help", "help")).stderr).to.not.contain("unknown verb");
  });

  it("gives it where up has no one to ask", async () => {
    const plan = { organisation: "leeds", changes: [creation] };
    const engine = new FakeEngine({ leeds: { outcome: "changed", plan } });
    const { outcome, problems } = await refused(folder.root, ["up"], engine);
    expect({ outcome, codes: problems.map(({ code }) => code) }).to.deep.equal({
      outcome: "failed",
      codes: ["needs-yes"],
    });
  });

  it("gives it for a mistake in the program, and for an interruption", async () => {
    const engine = new FakeEngine({});
    engine.previewOrganisation = () => Promise.reject(new TypeError("x is not a function"));
    const streams = new FakeIo({ cwd: folder.root });
    await run(["preview", "--json"], streams, servicesOf(engine));
    expectValid("refusal", JSON.parse(streams.stdoutText));
    expect(streams.stdoutText).to.contain("x is not a function");
    const stopped = new FakeIo({ cwd: folder.root, signal: AbortSignal.abort("SIGTERM") });
    expect(await run(["preview", "--json"], stopped, servicesOf(engine))).to.equal(143);
    expect(JSON.parse(stopped.stdoutText)).to.have.property("schemaVersion", 1);
  });

  it("writes nothing to stdout without --json", async () => {
    const streams = new FakeIo({ cwd: folder.root });
    await run(["preview", "leds"], streams, servicesOf(new FakeEngine({})));
    expect(streams.stdoutText).to.equal("");
  });
});
