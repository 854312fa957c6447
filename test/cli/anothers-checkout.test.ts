import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect } from "chai";
import { MAIN, quietEnv, runBookings } from "../support/run-bookings";
import { SpecsFolder } from "../support/specs-folder";
import { leedsSeed, organisation, validSpecs } from "../support/valid-specs";

/** An account that no machine has. */
const ANOTHER = "64321";
const IS_ROOT = process.getuid?.() === 0;
const MISTAKE = "mistake in bookings itself";

describe("a checkout that belongs to another account", function () {
  this.timeout(120_000);
  let folder: SpecsFolder;

  before(async () => {
    folder = new SpecsFolder({
      ...validSpecs,
      "specs/leeds/organisation.yaml": `${organisation("Leeds")}operator: svc.leeds.bookings@nhs.net\n`,
      "seed.yaml": leedsSeed,
    });
    const git = (...words: string[]) => execFileSync("git", ["-C", folder.root, ...words]);
    git("init", "--quiet");
    git("add", "specs");
    git("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "-m", "Begin");
    const { code, stderr } = await runBookings(["sandbox", "start", "--detach", "--seed", "seed.yaml"], {
      cwd: folder.root,
    });
    expect(code, stderr).to.equal(0);
    const up = await runBookings(["up", "leeds", "--yes"], { cwd: folder.root });
    expect(up.code, up.stderr).to.equal(0);
    chmodSync(folder.root, 0o755);
    if (IS_ROOT) execFileSync("chown", ["-R", `${ANOTHER}:${ANOTHER}`, folder.root]);
    else chmodSync(join(folder.root, ".bookings"), 0);
  });

  after(async () => {
    if (IS_ROOT) execFileSync("chown", ["-R", "0:0", folder.root]);
    else chmodSync(join(folder.root, ".bookings"), 0o700);
    await runBookings(["sandbox", "stop"], { cwd: folder.root });
    folder.remove();
  });

  /** Root is another account too, once it may no longer pass over who owns what. */
  function said(words: string, env: Record<string, string> = {}) {
    const command = [process.execPath, MAIN, ...words.split(" ")];
    const [program = "", ...rest] = IS_ROOT
      ? ["setpriv", "--bounding-set=-all", "--inh-caps=-all", ...command]
      : command;
    // git's own way to be told that a clone is another account's
    const another = IS_ROOT ? {} : { GIT_TEST_ASSUME_DIFFERENT_OWNER: "1" };
    const { status, stdout, stderr } = spawnSync(program, rest, {
      cwd: folder.root,
      encoding: "utf8",
      env: quietEnv({ ...another, ...env }),
    });
    expect(`${stdout}${stderr}`, words).not.to.contain(MISTAKE);
    return { code: status, text: `${stdout}${stderr}` };
  }

  it("is validated, as everyone may read its specs", () => {
    expect(said("validate").code).to.equal(0);
  });

  for (const words of ["list", "status", "drift leeds", "preview leeds", "up leeds --yes", "unlock leeds"])
    it(`is said to keep its state for that account: ${words}`, () => {
      const { code, text } = said(words);
      expect(code, text).to.equal(1);
      expect(text).to.contain("machine-failed").and.to.contain(".bookings/state").and.to.contain("EACCES");
      expect(text).to.contain("Work in a clone of your own");
    });

  it("has a journal that may not be read, which is not taken as empty [OPS-5]", () => {
    const { code, text } = said("journal leeds");
    expect(code, text).to.equal(1);
    expect(text).to.contain(".bookings/journal/leeds.jsonl").and.not.to.contain("has nothing");
  });

  it("has journals that may not be listed, which does not count as having none: an organisation may have vanished", () => {
    const { code, text } = said("list", { PULUMI_BACKEND_URL: `file://${folder.root}/elsewhere` });
    expect(code, text).to.equal(1);
    expect(text).to.contain(".bookings/journal").and.to.contain("Work in a clone of your own");
  });

  it("has a sandbox, which is that account's", () => {
    const { code, text } = said("sandbox status");
    expect(code).to.equal(1);
    expect(text).to.contain("is another account's").and.not.to.contain("No sandbox is running");
  });

  it("is refused by git, and git's reason is told, not that a revision is absent", () => {
    const { code, text } = said("check --base HEAD");
    expect(code).to.equal(1);
    expect(text).to.contain("git-failed").and.to.contain("dubious ownership");
  });

  it("is read where state and journal are named elsewhere", () => {
    const elsewhere = new SpecsFolder({});
    try {
      for (const part of ["state", "journal"])
        execFileSync("cp", ["-r", join(folder.root, ".bookings", part), join(elsewhere.root, part)]);
      const state = { PULUMI_BACKEND_URL: `file://${elsewhere.root}/state` };
      const { code, text } = said("list", { ...state, BOOKINGS_JOURNAL: `${elsewhere.root}/journal` });
      expect(code, text).to.equal(0);
      expect(text).to.contain("LeedsCardiologyHeartFailure");
    } finally {
      elsewhere.remove();
    }
  });
});

/** Folders of programs in which no engine is: where there is one, no place for one is needed. */
const withoutEngine = (path: string): string =>
  path
    .split(delimiter)
    .filter((folder) => !existsSync(join(folder, "pulumi")))
    .join(delimiter);

describe("an account without a home folder", () => {
  it("is told by doctor, which makes its other checks all the same", async () => {
    const folder = new SpecsFolder(validSpecs);
    // as in a container whose account has neither HOME nor an entry of its own
    folder.write({ "homeless.cjs": 'require("node:os").homedir = () => { throw new Error("ENOENT"); };' });
    try {
      const { stdout } = await runBookings(["doctor", "--json"], {
        cwd: folder.root,
        env: {
          NODE_OPTIONS: `--require=${join(folder.root, "homeless.cjs")}`,
          ...{ XDG_CACHE_HOME: "", BOOKINGS_ENGINE_CACHE: "", BOOKINGS_PULUMI: "" },
          PATH: withoutEngine(process.env["PATH"] ?? ""),
        },
      });
      const { checks } = JSON.parse(stdout) as { checks: { findings: { code: string }[] }[] };
      const codes = checks.flatMap(({ findings }) => findings.map(({ code }) => code));
      expect(codes).to.include.members(["home-unknown", "doctor-tenant-unset"]);
    } finally {
      folder.remove();
    }
  });
});
