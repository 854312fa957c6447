import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect } from "chai";
import { askAdmin } from "../../src/cli/sandbox/ask-admin";
import { runningSandbox, runtimeFiles } from "../../src/cli/sandbox/running-sandbox";
import { PROJECT } from "../../src/plan/project";
import { type Ended, runBookings } from "../support/run-bookings";
import { SpecsFolder } from "../support/specs-folder";
import { validSpecs } from "../support/valid-specs";

const SEED = `
tenant: { tenantId: 6f1d2c3b-8a4e-4d57-9b60-2e7c5a9f1034, domain: nhs.net, initialDomain: nhsnet.onmicrosoft.com }
organisations:
  - { shortName: Leeds, operator: svc.leeds.bookings@nhs.net }
users:
  - { address: amy.shah@nhs.net, displayName: Amy Shah, organisation: Leeds, mailbox: user }
  - { address: cardiology.hf@nhs.net, displayName: Cardiology, organisation: Leeds, mailbox: shared }
`;
const FILE = "specs/leeds/calendars/heart-failure.yaml";

describe("a stack that a run holds, with the real engine", function () {
  this.timeout(180_000);
  let folder: SpecsFolder;
  const bookings = (...words: string[]): Promise<Ended> => runBookings(words, { cwd: folder.root });
  const locks = () =>
    join(folder.root, ".bookings", "state", ".pulumi", "locks", "organization", PROJECT, "leeds");

  async function slow(delay: number): Promise<void> {
    const running = runningSandbox(runtimeFiles(folder.root));
    if (!running) throw new Error("no sandbox");
    const body = { operation: "bookingBusiness.update", kind: "slow", delay, times: 1 };
    await askAdmin(running, { what: "fault", method: "POST", path: "faults", body });
  }
  function newPhone(phone: string): void {
    folder.write({ [FILE]: (validSpecs[FILE] ?? "").replace("+44 113 496 0000", phone) });
  }
  /** The process that holds the lock, once there is one. */
  async function holder(): Promise<number> {
    for (let tries = 0; tries < 1200; tries += 1) {
      await pause(100);
      try {
        const [name = ""] = readdirSync(locks());
        return (JSON.parse(readFileSync(join(locks(), name), "utf8")) as { pid: number }).pid;
      } catch {
        // not yet
      }
    }
    throw new Error("no one took the lock");
  }

  before(async () => {
    folder = new SpecsFolder({ ...validSpecs, "seed.yaml": SEED });
    await bookings("sandbox", "start", "--detach", "--seed", "seed.yaml");
    const made = await bookings("up", "--yes");
    expect(made.code, made.stderr).to.equal(0);
  });
  after(async () => {
    await bookings("sandbox", "stop");
    folder.remove();
  });

  it("refuses a run that meets a lock which is gone when it is read, as one of two that begin at once may be [UPD-2]", async () => {
    newPhone("+44 113 496 0009");
    mkdirSync(locks(), { recursive: true });
    const gone = join(locks(), "gone.json");
    symlinkSync("nothing", gone);
    const { code, stderr } = await bookings("up", "--yes");
    rmSync(gone);
    expect(code, stderr).to.equal(5);
    expect(stderr).to.contain("Another run is in progress for leeds");
    expect(stderr).to.contain("nothing was changed");
  });

  it("refuses the second run, shows Updating, never unlocks a live one, and waits on request [UPD-2]", async () => {
    newPhone("+44 113 496 0001");
    await slow(20_000);
    const first = bookings("up", "--yes");
    const pid = await holder();
    const [second, unlocked, listed] = await Promise.all([
      bookings("up", "--yes"),
      bookings("unlock", "leeds", "--confirm", "leeds"),
      bookings("list"),
    ]);
    expect(second.code, second.stderr).to.equal(5);
    expect(second.stderr).to.contain(`process ${pid}, since 20`);
    expect(unlocked.code, unlocked.stderr).to.equal(5);
    expect(listed.stdout).to.contain("Updating");
    const third = await bookings("up", "--yes", "--wait", "90s");
    expect(third.code, third.stderr).to.equal(0);
    expect((await first).code).to.equal(0);
    expect((await bookings("list")).stdout).to.contain("Active");
  });

  it("unlocks after a run that was killed, and the next run does the rest [UPD-2]", async () => {
    newPhone("+44 113 496 0002");
    await slow(20_000);
    const first = bookings("up", "--yes");
    process.kill(await holder(), "SIGKILL");
    await first;
    const refused = await bookings("up", "--yes", "--wait", "1m");
    expect(refused.code, refused.stderr).to.equal(5);
    expect(refused.stderr).to.contain("bookings unlock leeds");
    const unlocked = await bookings("unlock", "leeds");
    expect(unlocked.code, unlocked.stderr).to.equal(0);
    const rest = await bookings("up", "--yes");
    expect(rest.code, rest.stderr).to.equal(0);
    expect((await bookings("preview", "--detailed-exitcode")).code).to.equal(0);
    expect((await bookings("journal")).stdout).to.contain("Unlocked leeds");
  });
});
