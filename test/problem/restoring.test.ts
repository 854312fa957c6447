import { execFileSync } from "node:child_process";
import { expect } from "chai";
import { restoring } from "../../src/problem/catalogue/catalogue";
import { SpecsFolder } from "../support/specs-folder";

const FILE = "specs/leeds/calendars/a b's.yaml";

describe("the command that brings a vanished spec back", function () {
  this.timeout(20_000);
  let folder: SpecsFolder;
  const sh = (command: string): string =>
    execFileSync("sh", ["-c", command], { cwd: folder.root, encoding: "utf8", stdio: "pipe" });
  const commit = (what: string): string =>
    sh(`git add -A && git -c user.name=a -c user.email=a@example.org commit -qm '${what}'`);

  beforeEach(() => {
    folder = new SpecsFolder({ [FILE]: "one\n" });
    sh("git init -q");
    commit("one");
    folder.write({ [FILE]: "two\n" });
    commit("two");
  });
  afterEach(() => folder.remove());

  it("works when typed: the last committed version, where the removal was not committed", () => {
    sh("rm specs/leeds/calendars/*");
    sh(restoring(FILE));
    expect(folder.read(FILE)).to.equal("two\n");
  });

  it("works when typed: where it was committed, and more was committed since", () => {
    sh("rm specs/leeds/calendars/*");
    commit("gone");
    folder.write({ "specs/leeds/calendars/other.yaml": "x\n" });
    commit("more");
    sh(restoring(FILE));
    expect(folder.read(FILE)).to.equal("two\n");
  });
});
