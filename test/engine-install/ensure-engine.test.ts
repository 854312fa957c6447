import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { enginePins } from "../../src/engine/install/engine-facts";
import { ensureEngine } from "../../src/engine/install/ensure-engine";
import { VisibleError } from "../../src/problem/visible-error";
import { FakeMachine } from "./fake-machine";

/** The error that a promise ends with. */
async function failure(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error("it succeeded");
}

describe("making sure of the engine by a build", () => {
  let machine: FakeMachine;
  beforeEach(() => {
    machine = new FakeMachine();
  });
  afterEach(() => machine.remove());
  const runs = () => readFileSync(path.join(machine.folder, "go-runs"), "utf8").trim().split("\n");

  it("says nothing and does nothing when a new enough pulumi is on the PATH", async () => {
    const pulumi = machine.engine("3.258.0");
    const ready = await ensureEngine(machine.options());
    expect(ready).to.deep.equal({ bin: machine.bin, pulumi, version: "3.258.0", origin: "path" });
    expect(machine.said).to.deep.equal([]);
    expect(existsSync(machine.cache)).to.equal(false);
  });

  it("builds both programs in a cache keyed by version, says why and how long it takes, and then reuses them", async () => {
    machine.go();
    const built = await ensureEngine(machine.options());
    expect(built).to.include({ origin: "build", version: enginePins.cli });
    expect(built.bin).to.equal(path.join(machine.cache, enginePins.cli, "bin"));
    expect(readdirSync(built.bin).sort()).to.deep.equal(["pulumi", "pulumi-language-nodejs"]);
    expect(machine.messages).to.include("because").and.include("no pulumi on the PATH");
    expect(machine.messages).to.match(/about \d+ minutes? on \d+ cores?,/);

    machine.said.length = 0;
    expect(await ensureEngine(machine.options())).to.deep.equal({ ...built, origin: "cache" });
    expect(runs()).to.have.length(2);
    expect(machine.said).to.deep.equal([]);
  });

  it("needs no place to keep engines where one is on the PATH, and asks for one where none is", async () => {
    machine.go();
    expect((await failure(ensureEngine(machine.options({ cache: undefined })))).message).to.contain(
      "no home folder",
    );
    machine.engine(enginePins.cli);
    expect(await ensureEngine(machine.options({ cache: undefined }))).to.include({ origin: "path" });
  });

  it("builds from our go.mod with the version set, whatever the user's Go flags are", async () => {
    machine.go("1.26.8", `echo "$GOWORK $GOFLAGS $CGO_ENABLED" >> ${machine.folder}/flags`);
    machine.env = { ...machine.env, GOFLAGS: "-mod=vendor", GOWORK: "/home/amy/go.work", CGO_ENABLED: "1" };
    await ensureEngine(machine.options());
    const [cli, host] = runs();
    expect(cli).to.match(/modules\/cli build -v -mod=readonly .*cmd\/pulumi$/);
    expect(cli).to.include(`version.Version=v${enginePins.cli} `);
    expect(host).to.match(/modules\/nodejs-language build .*cmd\/pulumi-language-nodejs$/);
    expect(readFileSync(path.join(machine.folder, "flags"), "utf8")).to.equal(
      "off -buildvcs=false 0\noff -buildvcs=false 0\n",
    );
  });

  it("shows progress while it builds", async () => {
    machine.go("1.26.8", "sleep 0.4");
    await ensureEngine(machine.options({ sayEveryMs: 100 }));
    expect(machine.messages)
      .to.include("1 of 2: pulumi")
      .and.match(/0 s so far, 1 packages/);
  });

  it("leaves nothing behind when a build fails, and says what Go said and what would help", async () => {
    machine.go("1.26.8", "echo 'no space left on device' >&2; exit 1");
    const error = await failure(ensureEngine(machine.options()));
    expect(error).to.be.instanceOf(VisibleError);
    expect(error.message)
      .to.include("no space left on device")
      .and.include("install Pulumi 3.200.0 or newer");
    expect(readdirSync(machine.cache)).to.deep.equal([]);
  });

  it("says what to install where no way works", async () => {
    machine.env["PATH"] = machine.bin;
    const error = await failure(ensureEngine(machine.options()));
    expect(error.message).to.include("install Go 1.26.6 or newer").and.include("BOOKINGS_PULUMI=");
    expect(existsSync(machine.cache)).to.equal(false);
  });

  it("builds once when two ask at the same time: the second waits and takes what the first built", async () => {
    machine.go("1.26.8", "sleep 0.5");
    const answers = await Promise.all([ensureEngine(machine.options()), ensureEngine(machine.options())]);
    expect(answers.map(({ origin }) => origin).sort()).to.deep.equal(["build", "cache"]);
    expect(runs()).to.have.length(2);
    expect(machine.messages).to.include("The engine is being installed already, by process");
  });

  it("is not stopped by what a killed run left behind: its lock and its unfinished folder", async () => {
    machine.go();
    mkdirSync(path.join(machine.cache, "unfinished-abc", "bin"), { recursive: true });
    const { pid } = await import("node:child_process").then(({ spawnSync }) => spawnSync("true"));
    const { hostname } = await import("node:os");
    writeFileSync(path.join(machine.cache, "install.lock"), `${pid} 0123456789abcdef ${hostname()}`);
    expect(await ensureEngine(machine.options())).to.include({ origin: "build" });
    expect(readdirSync(machine.cache)).to.deep.equal([enginePins.cli]);
  });

  it("replaces a damaged engine in the cache", async () => {
    machine.go();
    mkdirSync(path.join(machine.cache, enginePins.cli, "bin"), { recursive: true });
    expect(await ensureEngine(machine.options())).to.include({ origin: "build" });
    expect(readdirSync(machine.cache)).to.deep.equal([enginePins.cli]);
  });

  it("stops at once when interrupted while it waits for another", async () => {
    machine.go();
    mkdirSync(machine.cache, { recursive: true });
    const { hostname } = await import("node:os");
    writeFileSync(path.join(machine.cache, "install.lock"), `${process.ppid} 0123456789abcdef ${hostname()}`);
    setTimeout(() => machine.stop.abort(), 50);
    await failure(ensureEngine(machine.options()));
    expect(existsSync(path.join(machine.cache, "install.lock")), "the other's lock").to.equal(true);
  });
});
