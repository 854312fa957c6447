import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { homedir, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { passphraseFits } from "../../src/engine/internals/passphrase";
import { type Ended, MAIN, quietEnv, runBookings } from "../support/run-bookings";
import { leedsSeed, organisation, validSpecs } from "../support/valid-specs";

const FILE = "specs/leeds/calendars/heart-failure.yaml";
/** Each of these characters means something in a URL. */
const NAME = "C#2 what? 50% Llŷr";
const MISTAKE = "mistake in bookings itself";

describe("machines as they are", function () {
  this.timeout(240_000);
  let above: string;
  let root: string;
  const bookings = (words: string, env: Record<string, string> = {}): Promise<Ended> =>
    runBookings(words.split(" "), { cwd: root, env });
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  };

  before(async () => {
    above = mkdtempSync(join(tmpdir(), "bookings-"));
    root = join(above, NAME);
    const files = { ...validSpecs, "seed.yaml": leedsSeed, "Pulumi.yaml": "name: test\nruntime: nodejs\n" };
    for (const [file, text] of Object.entries(files)) write(file, text);
    write("specs/leeds/organisation.yaml", `${organisation("Leeds")}operator: svc.leeds.bookings@nhs.net\n`);
    const started = await bookings("sandbox start --detach --seed seed.yaml");
    expect(started.code, started.stderr).to.equal(0);
    const up = await bookings("up leeds --yes");
    expect(up.code, up.stderr).to.equal(0);
  });
  after(async () => {
    await bookings("sandbox stop");
    rmSync(above, { recursive: true, force: true });
  });

  describe("a checkout whose folder has “#”, “?”, “%”, blanks and accents in its name", () => {
    it("keeps state, journal and backups inside it [OPS-1]", () => {
      expect(readdirSync(above)).to.deep.equal([NAME]);
      const stacks = join(root, ".bookings/state/.pulumi/stacks");
      expect(readdirSync(stacks, { recursive: true })).to.include.members(["nhsmail-bookings/leeds.json"]);
      expect(existsSync(join(root, ".bookings/journal"))).to.equal(true);
    });

    it("remembers what the last run made [DEL-1]", async () => {
      rmSync(join(root, FILE));
      const { code, stderr } = await bookings("preview leeds");
      write(FILE, validSpecs[FILE] ?? "");
      expect(code, stderr).to.equal(5);
      expect(stderr).to.contain("calendar-spec-vanished");
    });
  });

  describe("a place for the state in one of Pulumi's own forms", () => {
    it("is taken from the home folder or from the checkout", async () => {
      const home = join(above, NAME, "home");
      mkdirSync(home, { recursive: true });
      for (const url of ["file://~", "file://./other-state"]) {
        // the engine makes the stack there
        const { code, stderr } = await bookings("preview leeds --pulumi-output", {
          PULUMI_BACKEND_URL: url,
          HOME: home,
          // another place has none of our states, and the journal of the first would say that they are lost
          BOOKINGS_JOURNAL: join(home, "journal"),
          XDG_CACHE_HOME: process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"),
        });
        expect(stderr, url).not.to.contain(MISTAKE);
        // no run of that place has made what is there
        expect(stderr, url).to.contain("calendar-not-on-record");
        expect(code, `${url}: ${stderr}`).to.equal(5);
      }
      expect(existsSync(join(home, ".pulumi"))).to.equal(true);
      expect(existsSync(join(root, "other-state/.pulumi"))).to.equal(true);
      rmSync(join(root, "other-state"), { recursive: true });
      rmSync(home, { recursive: true });
    });

    it("is refused in plain words where it is no valid URL", async () => {
      const { code, stderr } = await bookings("preview leeds", {
        PULUMI_BACKEND_URL: "file:///srv/50%/state",
      });
      expect(code).to.equal(1);
      expect(stderr).to.contain("state-place-unusable").and.to.contain("file:///srv/50%/state");
      expect(stderr).not.to.contain(MISTAKE);
    });
  });

  describe("a proxy in the environment", () => {
    const dead = "http://127.0.0.1:9";
    for (const env of [
      { http_proxy: dead },
      { https_proxy: dead },
      { HTTPS_PROXY: dead, HTTP_PROXY: dead },
      { http_proxy: dead, NO_PROXY: "example.org" },
      { http_proxy: dead, no_proxy: "localhost, 127.0.0.1" },
    ] as Record<string, string>[]) {
      it(`is not used to reach this machine: ${Object.keys(env).join(", ")}`, async () => {
        const { code, stderr } = await bookings("preview leeds", env);
        expect(code, stderr).to.equal(0);
      });
    }
  });

  it("reaches this machine without a proxy in a run of the engine too", async () => {
    const dead = "http://127.0.0.1:9";
    write(FILE, (validSpecs[FILE] ?? "").replace("496 0000", "496 0004"));
    const env = { http_proxy: dead, https_proxy: dead, ALL_PROXY: dead, grpc_proxy: dead };
    const { code, stdout, stderr } = await bookings("up leeds --yes", env);
    expect(code, stderr).to.equal(0);
    expect(stdout).to.contain("1 done");
    write(FILE, validSpecs[FILE] ?? "");
    const back = await bookings("up leeds --yes");
    expect(back.code, back.stderr).to.equal(0);
  });

  it("keeps Pulumi's options in the environment from a run [OPS-1]", async () => {
    const env = {
      PULUMI_OPTION_PARALLEL: "4",
      PULUMI_OPTION_EXPECT_NO_CHANGES: "true",
      PULUMI_OPTION_TARGET: "urn:pulumi:leeds::x::y::z",
      PULUMI_DEBUG_PROVIDERS: "pulumi-nodejs:1234",
    };
    write(FILE, (validSpecs[FILE] ?? "").replace("496 0000", "496 0001"));
    const { code, stdout, stderr } = await bookings("preview leeds", env);
    write(FILE, validSpecs[FILE] ?? "");
    expect(code, stderr).to.equal(0);
    expect(stdout).to.contain("1 to change");
    const doctor = await bookings("doctor", env);
    expect(doctor.stdout).to.contain("PULUMI_OPTION_TARGET").and.to.contain("PULUMI_DEBUG_PROVIDERS");
  });

  it("knows how Pulumi 3.258 writes down with which passphrase a stack was made", () => {
    const settings = readFileSync(join(root, "stacks/Pulumi.leeds.yaml"), "utf8");
    const salt = /^encryptionsalt: (\S+)$/m.exec(settings)?.[1] ?? "";
    const told = "Pulumi’s form of encryptionsalt has changed: mend src/engine/internals/passphrase.ts";
    expect(passphraseFits(salt, ""), told).to.equal(true);
    expect(passphraseFits(salt, "x"), told).to.equal(false);
  });

  it("names the variable where the stacks have another passphrase; a preview needs none", async () => {
    const env = { PULUMI_CONFIG_PASSPHRASE: "x" };
    const preview = await bookings("preview leeds", env);
    expect(preview.code, preview.stderr).to.equal(0);
    write(FILE, (validSpecs[FILE] ?? "").replace("496 0000", "496 0001"));
    const { code, stderr } = await bookings("up leeds --yes", env);
    expect(code).to.equal(1);
    expect(stderr).to.contain("PULUMI_CONFIG_PASSPHRASE").and.to.contain("passphrase-differs");
    const doctor = await bookings("doctor leeds", env);
    expect(doctor.stdout).to.contain("passphrase-differs");
    const absent = await bookings("up leeds --yes", { PULUMI_CONFIG_PASSPHRASE_FILE: "/nonexistent" });
    write(FILE, validSpecs[FILE] ?? "");
    expect(absent.stderr).to.contain("PULUMI_CONFIG_PASSPHRASE_FILE");
  });

  it("reads in a checkout that it may not write to, and says what writing needs", async () => {
    for (const words of ["validate", "list leeds", "status", "drift leeds", "preview leeds"]) {
      const { code, stderr } = await readOnly(words);
      expect(stderr, words).not.to.contain(MISTAKE);
      expect(code, `${words}: ${stderr}`).to.equal(0);
    }
    write(FILE, (validSpecs[FILE] ?? "").replace("496 0000", "496 0001"));
    const { code, stderr } = await readOnly("up leeds --yes");
    write(FILE, validSpecs[FILE] ?? "");
    expect(code).to.be.oneOf([1, 6]);
    expect(stderr).not.to.contain(MISTAKE);
    expect(stderr, stderr).to.contain("read-only file system");
  });

  it("reads with few file descriptors [OPS-1]", async () => {
    for (const words of ["validate", "list leeds", "status", "drift leeds", "preview leeds"]) {
      const { code, stderr } = await started("sh", [
        "-c",
        'ulimit -n 40 && exec "$@"',
        "sh",
        ...program(words),
      ]);
      expect(stderr, words).not.to.contain(MISTAKE);
      expect(code, `${words}: ${stderr}`).to.equal(0);
    }
  });

  it("refuses a run that would need more file descriptors before it writes, and doctor finds it [OPS-1]", async () => {
    write(FILE, (validSpecs[FILE] ?? "").replace("496 0000", "496 0001"));
    const few = (words: string) =>
      started("sh", ["-c", 'ulimit -n 40 && exec "$@"', "sh", ...program(words)]);
    const { code, stderr } = await few("up leeds --yes");
    write(FILE, validSpecs[FILE] ?? "");
    expect(code, stderr).to.equal(1);
    expect(stderr).to.contain("open-files-few").and.to.contain("only 40 files");
    expect((await few("doctor")).stdout).to.contain("open-files-few");
  });

  it("says that the disk is full, whatever was to be kept on it [OPS-1]", async function () {
    if (!(await started("unshare", ["-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]).then(isDone)))
      this.skip();
    const approved = await bookings("sandbox approve");
    expect(approved.code, approved.stderr).to.equal(0);
    // first a difference in the tenant is recorded, then the spec is changed
    for (const phone of ["496 0000", "496 0003"]) {
      write(FILE, (validSpecs[FILE] ?? "").replace("496 0000", phone));
      const { code, stderr } = await onFullDisk("up leeds --yes");
      expect(stderr).not.to.contain(MISTAKE);
      expect(stderr).to.match(/no space left on device|disk is full/);
      expect(code, stderr).to.be.oneOf([1, 6]);
      const reading = await onFullDisk("list leeds");
      expect(reading.code, reading.stderr).to.equal(0);
    }
    write(FILE, validSpecs[FILE] ?? "");
  });

  /** The command in a mount of the checkout that is read only, as in a container: for root too. */
  async function readOnly(words: string): Promise<Ended> {
    const script = 'mount --bind . . && mount -o remount,ro,bind . && cd "$PWD" && exec "$@"';
    return started("unshare", ["--mount", "--map-root-user", "sh", "-c", script, "sh", ...program(words)]);
  }

  /** The command where what it keeps lies on a disk without room. */
  async function onFullDisk(words: string): Promise<Ended> {
    const script =
      'cp -a .bookings "$COPY" && mount -t tmpfs -o size=64m,mode=700 tmpfs .bookings && cp -a "$COPY/." .bookings; ' +
      'rm -r "$COPY"; cat /dev/zero > .bookings/filler 2>/dev/null; exec "$@"';
    return started("unshare", ["-rm", "sh", "-c", `COPY=../copy; ${script}`, "sh", ...program(words)]);
  }

  const isDone = ({ code }: Ended): boolean => code === 0;

  const program = (words: string): string[] => [process.execPath, MAIN, ...words.split(" ")];

  async function started(command: string, words: readonly string[]): Promise<Ended> {
    const child = spawn(command, words, { cwd: root, env: quietEnv(), stdio: ["ignore", "pipe", "pipe"] });
    const texts = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const)
      child[name].setEncoding("utf8").on("data", (text: string) => {
        texts[name] += text;
      });
    const [code] = (await once(child, "close")) as [number | null];
    return { code, ...texts };
  }
});
