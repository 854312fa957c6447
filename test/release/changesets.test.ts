import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { PRODUCT } from "../playground/product";

describe("changes that are not released yet", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "bookings-changeset-"));
    for (const name of ["package.json", "CHANGELOG.md", ".changeset"])
      cpSync(join(PRODUCT, name), join(folder, name), { recursive: true });
  });
  after(() => rmSync(folder, { recursive: true }));

  it("become the next version and its lines in the changelog by one command", () => {
    const { version: before } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    writeFileSync(
      join(folder, ".changeset", "brave-cat.md"),
      '---\n"nhsmail-bookings": minor\n---\n\nA line for whoever uses it.\n',
    );
    const program = join(PRODUCT, "node_modules", ".bin", "changeset");
    execFileSync("git", ["init", "--quiet", "."], { cwd: folder });
    execFileSync(program, ["version"], { cwd: folder, stdio: "pipe" });
    const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const [major, minor] = String(before).split(".").map(Number);
    expect(version).to.equal(`${major}.${(minor ?? 0) + 1}.0`);
    expect(readFileSync(join(folder, "CHANGELOG.md"), "utf8")).to.contain(
      `## ${version}\n\n### Minor Changes\n\n- A line for whoever uses it.`,
    );
  });
});
