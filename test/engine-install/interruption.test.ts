import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect } from "chai";
import { isRunning } from "../support/is-running";
import { FakeMachine } from "./fake-machine";

const program = path.resolve(__dirname, "../../src/engine/install/main.js");

describe("interrupting the build of the engine", () => {
  let machine: FakeMachine;
  let installer: ChildProcess | undefined;

  beforeEach(() => {
    machine = new FakeMachine();
    machine.env["BOOKINGS_ENGINE_CACHE"] = machine.cache;
    // A compiler that would run for a minute, as a child of `go`.
    machine.go("1.26.8", `sleep 60 & echo $! > ${machine.folder}/compiler; wait`);
  });
  afterEach(() => {
    installer?.kill("SIGKILL");
    machine.remove();
  });

  for (const signal of ["SIGINT", "SIGTERM"] as const)
    it(`stops the compilers, leaves nothing behind and exits with 130 (${signal})`, async () => {
      installer = spawn(process.execPath, [program], { env: machine.env, stdio: "ignore" });
      const compiler = await appears(path.join(machine.folder, "compiler"));
      installer.kill(signal);
      const [code] = await once(installer, "exit");
      expect(code).to.equal(130);
      expect(isRunning(compiler), "the compiler runs").to.equal(false);
      expect(readdirSync(machine.cache)).to.deep.equal([]);
    });

  it("leaves nothing that disturbs the next run, even when it is killed outright", async () => {
    installer = spawn(process.execPath, [program], { env: machine.env, stdio: "ignore" });
    const compiler = await appears(path.join(machine.folder, "compiler"));
    installer.kill("SIGKILL");
    await once(installer, "exit");
    process.kill(compiler);

    machine.go();
    const next = spawn(process.execPath, [program], {
      env: machine.env,
      stdio: ["ignore", "pipe", "ignore"],
    });
    const [output] = await once(next.stdout, "data");
    expect(JSON.parse(String(output))).to.include({ origin: "build" });
  });

  it("prints what to install, and no stack, where no way works", async () => {
    machine.env["PATH"] = "/nowhere";
    const child = spawn(process.execPath, [program], {
      env: machine.env,
      stdio: ["ignore", "ignore", "pipe"],
    });
    let messages = "";
    child.stderr.on("data", (text) => {
      messages += text;
    });
    const [code] = await once(child, "close");
    expect(code).to.equal(1);
    expect(messages)
      .to.include("Any one of these helps")
      .and.not.match(/\n\s+at /);
  });
});

/** The process id that is written into a file sooner or later. */
async function appears(file: string): Promise<number> {
  const end = Date.now() + 9_000;
  while (!existsSync(file) || readFileSync(file, "utf8") === "") {
    if (Date.now() > end) throw new Error(`${file} did not appear`);
    await wait(20);
  }
  return Number(readFileSync(file, "utf8"));
}
