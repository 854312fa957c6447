import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import Ajv from "ajv";
import { expect } from "chai";
import { run } from "../../src/cli/run";
import { problem } from "../../src/problem/problem";
import { creation } from "../report/changes";
import { SpecsFolder } from "../support/specs-folder";
import { organisation, validSpecs } from "../support/valid-specs";
import { FakeEngine, servicesOf } from "./fake-engine";
import { FakeIo } from "./fake-io";

const NAMES = ["hull", "leeds", "selby", "york"];
const CHANGED = { outcome: "changed", plan: { organisation: "leeds", changes: [creation] } } as const;
const REFUSED = {
  outcome: "refused",
  problems: [problem("stack-locked", { organisation: "york" })],
} as const;

/** Counts how many previews are under way at once, and breaks one of them. */
class BusyEngine extends FakeEngine {
  now = 0;
  most = 0;

  constructor(private readonly broken?: string) {
    super({ leeds: CHANGED, york: REFUSED });
    const usual = this.previewOrganisation;
    this.previewOrganisation = async (options) => {
      this.now += 1;
      this.most = Math.max(this.most, this.now);
      await pause(5);
      this.now -= 1;
      if (options.organisation === this.broken) throw new Error("a bug in one of them");
      return usual(options);
    };
  }
}

describe("many organisations side by side", () => {
  let folder: SpecsFolder;
  before(() => {
    folder = new SpecsFolder({
      ...validSpecs,
      ...Object.fromEntries(NAMES.map((name) => [`specs/${name}/organisation.yaml`, organisation(name)])),
    });
  });
  after(() => folder.remove());
  const io = (signal?: AbortSignal) => new FakeIo({ cwd: folder.root, ...(signal && { signal }) });

  it("are as many at once as one wants, each told by itself, with one summary [OPS-7]", async () => {
    const engine = new BusyEngine();
    const streams = io();
    const code = await run(["preview", "--all", "--parallel", "2"], streams, servicesOf(engine));
    expect(code).to.equal(5);
    expect(engine.most).to.equal(2);
    expect(streams.stdoutText).to.contain("leeds: 1 to create.");
    expect(streams.stderrText).to.match(
      /4 of 4 organisations in \d+ s: 3 fine\.\n {2}1 refused by a lock or a limit: york\n$/,
    );
  });

  it("are a line of JSON each as they end, whatever becomes of the others [OPS-7]", async () => {
    const streams = io();
    const words = ["preview", "--all", "--json", "--detailed-exitcode"];
    const code = await run(words, streams, servicesOf(new BusyEngine("hull")));
    expect(code).to.equal(1);
    const lines = streams.stdoutText
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { organisation: string; exitCode: number; result?: object });
    const schema = JSON.parse(readFileSync("schemas/output/side-by-side.schema.json", "utf8")) as object;
    const fits = new Ajv().compile(schema);
    for (const line of lines) expect(fits(line), JSON.stringify(fits.errors)).to.equal(true);
    const codes = Object.fromEntries(lines.map((line) => [line.organisation, line.exitCode]));
    expect(codes).to.deep.equal({ hull: 1, leeds: 2, selby: 0, york: 5 });
    expect(lines.find((line) => line.organisation === "leeds")?.result).to.include({ outcome: "changed" });
    expect(streams.stderrText).to.contain("a bug in one of them").and.to.contain("1 failed: hull");
  });

  it("ask no one, so changes need --yes beforehand", async () => {
    const streams = io();
    const engine = new BusyEngine();
    expect(await run(["up", "--all"], streams, servicesOf(engine))).to.equal(1);
    expect(engine.asked).to.deep.equal([]);
    expect(await run(["up", "leeds", "--all", "--yes"], io(), servicesOf(engine))).to.equal(0);
    expect(engine.asked).to.deep.equal(["preview leeds", "up leeds"]);
  });

  it("are each told where the change was proposed and who approved it, and take no digest of one plan [OPS-5]", async () => {
    const engine = new BusyEngine();
    const usual = engine.upOrganisation;
    const reviews: unknown[] = [];
    engine.upOrganisation = async (options) => {
      reviews.push(options.review);
      return usual(options);
    };
    const words = ["up", "--all", "--yes"];
    const change = ["--change", "https://git.example/pull/7", "--approved-by", "Ada"];
    await run([...words, ...change], io(), servicesOf(engine));
    expect(reviews).to.have.lengthOf(1);
    expect(reviews[0]).to.include({ change: "https://git.example/pull/7", approvedBy: "Ada" });
    const streams = io();
    expect(await run([...words, "--digest", "abc"], streams, servicesOf(new BusyEngine()))).to.equal(1);
    expect(streams.stderrText).to.contain("--digest").and.to.contain("--all");
  });

  it("are not begun any more after an interruption, and the summary says how many", async () => {
    const stop = new AbortController();
    const engine = new BusyEngine();
    const usual = engine.previewOrganisation;
    engine.previewOrganisation = async (options) => {
      const result = await usual(options);
      stop.abort("SIGINT");
      return result;
    };
    const streams = io(stop.signal);
    const code = await run(["preview", "--all", "--parallel", "1"], streams, servicesOf(engine));
    expect(code).to.equal(130);
    expect(engine.asked).to.deep.equal(["preview hull"]);
    expect(streams.stderrText).to.contain("1 of 4 organisations").and.to.contain("3 not begun");
  });

  it("are at least one and at most 64 at once", async () => {
    const streams = io();
    expect(await run(["drift", "--all", "--parallel", "0"], streams, servicesOf(new BusyEngine()))).to.equal(
      1,
    );
    expect(streams.stderrText).to.contain("Write a number from 1 to 64.");
  });
});
