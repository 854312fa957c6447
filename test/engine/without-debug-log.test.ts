import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { withoutDebugLog } from "../../src/engine/internals/debug-log";

describe("the engine's log of every value", () => {
  let home: string;
  beforeEach(() => {
    home = join(mkdtempSync(join(tmpdir(), "home-")), "pulumi");
  });
  afterEach(() => rmSync(join(home, ".."), { recursive: true }));

  it("has no place to go in our home, which no one else reads", () => {
    withoutDebugLog(home);
    expect(statSync(join(home, "logs")).isFile()).to.equal(true);
    expect(statSync(home).mode & 0o777).to.equal(0o700);
  });

  it("is kept away again each time, and what is there stays as it is", () => {
    withoutDebugLog(home);
    writeFileSync(join(home, "logs"), "mine");
    withoutDebugLog(home);
    expect(readFileSync(join(home, "logs"), "utf8")).to.equal("mine");
  });

  it("is left where someone has one", () => {
    mkdirSync(join(home, "logs"), { recursive: true });
    writeFileSync(join(home, "logs", "one.log"), "");
    withoutDebugLog(home);
    expect(readdirSync(join(home, "logs"))).to.deep.equal(["one.log"]);
  });
});
