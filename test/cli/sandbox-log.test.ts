import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { askAdmin } from "../../src/cli/sandbox/ask-admin";
import type { RunningSandbox } from "../../src/cli/sandbox/running-sandbox";
import { type Ended, MAIN, quietEnv, runBookings } from "../support/run-bookings";
import { SpecsFolder } from "../support/specs-folder";

const SEED = `
organisations: [{ shortName: Leeds }]
calendars: [{ displayName: LeedsENTVoice, email: ent.leeds@nhs.net }]
`;
const calendar = "/solutions/bookingBusinesses/LeedsENTVoice@nhs.net";
const secrets = /eyJ[\w-]{8,}|Bearer |client_secret/;

/** A `bookings sandbox log --follow` and what it has written. */
class Follower {
  text = "";
  messages = "";
  readonly ended: Promise<number | null>;

  constructor(readonly child: ChildProcess) {
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      this.text += text;
    });
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.messages += text;
    });
    this.ended = once(child, "close").then(([code]) => code as number | null);
  }

  async until(words: string): Promise<void> {
    while (!this.text.includes(words)) await once(this.child.stdout ?? this.child, "data");
  }
}

describe("bookings sandbox log", function () {
  this.timeout(60_000);
  let folder: SpecsFolder;
  const children: ChildProcess[] = [];
  const sandbox = (...words: string[]): Promise<Ended> =>
    runBookings(["sandbox", ...words], { cwd: folder.root });
  const running = (): RunningSandbox =>
    JSON.parse(readFileSync(join(folder.root, ".bookings/sandbox/running.json"), "utf8")) as RunningSandbox;
  const edit = (method: string, path: string, body?: unknown): Promise<unknown> =>
    askAdmin(running(), { what: "edit", method: "POST", path: "edit", body: { method, path, body } });
  const follow = (...words: string[]): Follower => {
    const child = spawn(process.execPath, [MAIN, "sandbox", "log", "--follow", ...words], {
      cwd: folder.root,
      env: quietEnv(),
      stdio: ["ignore", "pipe", "pipe"],
    });
    children.push(child);
    return new Follower(child);
  };

  before(async () => {
    folder = new SpecsFolder({ "seed.yaml": SEED });
    const { code, stderr } = await sandbox("start", "--detach", "--seed", "seed.yaml");
    expect(code, stderr).to.equal(0);
    await edit("GET", calendar);
    await edit("PATCH", calendar, { phone: "0113 496 0000" });
    await edit("GET", `${calendar}/customers?$filter=displayName eq 'Pat Example'`);
    await edit("GET", "/users?access_token=eyJhbGciOiJSUzI1NiJ9.eyJvaWQiOiIxIn0.c2lnbmF0dXJl");
  });

  after(async () => {
    for (const child of children) child.kill("SIGKILL");
    await sandbox("stop");
    folder.remove();
  });

  it("tells who did what, how it ended and what it changed, oldest first", async () => {
    const { code, stdout } = await sandbox("log");
    expect(code).to.equal(0);
    const lines = stdout.trimEnd().split("\n");
    expect(lines[0]).to.match(/^\d\d:\d\d:\d\d {3}200 GET +\/solutions.*\(portal administrator\)$/);
    expect(lines[1]).to.match(/^\d\d:\d\d:\d\d \* 204 PATCH +\/solutions.*\(portal administrator\)$/);
    expect(lines).to.have.length(4);
  });

  it("tells a program the same, one object a line", async () => {
    const { stdout } = await sandbox("log", "--json");
    const entries = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(entries[1]).to.include({
      who: "portal administrator",
      method: "PATCH",
      path: calendar,
      operation: "bookingBusiness.update",
      status: 204,
      effect: "write",
    });
  });

  it("shows neither tokens nor patients, whatever a client puts into an address", async () => {
    for (const words of [["log"], ["log", "--json"]]) {
      const { stdout } = await sandbox(...words);
      expect(stdout).to.contain("$filter=…").and.to.contain("access_token=…");
      expect(stdout).not.to.match(secrets);
      expect(stdout).not.to.contain("Pat Example");
    }
  });

  it("shows what changed something only, when asked", async () => {
    const { stdout } = await sandbox("log", "--writes");
    expect(stdout.trimEnd().split("\n")).to.have.length(1);
    expect(stdout).to.contain("PATCH");
  });

  it("shows the last fifty", async () => {
    for (let at = 0; at < 60; at += 1) await edit("GET", `/users?$top=${at + 1}`);
    const lines = (await sandbox("log")).stdout.trimEnd().split("\n");
    expect(lines).to.have.length(50);
    expect(lines.at(-1)).to.contain("$top=60 ");
  });

  it("follows, and ends at Ctrl-C", async () => {
    const follower = follow("--writes");
    await follower.until("PATCH");
    await edit("GET", calendar);
    await edit("POST", `${calendar}/services`, { displayName: "Voice check" });
    await follower.until("/services");
    expect(follower.text.trimEnd().split("\n")).to.have.length(2);
    follower.child.kill("SIGINT");
    expect(await follower.ended).to.be.oneOf([0, 130]);
  });

  it("ends when no one reads it any more, as after head", async () => {
    const follower = follow();
    await follower.until("GET");
    follower.child.stdout?.destroy();
    await edit("GET", calendar);
    await edit("GET", calendar);
    expect(await follower.ended).to.equal(0);
  });

  it("follows into the new tenant after a reset, and says when the sandbox has stopped", async () => {
    const follower = follow("--json");
    await follower.until("bookingBusiness.get");
    await sandbox("reset");
    await edit("GET", "/users?$top=7");
    await follower.until('$top=7"');
    await sandbox("stop");
    expect(await follower.ended).to.equal(0);
    expect(follower.messages).to.equal("The sandbox has stopped.\n");
  });

  it("says how to start one when none runs", async () => {
    const { code, stderr } = await sandbox("log");
    expect(code).to.equal(1);
    expect(stderr).to.contain("bookings sandbox start").and.not.to.contain("    at ");
  });
});
