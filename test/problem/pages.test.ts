import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { areas } from "../../src/problem/catalogue";

const FOLDER = join(__dirname, "..", "..", "..", "docs", "problems");
/** Whatever may wake somebody at night. */
const WITH_PAGES = ["engine", "limits", "inventory", "graph", "identity", "deletion", "policies"] as const;
/** And of other areas these: what refuses or fails in locks, in the journal and in drift. */
const BESIDES: readonly string[] = [
  ...Object.keys(areas.cli).filter((code) => /unlock|journal/.test(code)),
  ...Object.keys(areas.drift).filter((code) => code.endsWith("-unreadable")),
];

describe("the pages of problems", () => {
  const index = readFileSync(join(FOLDER, "README.md"), "utf8");

  for (const codes of [...WITH_PAGES.map((area) => Object.keys(areas[area])), BESIDES]) {
    for (const code of codes) {
      it(`has a page that says what is safe and what to do: ${code}`, () => {
        const file = join(FOLDER, `${code}.md`);
        expect(existsSync(file), file).to.equal(true);
        const text = readFileSync(file, "utf8");
        expect(text).to.match(/^# \S/);
        expect(text).to.contain(`Code \`${code}\`, exit code `);
        expect(text).to.match(/^1\. /m);
        expect(index).to.contain(`(${code}.md)`);
      });
    }
  }

  it("has no page for a code that is gone", () => {
    const codes = new Set<string>(Object.values(areas).flatMap((area) => Object.keys(area)));
    const pages = readdirSync(FOLDER).map((name) => name.replace(/\.md$/, ""));
    expect(pages.filter((name) => name !== "README" && !codes.has(name))).to.deep.equal([]);
  });
});
