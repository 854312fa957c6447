import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { areas } from "../../src/problem/catalogue";
import { rules } from "../../src/rules/registry";

const FOLDER = join(__dirname, "..", "..", "..", "docs", "problems");
/** Whatever may wake somebody at night. */
const WITH_PAGES = [
  "engine",
  "limits",
  "inventory",
  "graph",
  "identity",
  "deletion",
  "directory",
  "drift",
  "policies",
] as const;
/** The command line refuses deletions, unlockings and runs by these areas' codes; only what is about none of them has no page. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  "no-root",
  "no-organisations",
  "unknown-calendar-or-policy",
  "no-address",
  "person-in-no-spec",
  "sandbox-not-running",
  "sandbox-already-running",
  "sandbox-did-not-start",
  "sandbox-refused",
]);
/** Rules that guard deletions, limits and the last admin: `validate` refuses by their codes. */
const GUARDS: ReadonlySet<string> = new Set([
  "tombstone-shape",
  "recreate-confirmed",
  "retired-organisation-is-empty",
  "override-shape",
  "address-clash",
  "calendar-needs-admin",
]);
const BESIDES: readonly string[] = [
  ...Object.keys(areas.cli).filter((code) => !ELSEWHERE.has(code)),
  ...rules.flatMap(({ id, codes }) => (GUARDS.has(id) ? codes : [])),
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

  it("knows every rule that guards, and every code of the command line that needs no page", () => {
    const ids = rules.map(({ id }) => id);
    expect([...GUARDS].filter((id) => !ids.includes(id))).to.deep.equal([]);
    expect([...ELSEWHERE].filter((code) => !(code in areas.cli))).to.deep.equal([]);
  });

  it("has no page for a code that is gone", () => {
    const codes = new Set<string>(Object.values(areas).flatMap((area) => Object.keys(area)));
    const pages = readdirSync(FOLDER).map((name) => name.replace(/\.md$/, ""));
    expect(pages.filter((name) => name !== "README" && !codes.has(name))).to.deep.equal([]);
  });
});
