import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect } from "chai";
import { isEngineAlive } from "../../providers/engine-alive";
import { isRunning } from "../support/is-running";

const root = path.resolve(__dirname, "../../..");
const plugin = "tools/engine/plugin";

/** Stands for Pulumi's dynamic provider: tells what it is given, then makes a “call” every 20 ms while it may. */
const provider = `
const { appendFileSync, writeFileSync } = require("node:fs");
const { isEngineAlive } = require(${JSON.stringify(path.join(root, "dist/providers/engine-alive.js"))});
const load = (text) => {
  try {
    return typeof require("require-from-string")(text).handler;
  } catch (error) {
    return error.message;
  }
};
const ours = 'exports.handler=()=>require("./provider.js").bookingCalendar';
const loaded = [ours, ours + ";globalThis.ran=1", "exports.handler=()=>globalThis.ran=1"].map(load);
const facts = { loaded, ran: globalThis.ran ?? null, pid: process.pid, args: process.argv.slice(2), cwd: process.cwd(), node: process.version,
  inherited: process.env.BOOKINGS_ENGINE_PID ?? null };
writeFileSync("facts.json.new", JSON.stringify(facts));
require("node:fs").renameSync("facts.json.new", "facts.json");
setInterval(() => appendFileSync("calls", isEngineAlive() ? "." : "x"), 20);
console.log(12345);
`;

/** Stands for the engine: starts the plugin as the engine does, and waits. */
const engine = `
const { spawn } = require("node:child_process");
spawn(process.argv[1] + "/${plugin}/pulumi-resource-pulumi-nodejs", ["127.0.0.1:9"], { cwd: process.argv[1], stdio: ["ignore", "ignore", "ignore"] });
setInterval(() => {}, 1000);
`;

describe("the plugin launcher", () => {
  let folder: string;
  let parent: ChildProcess | undefined;
  const read = (name: string) => readFileSync(path.join(folder, name), "utf8");
  const facts = () => JSON.parse(read("facts.json"));

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "plugin-"));
    cpSync(path.join(root, plugin), path.join(folder, plugin), { recursive: true });
    const pulumi = path.join(folder, "node_modules/@pulumi/pulumi/cmd/dynamic-provider");
    mkdirSync(pulumi, { recursive: true });
    mkdirSync(path.join(folder, "node_modules/.bin"));
    symlinkSync(process.execPath, path.join(folder, "node_modules/.bin/node"));
    writeFileSync(path.join(pulumi, "index.js"), provider);
    const runner = path.join(folder, "node_modules/require-from-string");
    cpSync(path.join(root, "node_modules/require-from-string"), runner, { recursive: true });
    symlinkSync(path.join(root, "dist"), path.join(folder, "dist"));
  });
  afterEach(() => {
    parent?.kill("SIGKILL");
    if (existsSync(path.join(folder, "facts.json"))) killQuietly(facts().pid);
    rmSync(folder, { recursive: true });
  });

  async function start(): Promise<ChildProcess> {
    parent = spawn(process.execPath, ["-e", engine, folder], {
      stdio: "ignore",
      env: { PATH: "/usr/bin:/bin" },
    });
    await until(() => existsSync(path.join(folder, "facts.json")));
    return parent;
  }

  it("runs the project's own provider in the program's folder, with a new enough Node whatever the PATH says", async () => {
    await start();
    expect(facts()).to.include({ cwd: folder, inherited: null });
    expect(facts().args).to.deep.equal(["127.0.0.1:9"]);
    expect(Number(facts().node.slice(1).split(".")[0])).to.be.at.least(22);
  });

  it("runs the constant lines that load our handlers, and nothing else that a state names as a program [OPS-6]", async () => {
    await start();
    const [own, ...others] = facts().loaded as string[];
    expect(own).to.equal("function");
    for (const other of others) expect(other).to.contain("It was not run");
    expect(facts().ran).to.equal(null);
  });

  it("knows at the next call that its engine was killed, and leaves soon after", async function () {
    this.timeout(15_000);
    const killed = await start();
    await until(() => existsSync(path.join(folder, "calls")));
    killed.kill("SIGKILL");
    await once(killed, "exit");
    const before = read("calls").length;
    await until(() => !isRunning(facts().pid));
    const after = read("calls").slice(before + 1);
    expect(read("calls").slice(0, before)).to.match(/^\.+$/);
    expect(after).to.match(/^x+$/);
  });

  it("leaves every other process alone: without an engine to lose, there is nothing to stop for", () => {
    expect(isEngineAlive()).to.equal(true);
  });
});

/** Waits for something to become so, and not for ever: a wait without end keeps the whole run from ending. */
async function until(isSo: () => boolean): Promise<void> {
  for (const end = Date.now() + 9_000; !isSo(); await wait(20))
    if (Date.now() > end) throw new Error("it did not happen");
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has left by itself.
  }
}
