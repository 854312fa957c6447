import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect } from "chai";
import { run } from "../../src/cli/run";
import { SpecsFolder } from "../support/specs-folder";
import { validSpecs } from "../support/valid-specs";
import { FakeEngine, servicesOf } from "./fake-engine";
import { FakeIo } from "./fake-io";

/** Work that settles only when it is told to, as a run does whose calendars take long. */
const SLOW = `
  const { runAsProcess } = require(${JSON.stringify(join(__dirname, "../../src/cli/run-as-process.js"))});
  runAsProcess(({ stdout, signal, work }) => new Promise((settle) => {
    work.onlyReads = process.argv.includes("only-reads");
    signal.addEventListener("abort", () => stdout.write("told to stop by " + signal.reason + "\\n"));
    process.stdin.on("data", () => settle(130));
    stdout.write("working\\n");
  }));
`;

describe("Ctrl-C while something is under way", function () {
  this.timeout(30_000);
  let child: ChildProcess;
  let told: string;

  const hears = async (words: string): Promise<void> => {
    while (!told.includes(words)) await once(child, "heard");
  };
  const interrupt = async (words: string): Promise<void> => {
    child.kill("SIGINT");
    await hears(words);
  };

  beforeEach(async () => {
    told = "";
    await begin();
  });

  const begin = async (...words: string[]): Promise<void> => {
    child = spawn(process.execPath, ["-e", SLOW, ...words], { stdio: ["pipe", "pipe", "pipe"] });
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (text: Buffer) => {
        told += text;
        child.emit("heard");
      });
    await hears("working");
  };

  afterEach(() => child.kill("SIGKILL"));

  it("finishes what was begun, and says that a third one would not", async () => {
    await interrupt("told to stop by SIGINT");
    await interrupt("Once more ends this at once; the next run then completes what is left half done.");
    child.stdin?.write("done\n");
    expect((await once(child, "close"))[0]).to.equal(130);
    expect(told.match(/Stopping; what was begun is finished first/g)).to.have.length(1);
  });

  it("ends at the third", async () => {
    await interrupt("Stopping; what was begun is finished first.");
    await interrupt("Still finishing.");
    child.kill("SIGINT");
    expect((await once(child, "close"))[0]).to.equal(130);
  });

  it("promises to finish nothing where nothing is written", async () => {
    child.kill("SIGKILL");
    told = "";
    await begin("only-reads");
    await interrupt("told to stop by SIGINT");
    child.stdin?.write("done\n");
    expect((await once(child, "close"))[0]).to.equal(130);
    expect(told.trim().split(/\n+/)).to.have.members(["working", "told to stop by SIGINT"]);
  });
});

describe("Ctrl-C where nothing was begun", () => {
  let folder: SpecsFolder;
  before(() => {
    folder = new SpecsFolder(validSpecs);
  });
  after(() => folder.remove());

  it("at a question changes nothing, and promises to finish nothing", async () => {
    for (const words of [
      ["delete", "LeedsCardiologyHeartFailure"],
      ["new", "calendar"],
    ]) {
      const controller = new AbortController();
      const streams = new FakeIo({ cwd: folder.root, signal: controller.signal });
      Object.assign(streams.isTerminal, { stdin: true });
      const running = run(words, streams, servicesOf(new FakeEngine({})));
      while (!streams.stderrText.includes(": ")) await new Promise(setImmediate);
      expect(streams.work.onlyReads, streams.stderrText).to.equal(true);
      controller.abort("SIGINT");
      expect(await running).to.equal(130);
      expect(streams.stderrText).to.match(/: Nothing was changed\.\n$/);
    }
  });

  it("in a command that only reads promises to finish nothing", async () => {
    const streams = new FakeIo({ cwd: folder.root });
    await run(["validate"], streams, servicesOf(new FakeEngine({})));
    expect(streams.work.onlyReads).to.equal(true);
  });
});
