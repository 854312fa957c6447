import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { run } from "../../src/cli/run";
import { verbTable } from "../../src/cli/verb-table";
import { describeWith, program } from "../support/programs";
import { quietEnv } from "../support/run-bookings";
import { SpecsFolder } from "../support/specs-folder";
import { FakeEngine, servicesOf } from "./fake-engine";
import { FakeIo } from "./fake-io";

type Completes = (...words: string[]) => string[];

const ORGANISATIONS = {
  "specs/tenant.yaml": "kind: Tenant\n",
  "specs/leeds/organisation.yaml": "kind: Organisation\n",
  "specs/york/organisation.yaml": "kind: Organisation\n",
  "specs/notes/readme.md": "no organisation",
};

/** What a shell offers after these words, the last of them begun. */
const SHELLS: Readonly<Record<string, (script: string, words: readonly string[], cwd: string) => string>> = {
  bash: (script, words, cwd) => {
    const ask = `COMP_CWORD=${words.length}; _bookings; printf "%s\\n" "\${COMPREPLY[@]}"`;
    const all = ["bookings", ...words].map((word) => `'${word}'`).join(" ");
    return execFileSync("bash", ["--norc", "-c", `source ${script}; COMP_WORDS=(${all}); ${ask}`], {
      cwd,
      encoding: "utf8",
      env: quietEnv(),
    });
  },
  zsh: (script, words, cwd) => {
    const shown = `_describe() { print -rl -- "\${(@)\${(@P)2}%%:*}" }; _files() { print -rl -- *(N) }`;
    const all = ["bookings", ...words].map((word) => `'${word}'`).join(" ");
    const ask = `words=(${all}); CURRENT=\${#words}; _bookings`;
    return execFileSync(program("zsh"), ["-fc", `source ${script}; ${shown}; ${ask}`], {
      cwd,
      encoding: "utf8",
      env: quietEnv(),
    });
  },
  fish: (script, words, cwd) =>
    execFileSync(
      program("fish"),
      [
        "--no-config",
        "-c",
        `source ${script}; complete -C ${JSON.stringify(["bookings", ...words].join(" "))}`,
      ],
      { cwd, encoding: "utf8", env: quietEnv({ HOME: cwd }) },
    ).replaceAll(/\t.*/g, ""),
};

function suite(shell: string): void {
  let folder: SpecsFolder;
  let scripts: string;
  let completes: Completes;

  before(async () => {
    folder = new SpecsFolder(ORGANISATIONS);
    scripts = mkdtempSync(join(tmpdir(), "completion-"));
    const streams = new FakeIo({ cwd: folder.root });
    expect(await run(["completion", shell], streams, servicesOf(new FakeEngine({})))).to.equal(0);
    const script = join(scripts, shell);
    writeFileSync(script, streams.stdoutText);
    completes = (...words) => {
      const begun = words.at(-1) ?? "";
      const offered = SHELLS[shell]?.(script, words, folder.root) ?? "";
      return offered.split("\n").filter((word) => word !== "" && word.startsWith(begun));
    };
  });

  after(() => {
    folder.remove();
    rmSync(scripts, { recursive: true, force: true });
  });

  it("completes verbs, all of them", () => {
    expect(completes("")).to.include.members(Object.keys(verbTable));
    expect(completes("pre")).to.deep.equal(["preview"]);
  });

  it("completes organisations, parts of verbs, options and what follows them", () => {
    expect(completes("up", "")).to.deep.equal(["leeds", "york"]);
    expect(completes("up", "leeds", "y")).to.deep.equal(["york"]);
    expect(completes("sandbox", "sta").sort()).to.deep.equal(["start", "status"]);
    expect(completes("sandbox", "start", "--det")).to.deep.equal(["--detach"]);
    expect(completes("up", "--verb")).to.deep.equal(["--verbose"]);
    expect(completes("init", "--ci", "").sort()).to.deep.equal(["azure", "github"]);
  });

  it("offers files where a file is meant", () => {
    expect(completes("up", "--plan", "sp").map((one) => one.replace(/\/$/, ""))).to.deep.equal(["specs"]);
  });
}

describe("completion in bash", () => suite("bash"));
describeWith(["zsh"], "completion in zsh", () => suite("zsh"));
describeWith(["fish"], "completion in fish", () => suite("fish"));

describe("completion in PowerShell", () => {
  it("knows every verb and its options", async () => {
    const streams = new FakeIo({ cwd: "/" });
    await run(["completion", "powershell"], streams, servicesOf(new FakeEngine({})));
    for (const verb of Object.keys(verbTable)) expect(streams.stdoutText).to.contain(`    '${verb}' = @(`);
    expect(streams.stdoutText).to.contain("@('--verbose', ");
    const open = streams.stdoutText.replaceAll(/'(?:[^']|'')*'|"[^"]*"/g, "");
    for (const [left, right] of ["()", "{}"]) {
      expect(open.split(left as string).length).to.equal(open.split(right as string).length);
    }
  });

  it("is refused for a shell that is not known", async () => {
    const streams = new FakeIo({ cwd: "/" });
    expect(await run(["completion", "tcsh"], streams, servicesOf(new FakeEngine({})))).to.equal(1);
    expect(streams.stderrText).to.contain("bash, zsh, fish, powershell");
  });
});
