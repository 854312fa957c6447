import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { chooseOrganisations } from "../../src/cli/organisations";
import {
  noteRunning,
  type RunningSandbox,
  runtimeFiles,
  sandboxHere,
} from "../../src/cli/sandbox/running-sandbox";
import { VisibleError } from "../../src/problem/visible-error";
import { SpecsFolder } from "../support/specs-folder";
import { validSpecs } from "../support/valid-specs";
import { FakeIo } from "./fake-io";

/** A sandbox that runs: its process is this one. */
const running: RunningSandbox = {
  url: "https://127.0.0.1:9999/v1.0",
  authority: "https://127.0.0.1:9999",
  adminUrl: "https://127.0.0.1:9999/admin",
  adminToken: "",
  tenantId: "",
  caFile: "",
  dataDir: "",
  pid: process.pid,
  startedAt: new Date().toISOString(),
  identities: {
    observer: { clientId: "", clientSecret: "" },
    directoryOperator: { clientId: "", clientSecret: "" },
    directoryOperators: {},
    calendarOperators: {},
  },
};

/** The code of what is thrown, and the exit code. */
function refusalOf(work: () => unknown): string {
  try {
    work();
    return "nothing";
  } catch (error) {
    if (!(error instanceof VisibleError)) throw error;
    return `${error.problems[0]?.code} ${error.exitCode}`;
  }
}

describe("what lies in a checkout", () => {
  let folder: SpecsFolder;
  beforeEach(() => {
    folder = new SpecsFolder(validSpecs);
  });
  afterEach(() => folder.remove());

  const files = () => runtimeFiles(folder.root);
  const found = (env: Record<string, string> = {}) =>
    sandboxHere(new FakeIo({ cwd: folder.root, env }), folder.root)?.url;

  it("is a running sandbox only where this account wrote it for itself, on this machine [OPS-6]", () => {
    noteRunning(files(), running);
    expect(found()).to.equal(running.url);
    chmodSync(files().running, 0o644);
    expect(found(), "as git writes files").to.equal(undefined);
    for (const place of ["url", "authority", "adminUrl"] as const) {
      noteRunning(files(), { ...running, [place]: "https://evil.example/v1.0" });
      expect(found(), place).to.equal(undefined);
    }
    noteRunning(files(), { ...running, pid: 2 ** 22 + 1 });
    expect(found(), "no one's process").to.equal(undefined);
  });

  it("never comes before an identities file that was named [OPS-6]", () => {
    noteRunning(files(), running);
    expect(found({ BOOKINGS_IDENTITIES: "/srv/identities.json" })).to.equal(undefined);
    expect(found({ BOOKINGS_IDENTITIES: files().identities })).to.equal(running.url);
  });

  it("is refused where .bookings is tracked by git [OPS-6]", () => {
    const git = (...words: string[]) => execFileSync("git", ["-C", folder.root, ...words], { stdio: "pipe" });
    git("init", "--quiet");
    noteRunning(files(), running);
    expect(found()).to.equal(running.url);
    git("add", "--force", ".bookings/sandbox/running.json");
    expect(refusalOf(() => found())).to.equal("runtime-folder-tracked 5");
  });

  it("is refused where .bookings is tracked in another account's clone too, whose settings name a program [OPS-6]", () => {
    const git = (...words: string[]) => execFileSync("git", ["-C", folder.root, ...words], { stdio: "pipe" });
    git("init", "--quiet");
    noteRunning(files(), running);
    folder.write({ "program.sh": `#!/bin/sh\ntouch ${folder.root}/ran\n` });
    chmodSync(join(folder.root, "program.sh"), 0o755);
    git("config", "core.fsmonitor", join(folder.root, "program.sh"));
    // git's own way to be told that a clone is another account's
    process.env["GIT_TEST_ASSUME_DIFFERENT_OWNER"] = "1";
    try {
      expect(found()).to.equal(running.url);
      execFileSync("git", ["-C", folder.root, "-c", "core.fsmonitor=false", "add", "-f", ".bookings"], {
        env: { ...process.env, GIT_TEST_ASSUME_DIFFERENT_OWNER: "0" },
      });
      expect(refusalOf(() => found())).to.equal("runtime-folder-tracked 5");
      writeFileSync(join(folder.root, ".git", "index"), "DIRC");
      expect(refusalOf(() => found())).to.equal("runtime-folder-unknown 5");
    } finally {
      delete process.env["GIT_TEST_ASSUME_DIFFERENT_OWNER"];
    }
    expect(
      refusalOf(() => found()),
      "its own account's",
    ).to.equal("runtime-folder-unknown 5");
    expect(existsSync(join(folder.root, "ran"))).to.equal(false);
  });

  it("is an organisation that vanished where runs know it and its folder is gone, or is a link [DEL-1]", () => {
    const io = new FakeIo({ cwd: folder.root, env: {} });
    const choose = (...named: string[]) => refusalOf(() => chooseOrganisations(io, folder.root, named));
    const leeds = join(folder.root, "specs", "leeds");
    cpSync(leeds, join(folder.root, "specs", "york"), { recursive: true });
    renameSync(leeds, join(folder.root, "away"));
    expect([choose(), choose("leeds")]).to.deep.equal(["nothing", "unknown-organisation 1"]);
    folder.write({ ".bookings/journal/leeds.jsonl": "" });
    expect([choose(), choose("leeds")]).to.deep.equal(["organisation-vanished 5", "organisation-vanished 5"]);
    expect(choose("york"), "others go on").to.equal("nothing");
    symlinkSync(join(folder.root, "away"), leeds);
    expect(choose()).to.equal("organisation-vanished 5");
  });
});
