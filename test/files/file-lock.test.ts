import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect } from "chai";
import { withFileLock } from "../../src/files/file-lock";
import { processOf } from "../../src/files/processes";

/** A number that no process has. */
const NO_PROCESS = 4_194_305;

describe("the lock of a file", () => {
  let folder: string;
  const file = () => join(folder, "leeds.jsonl");
  const lock = () => `${file()}.lock`;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "lock-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("says which process of which machine holds it, and goes with the work", async () => {
    await withFileLock(file(), async () => {
      expect(readFileSync(lock(), "utf8")).to.match(
        new RegExp(`^${process.pid} [0-9a-f]{16} ${hostname()}( \\d+)?$`),
      );
    });
    expect(existsSync(lock())).to.equal(false);
  });

  it("is taken over at once from a process of this machine that is gone", async () => {
    writeFileSync(lock(), `${NO_PROCESS} 0123456789abcdef ${hostname()}`);
    expect(await withFileLock(file(), async () => "done")).to.equal("done");
  });

  it("is taken over at once from a process that had this one's number before it, as in containers", async () => {
    writeFileSync(lock(), `${process.pid} 0123456789abcdef ${hostname()}`);
    expect(await withFileLock(file(), async () => "done")).to.equal("done");
  });

  it("is taken over at once where its holder's number is another process's by now [OPS-7]", async function () {
    const startTicks = processOf(process.ppid)?.startTicks;
    if (startTicks === undefined) this.skip();
    writeFileSync(lock(), `${process.ppid} 0123456789abcdef ${hostname()} ${startTicks - 1}`);
    expect(await withFileLock(file(), async () => "done")).to.equal("done");
  });

  it("is left to a process that started when the lock says, and to one of which it does not say so [OPS-7]", async () => {
    for (const start of ["", ` ${processOf(process.ppid)?.startTicks ?? ""}`.trimEnd()]) {
      writeFileSync(lock(), `${process.ppid} 0123456789abcdef ${hostname()}${start}`);
      let isDone = false;
      const work = withFileLock(file(), async () => {
        isDone = true;
      });
      await pause(300);
      expect(isDone).to.equal(false);
      rmSync(lock());
      await work;
    }
  });

  it("is never taken from a process of this machine that lives, however old it is [OPS-7]", async () => {
    writeFileSync(lock(), `${process.ppid} 0123456789abcdef ${hostname()}`);
    const anHourAgo = new Date(Date.now() - 3_600_000);
    utimesSync(lock(), anHourAgo, anHourAgo);
    let isDone = false;
    const work = withFileLock(file(), async () => {
      isDone = true;
    });
    await pause(300);
    expect(isDone).to.equal(false);
    rmSync(lock());
    await work;
  });

  it("shows by its time that whoever holds it is at work, for machines that cannot ask [OPS-7]", async () => {
    const work = async () => {
      const anHourAgo = new Date(Date.now() - 3_600_000);
      utimesSync(lock(), anHourAgo, anHourAgo);
      await pause(200);
      expect(Date.now() - statSync(lock()).mtimeMs).to.be.lessThan(60_000);
      expect(readFileSync(lock(), "utf8")).to.match(/^\d+ [0-9a-f]{16} /);
    };
    await withFileLock(file(), work, { signMs: 20 });
  });

  it("is left to a process of another machine, whose number says nothing here, until it is old [OPS-7]", async () => {
    writeFileSync(lock(), `${NO_PROCESS} 0123456789abcdef another-machine`);
    let isDone = false;
    const work = withFileLock(file(), async () => {
      isDone = true;
    });
    await pause(300);
    expect(isDone).to.equal(false);
    const twoMinutesAgo = new Date(Date.now() - 120_000);
    utimesSync(lock(), twoMinutesAgo, twoMinutesAgo);
    await work;
    expect(isDone).to.equal(true);
  });
});
