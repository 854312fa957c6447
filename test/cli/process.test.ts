import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { exitCode } from "../../src/problem/exit-code";
import { expectValid } from "../report/expect-valid";
import { MAIN, quietEnv, runBookings } from "../support/run-bookings";
import { SpecsFolder } from "../support/specs-folder";
import { validSpecs } from "../support/valid-specs";

describe("bookings as a process", function () {
  this.timeout(20_000);
  let folder: SpecsFolder;

  before(() => {
    folder = new SpecsFolder({});
  });

  after(() => folder.remove());

  it("shows its help on stdout, without arguments too", async () => {
    const [asked, bare] = await Promise.all([runBookings(["--help"]), runBookings([])]);
    expect(asked).to.deep.equal(bare);
    expect(asked).to.include({ code: 0, stderr: "" });
  });

  it("documents every exit code in its help", async () => {
    const { stdout } = await runBookings(["--help"]);
    const section = stdout.slice(stdout.indexOf("Exit codes:"));
    for (const code of Object.values(exitCode)) expect(section).to.match(new RegExp(`\\b${code}\\b`));
  });

  it("tells its version", async () => {
    const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
    expect(await runBookings(["--version"])).to.deep.equal({ code: 0, stdout: `${version}\n`, stderr: "" });
  });

  it("asks “did you mean” for an unknown verb or option", async () => {
    const [verb, option] = await Promise.all([
      runBookings(["previw"]),
      runBookings(["preview", "--jsn"], { cwd: folder.root }),
    ]);
    expect(verb).to.include({ code: 1, stdout: "" });
    expect(verb.stderr).to.contain("Did you mean “preview”?");
    expect(option).to.include({ code: 1, stdout: "" });
    expect(option.stderr).to.contain("Did you mean --json?");
  });

  it("does not guess in which of two forms drift is wanted [OPS-2]", async () => {
    const { code, stdout, stderr } = await runBookings(["drift", "--json", "--markdown"], {
      cwd: folder.root,
    });
    expect(code).to.equal(1);
    expectValid("refusal", JSON.parse(stdout));
    expect(stderr).to.contain("cannot be used with option '--json'");
  });

  it("says what is missing where there are no specs", async () => {
    const { code, stderr } = await runBookings(["list"], { cwd: folder.root });
    expect(code).to.equal(1);
    expect(stderr).to.contain("describes no organisation").and.to.contain("→").and.not.to.contain("    at ");
  });

  it("colours only on request where there is no terminal", async () => {
    const plain = await runBookings(["list"], { cwd: folder.root });
    const coloured = await runBookings(["list"], { cwd: folder.root, env: { FORCE_COLOR: "1" } });
    expect(plain.stderr).not.to.contain("\u001b");
    expect(coloured.stderr).to.contain("\u001b");
  });

  it("minds no reader that goes away", async () => {
    const child = spawn(process.execPath, [MAIN, "--help"], { env: quietEnv() });
    child.stdout.destroy();
    let stderr = "";
    child.stderr.on("data", (text) => {
      stderr += String(text);
    });
    const [code] = (await once(child, "close")) as [number];
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: "" });
  });

  describe("start-up", () => {
    const HEAVY = /node_modules\/(@pulumi|@azure|@microsoft|@grpc)\/|\/src\/(engine|graph)\//;

    async function modulesOf(words: readonly string[]): Promise<string[]> {
      const out = mkdtempSync(join(tmpdir(), "bookings-modules-"));
      const file = join(out, "modules.txt");
      try {
        const preload = require.resolve("../support/list-modules");
        await runBookings(words, {
          cwd: folder.root,
          env: { NODE_OPTIONS: `--require=${preload}`, LIST_MODULES_IN: file },
        });
        return readFileSync(file, "utf8").split("\n");
      } finally {
        rmSync(out, { recursive: true });
      }
    }

    it("of “preview” loads no Pulumi: it starts no engine [OPS-1]", async () => {
      folder.write(validSpecs);
      const modules = await modulesOf(["preview"]);
      expect(modules.some((file) => file.endsWith("/src/engine/preview.js"))).to.equal(true);
      expect(modules.filter((file) => /node_modules\/(@pulumi|@grpc)\//.test(file))).to.deep.equal([]);
    });

    it("of “validate” loads neither Pulumi nor Graph nor Azure, on specs that are there", async () => {
      folder.write(validSpecs);
      const modules = await modulesOf(["validate"]);
      expect(modules.some((file) => file.endsWith("/src/rules/validate.js"))).to.equal(true);
      expect(modules.filter((file) => HEAVY.test(file))).to.deep.equal([]);
    });

    for (const words of [["--help"], ["review", "--help"], ["sandbox", "--help"]]) {
      it(`of “${words.join(" ")}” names the help of a verb beside the verbs`, async () => {
        const { stdout } = await runBookings(words);
        expect(stdout)
          .to.match(/^ {2}help \[verb\] +show the help of a verb$/m)
          .and.not.contain("Commands:");
      });
    }

    for (const words of [["--help"], ["--version"], ["preview", "--help"], ["up", "--help"]]) {
      it(`of “${words.join(" ")}” loads neither Pulumi nor Graph nor Azure`, async () => {
        const modules = await modulesOf(words);
        expect(modules.some((file) => file.endsWith("/src/cli/run.js"))).to.equal(true);
        expect(modules.filter((file) => HEAVY.test(file))).to.deep.equal([]);
      });
    }
  });
});
