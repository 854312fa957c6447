import { spawnSync } from "node:child_process";
import { delimiter, dirname, join } from "node:path";
import { expect } from "chai";
import { withCallHint } from "../../src/cli/shell-lines";
import { PROGRAM } from "../support/example-estate";
import { quietEnv } from "../support/run-bookings";
import { SpecsFolder } from "../support/specs-folder";
import { validSpecs } from "../support/valid-specs";
import { FakeIo } from "./fake-io";

function toldAfter(text: string, calledAs: string, terminal = true): string {
  const env = { NHSMAIL_BOOKINGS_CALLED_AS: calledAs };
  const streams = new FakeIo({ cwd: "/srv/estate", env, terminal });
  const { io, hint } = withCallHint(streams);
  io.stderr.write(text);
  hint();
  return streams.stderrText.slice(text.length);
}

describe("commands that messages name", () => {
  it("are followed once by what can be typed, where bookings is not on the PATH", () => {
    expect(toldAfter("→ run bookings up leeds, then bookings status\n", "bin/bookings")).to.equal(
      '(Type “bin/bookings” for “bookings”, or put it on your PATH first: export PATH="/srv/estate/bin:$PATH")\n',
    );
    expect(toldAfter("→ run bookings up leeds\n", "npx bookings")).to.equal(
      "(Type “npx bookings” for “bookings”.)\n",
    );
  });

  it("need no more words where they can be typed, where none is named, and where no one types", () => {
    expect(toldAfter("→ run bookings up leeds\n", "")).to.equal("");
    expect(toldAfter("leeds: 2 bookings\n/srv/bookings up\n", "bin/bookings")).to.equal("");
    expect(toldAfter("→ run bookings up leeds\n", "bin/bookings", false)).to.equal("");
  });
});

describe("bin/bookings as a process", function () {
  this.timeout(60_000);
  const BIN = join(PROGRAM, "bin", "bookings");
  // what is not created yet names a command
  let folder: SpecsFolder;
  before(() => {
    folder = new SpecsFolder({ ...validSpecs });
  });
  after(() => folder.remove());
  const node = join(PROGRAM, "node_modules", ".bin");
  const usual = `${dirname(process.execPath)}${delimiter}/usr/bin${delimiter}/bin`;
  /** What the words say on a terminal, or in a pipe. */
  function said(words: string, path: string, onTerminal = true): string {
    const options = {
      cwd: folder.root,
      encoding: "utf8",
      env: quietEnv({ PATH: path, npm_command: "" }),
    } as const;
    const { stdout, stderr, status } = onTerminal
      ? spawnSync("script", ["-qec", words, "/dev/null"], options)
      : spawnSync("sh", ["-c", words], options);
    expect(status, stdout + stderr).to.not.equal(127);
    return `${stdout}${stderr}`.replaceAll("\r", "");
  }

  it("says on a terminal what to type where bookings is not on the PATH, and that line works", () => {
    const text = said(`${BIN} status`, usual);
    expect(text).to.contain(`Type “${BIN}” for “bookings”`);
    const line = /(export PATH="[^"]*")\)/.exec(text.replaceAll(/\s*\n\s*/g, " "))?.[1] ?? "";
    expect(said(`${line}; bookings --version`, usual)).to.match(/^\d+\.\d+\.\d+\s*$/);
  });

  it("needs no such words where bookings is on the PATH, and where no one types", () => {
    const there = `${join(PROGRAM, "bin")}${delimiter}${usual}`;
    expect(said("bookings status", there)).to.contain("bookings up").and.not.contain("Type “");
    expect(said(`${BIN} status`, `${node}${delimiter}${usual}`, false)).to.not.contain("Type “");
  });
});
