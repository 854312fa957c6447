import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { areas, catalogue } from "../../src/problem/catalogue";
import { pageOf } from "../../src/problem/words";
import { problemPages } from "../../tools/generate/problem-pages";

const ROOT = join(__dirname, "..", "..", "..");

describe("the pages of problems", () => {
  const pages = problemPages(ROOT);

  it("tell of every code in its own words, with its exit code, and the list leads to it", () => {
    const index = pages.get("docs/problems/README.md") ?? "";
    for (const [area, entries] of Object.entries(areas)) {
      for (const code of Object.keys(entries)) {
        expect(pages.get(`docs/problems/${area}.md`), code).to.match(
          new RegExp(`^## ${code}\n\n(Error, exit code \\d|Warning: |Advice: )`, "m"),
        );
        expect(index, code).to.contain(`[${code}](${area}.md#${code})`);
        expect(pageOf(code)).to.equal(`docs/problems/${area}.md#${code}`);
      }
    }
    expect(pageOf("graph: throttled")).to.equal(undefined);
  });

  it("show names where a message has what changes from case to case, and nothing that is no word", () => {
    const text = [...pages.values()].join("\n");
    expect(text).to.contain("<calendar> has no admin.");
    expect(text).not.to.match(/\[object|undefined|function|NaN/);
  });

  it("are the only ones, and add by hand only to codes that exist", () => {
    const files = readdirSync(join(ROOT, "docs", "problems")).map((name) => `docs/problems/${name}`);
    expect(files.sort()).to.deep.equal([...pages.keys()].sort());
    for (const name of readdirSync(join(ROOT, "tools", "generate", "problem-parts")))
      expect(catalogue).to.have.property(name.replace(/\.md$/, ""));
    expect(existsSync(join(ROOT, "docs", "problems", "README.md"))).to.equal(true);
  });

  it("can be read where they are: no line of prose is a wall", () => {
    for (const page of pages.keys()) {
      const prose = readFileSync(join(ROOT, page), "utf8").replace(/```[\s\S]*?```/g, "");
      const long = prose.split("\n").filter((line) => line.length > 200 && !/^\||^\[/.test(line));
      expect(long, page).to.deep.equal([]);
    }
  });
});
