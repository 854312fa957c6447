import { spawnSync } from "node:child_process";
import { chmodSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { SpecsFolder } from "../support/specs-folder";
import { validSpecs } from "../support/valid-specs";

const BIN = join(__dirname, "..", "..", "..", "bin", "bookings");
/** In no passwd file. */
const NAMELESS = 12_345;
const isRoot = process.getuid?.() === 0;
const who = isRoot
  ? "by an account without a name"
  : "by this account, since only root can run it by another";

describe(`bin/bookings without a home folder, ${who}`, function () {
  this.timeout(20_000);
  let folder: SpecsFolder;
  const bookings = (...words: string[]) =>
    spawnSync(BIN, words, {
      cwd: folder.root,
      encoding: "utf8",
      // coverage is written into this account's folder, which the other one cannot do
      env: { PATH: process.env["PATH"] ?? "", NODE_V8_COVERAGE: "" },
      ...(isRoot && { uid: NAMELESS, gid: NAMELESS }),
    });

  before(() => {
    folder = new SpecsFolder(validSpecs);
    chmodSync(folder.root, 0o755);
  });
  after(() => folder.remove());

  it("shows its help [OPS-1]", () => {
    const { status, stdout, stderr } = bookings("--help");
    expect(status, stderr).to.equal(0);
    expect(stderr).to.equal("");
    expect(stdout).to.contain("Usage: bookings");
  });

  it("is named by its number where a lock or a journal says who", () => {
    const module = join(__dirname, "..", "..", "src", "files", "processes.js");
    const program = `console.log(require(${JSON.stringify(module)}).accountNameOrNumber())`;
    const as = isRoot ? { uid: NAMELESS, gid: NAMELESS } : {};
    const { stdout } = spawnSync(process.execPath, ["-e", program], {
      encoding: "utf8",
      env: { NODE_V8_COVERAGE: "" },
      ...as,
    });
    expect(stdout.trim()).to.equal(isRoot ? String(NAMELESS) : userInfo().username);
  });

  it("validates specs, and finds what is wrong with them [OPS-1]", () => {
    const right = bookings("validate");
    expect(right.status, right.stderr).to.equal(0);
    folder.write({ "specs/leeds/calendars/heart-failure.yaml": "kind: Nonsense\n" });
    const wrong = bookings("validate");
    expect(wrong.status, wrong.stderr).to.equal(3);
    expect(wrong.stderr + wrong.stdout)
      .to.contain("heart-failure.yaml")
      .and.not.contain("mistake in bookings");
  });
});
