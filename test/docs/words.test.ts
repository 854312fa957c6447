import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { root } from "./pages";

describe("the check of words", () => {
  const folder = mkdtempSync(join(tmpdir(), "words-"));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const check = (text: string, name = "page.md") => {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return spawnSync(process.execPath, [join(root, "tools", "check", "words.mjs"), file], {
      encoding: "utf8",
    });
  };

  it("finds turns that are hard to read and American spelling, with their line", () => {
    for (const line of [
      "It is made anew.",
      "a person whom we know",
      "This run would bring about 2 deletions",
      "an organization",
    ]) {
      const { status, stderr } = check(`# Page\n${line}\n`);
      expect([status, stderr.includes("page.md:2: “")], line).to.deep.equal([1, true]);
    }
  });

  it("wants “ ” around what a message names, and neither guillemets nor backticks", () => {
    for (const line of [
      'advice: () => "Run `bookings up`.",',
      "sentence: (a) => `Run \\`bookings up\\`.`,",
    ]) {
      const { status, stderr } = check(`\n${line}\n`, "src/problem/catalogue/planted.ts");
      expect([status, stderr.includes("planted.ts:2: “")], line).to.deep.equal([1, true]);
      expect(check(line, "src/other/planted.ts").status, line).to.equal(0);
    }
    expect(check("// It says \u00abgone\u00bb.\n", "src/planted.ts").status).to.equal(1);
  });

  it("leaves plain English and code alone", () => {
    expect(
      check("It is created again: `anew`, see [this](anew.md) and https://x.org/organization\n").status,
    ).to.equal(0);
  });
});
