import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { formatText } from "../../src/problem/format";
import type { Problem } from "../../src/problem/problem";
import { rules } from "../../src/rules/registry";
import { validate } from "../../src/rules/validate";
import { fixtureFile } from "./fixture";

const root = join(__dirname, "..", "..", "..");
const fixtures = join(root, "test", "rules", "fixtures");

function fixturesOf(id: string, prefix: string): string[] {
  return readdirSync(join(fixtures, id)).filter((name) => name.startsWith(prefix));
}

function line({ code, at, also = [] }: Problem): string {
  const places = [at, ...also].map((place) => `${place?.file}:${place?.line}:${place?.column}`);
  return [code, ...places].join(" ");
}

describe("rules", () => {
  it("are each in one file, with a page and fixtures of the same name", () => {
    const ids = rules.map(({ id }) => id);
    expect(new Set(ids).size).to.equal(ids.length);
    expect(readdirSync(fixtures).sort()).to.deep.equal([...ids].sort());
    const folder = join(root, "src", "rules");
    const sources = readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));
    for (const id of ids) {
      expect(id).to.match(/^[a-z]+(-[a-z]+)*$/);
      expect(sources.filter((text) => text.includes(`  id: "${id}",`)).length, id).to.equal(1);
    }
  });

  for (const { id, codes } of rules) {
    describe(id, () => {
      it("has a page that names each of its codes", () => {
        const page = readFileSync(join(root, "docs", "rules", `${id}.md`), "utf8");
        for (const code of codes) expect(page).to.include(`\`${code}\``);
      });

      it("has a failing fixture for each of its codes", () => {
        const expected = fixturesOf(id, "failing-").flatMap(
          (name) => fixtureFile(join(fixtures, id, name)).expected,
        );
        const seen = new Set(expected.map((text) => text.split(" ")[0]));
        for (const code of codes) expect(seen).to.include(code);
        expect(fixturesOf(id, "passing-")).not.to.deep.equal([]);
      });

      for (const name of fixturesOf(id, "passing-")) {
        it(`accepts ${name.replace(/passing-|\.txt/g, "").replaceAll("-", " ")}`, () => {
          const { files } = fixtureFile(join(fixtures, id, name));
          const broken = validate("", files).problems.filter(({ code }) => codes.includes(code));
          expect(broken.map(line)).to.deep.equal([]);
        });
      }

      for (const name of fixturesOf(id, "failing-")) {
        it(`refuses ${name.replace(/failing-|\.txt/g, "").replaceAll("-", " ")}`, () => {
          const { files, expected } = fixtureFile(join(fixtures, id, name));
          const { problems, estate } = validate("", files);
          expect(problems.map(line)).to.deep.equal(expected);
          expect(formatText(problems)).not.to.match(/undefined|NaN|\[object/);
          expect(estate === undefined).to.equal(problems.some(({ severity }) => severity === "error"));
        });
      }
    });
  }
});
