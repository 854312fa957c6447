import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect } from "chai";
import { askAdmin } from "../../src/cli/sandbox/ask-admin";
import { type RunningSandbox, runningSandbox, runtimeFiles } from "../../src/cli/sandbox/running-sandbox";
import { type Ended, MAIN, quietEnv, runBookings } from "../support/run-bookings";
import { SpecsFolder } from "../support/specs-folder";
import { calendar, leedsSeed, validSpecs } from "../support/valid-specs";

const SEED = `${leedsSeed}settings: { membershipApproval: true }
`;
const FILE = "specs/leeds/calendars/heart-failure.yaml";
const ADDRESS = "LeedsCardiologyHeartFailure@nhs.net";

describe("the whole way with the real engine and the sandbox, as processes", function () {
  this.timeout(180_000);
  let folder: SpecsFolder;
  const bookings = (...words: string[]): Promise<Ended> => runBookings(words, { cwd: folder.root });

  function sandbox(): RunningSandbox {
    const running = runningSandbox(runtimeFiles(folder.root));
    if (!running) throw new Error("no sandbox");
    return running;
  }

  const slowness = (latency: number): Promise<unknown> =>
    askAdmin(sandbox(), { what: "slow down", method: "PUT", path: "settings", body: { latency } });

  before(async () => {
    folder = new SpecsFolder({ ...validSpecs, "seed.yaml": SEED });
    const { code, stderr } = await bookings("sandbox", "start", "--detach", "--seed", "seed.yaml");
    expect(code, stderr).to.equal(0);
  });

  after(async () => {
    await bookings("sandbox", "stop");
    folder.remove();
  });

  it("previews a new calendar in words, and writes nothing", async () => {
    const { code, stdout, stderr } = await bookings("preview", "--detailed-exitcode");
    expect(code, stderr).to.equal(2);
    expect(stdout).to.contain(`+ Create ${ADDRESS}  ${FILE}:1\n`);
    expect(stdout).to.contain("Admins:        Amy Shah (amy.shah@nhs.net)\n");
    expect(stdout).to.contain("leeds: 1 to create.\n");
    const { calendars } = (await askAdmin(sandbox(), { what: "tell", method: "GET", path: "snapshot" })) as {
      calendars: unknown[];
    };
    expect(calendars).to.deep.equal([]);
  });

  it("creates it, then finds that nothing changes", async () => {
    const first = await bookings("up", "--yes");
    expect(first.code, first.stderr).to.equal(0);
    expect(first.stdout).to.contain(`leeds: 1 done.\n  ✓ Created ${ADDRESS}\n`);
    const second = await bookings("up");
    expect(second.code, second.stderr).to.equal(0);
    expect(second.stdout).to.equal("leeds: nothing changes: 1 calendar as the specs say.\n");
  });

  it("refuses a state that was cut or is missing, names the way out, and goes on with the copy [OPS-5]", async () => {
    const file = join(folder.root, ".bookings/state/.pulumi/stacks/nhsmail-bookings/leeds.json");
    const whole = readFileSync(file);
    writeFileSync(file, whole.subarray(0, whole.length / 2));
    const locks = join(folder.root, ".bookings/state/.pulumi/locks/organization/nhsmail-bookings/leeds");
    const lock = join(locks, "dead.json");
    const held = {
      pid: 4_194_305,
      username: "ci",
      hostname: hostname(),
      timestamp: new Date().toISOString(),
    };
    mkdirSync(locks, { recursive: true });
    for (const words of [["preview"], ["up", "--yes"], ["list"], ["doctor", "leeds"], ["unlock", "leeds"]]) {
      if (words[0] === "unlock") writeFileSync(lock, JSON.stringify(held));
      const { code, stdout, stderr: told } = await bookings(...words);
      const stderr = stdout + told;
      if (words[0] !== "doctor") expect(code, words.join(" ")).to.equal(5);
      expect(stderr, words.join(" ")).to.contain("state-damaged");
      // the first run has left one already
      const [, copy = ""] = /cp (\S+state-copies\S+) \S+leeds\.json/.exec(stderr) ?? [];
      expect(readFileSync(copy).equals(whole)).to.equal(true);
    }
    rmSync(lock);
    renameSync(file, `${file}.away`);
    const lost = await bookings("up", "--yes");
    expect(lost.code, lost.stdout).to.equal(5);
    expect(lost.stderr).to.contain("state-lost");
    writeFileSync(file, whole.toString().replace(/"time": ?"20\d\d/, '"time": "2020'));
    for (const verb of ["preview", "up"]) {
      const older = await bookings(verb, ...(verb === "up" ? ["--yes"] : []));
      expect(older.code, older.stdout).to.equal(5);
      expect(older.stderr).to.contain("state-older").and.to.contain("it was last written at 2020");
    }
    writeFileSync(file, whole);
    writeFileSync(`${file}.bak`, "\0".repeat(100));
    expect((await bookings("up")).stdout).to.contain("nothing changes");
  });

  it("shows who is pending, and after approval that no one is [USR-8]", async () => {
    const before = await bookings("status", ADDRESS);
    expect(before.stdout).to.contain("Amy Shah (amy.shah@nhs.net) – has not confirmed yet");
    await bookings("sandbox", "approve");
    await bookings("up");
    const after = await bookings("list", "--json");
    const { calendars } = JSON.parse(after.stdout) as { calendars: object[] };
    expect(calendars).to.have.length(1);
    expect(calendars[0]).to.include({ address: ADDRESS, status: "active", admins: 1, pending: 0 });
  });

  it("names a change in the web app as drift, with exit 2, and puts it back [OPS-2]", async () => {
    const path = `/solutions/bookingBusinesses/${ADDRESS}`;
    const body = { method: "PATCH", path, body: { phone: "0113 000 0000" } };
    const edit = (await askAdmin(sandbox(), { what: "edit", method: "POST", path: "edit", body })) as {
      status: number;
    };
    expect(edit.status).to.be.lessThan(300);
    const preview = await bookings("preview", "--detailed-exitcode");
    expect(preview.code, preview.stderr).to.equal(2);
    expect(preview.stdout).to.contain("Changed outside git; up puts it back.");
    expect(preview.stdout).to.contain("Phone number: 0113 000 0000 → +44 113 496 0000");
    const up = await bookings("up", "--yes", "--json");
    expect(JSON.parse(up.stdout)).to.include({ outcome: "changed" });
    expect((await bookings("preview", "--detailed-exitcode")).code).to.equal(0);
  });

  it("goes on where an engine that was killed left the attributes beside its files empty [OPS-5]", async () => {
    const state = join(folder.root, ".bookings/state/.pulumi");
    for (const name of [
      "meta.yaml",
      "stacks/nhsmail-bookings/leeds.json",
      "stacks/nhsmail-bookings/leeds.json.bak",
    ])
      writeFileSync(join(state, `${name}.attrs`), "");
    for (const phone of ["496 0009", "496 0000"]) {
      folder.write({ [FILE]: (validSpecs[FILE] ?? "").replace("496 0000", phone) });
      const { code, stderr } = await bookings("up", "--yes");
      expect(code, stderr).to.equal(0);
    }
    expect((await bookings("preview", "--detailed-exitcode")).code).to.equal(0);
  });

  it("refuses wrong specs with exit 3 before it touches anything", async () => {
    folder.write({ [FILE]: calendar("Cardiology", "Heart Failure").replace("phone:", "fone:") });
    const { code, stdout, stderr } = await bookings("up", "--yes");
    folder.write(validSpecs);
    expect({ code, stdout }).to.deep.equal({ code: 3, stdout: "" });
    expect(stderr).to.contain(`${FILE}:5:`);
  });

  it("settles what it began when it is interrupted, and goes on at the next run", async () => {
    const clinics = ["One", "Two", "Three", "Four", "Five", "Six"];
    const specs = clinics.map((name) => [`specs/leeds/calendars/${name}.yaml`, calendar("Skin", name)]);
    folder.write(Object.fromEntries(specs) as Record<string, string>);
    // So slow a tenant is in the middle of its work whenever the signal comes.
    await slowness(1_000);
    const child = spawn(process.execPath, [MAIN, "up", "--yes"], { cwd: folder.root, env: quietEnv() });
    const texts: string[] = [];
    child.stderr.on("data", (text) => texts.push(String(text)));
    child.stdout.on("data", (text) => {
      texts.push(String(text));
      // The plan is out: the changes begin.
      if (String(text).includes("6 to create")) void pause(1500).then(() => child.kill("SIGINT"));
    });
    const [code] = (await once(child, "close")) as [number];
    expect(code, texts.join("")).to.equal(130);
    await slowness(0);
    const again = await bookings("up", "--yes");
    expect(again.code, again.stderr).to.equal(0);
    const { stdout } = await bookings("list", "--json");
    const { calendars } = JSON.parse(stdout) as { calendars: { status: string }[] };
    expect(calendars.map(({ status }) => status)).to.deep.equal(Array(7).fill("active"));
  });

  it("leaves no secret in what it wrote under .bookings but in the files for it", () => {
    const { identities } = sandbox();
    const state = join(folder.root, ".bookings/state/.pulumi/stacks/nhsmail-bookings/leeds.json");
    expect(readFileSync(state, "utf8")).not.to.contain(identities.observer.clientSecret);
  });
});
