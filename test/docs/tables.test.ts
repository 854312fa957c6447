import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { exitCode } from "../../src/problem/exit-code";
import { type SchemaNode, specSchemas } from "../../tools/generate/spec-schemas";
import { root } from "./pages";

const read = (...path: string[]): string => readFileSync(join(root, ...path), "utf8");

/** Names of all properties of a schema, however deep. */
function propertiesOf(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(propertiesOf);
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node as SchemaNode).flatMap(([keyword, child]) =>
    keyword === "properties" && typeof child === "object" && child !== null
      ? [...Object.keys(child), ...Object.values(child).flatMap(propertiesOf)]
      : keyword === "examples" || keyword === "if" || keyword === "then" || keyword === "else"
        ? []
        : propertiesOf(child),
  );
}

describe("tables in pages", () => {
  for (const [kind, schema] of specSchemas(join(root, "schemas"))) {
    it(`tell of every field of a ${kind} in docs/specs.md`, () => {
      const part = read("docs", "specs.md").split(`## ${kind}\n`)[1]?.split("\n## ")[0] ?? "";
      const told = [...part.matchAll(/^\| `([^`]+)` \|/gm)].map(([, path = ""]) => path.split(".").at(-1));
      expect(told).to.include.members(propertiesOf(schema));
    });
  }

  it("tell of every exit code, by number and name", () => {
    const page = read("docs", "exit-codes.md");
    for (const [name, code] of Object.entries(exitCode)) {
      const row = page.split("\n").find((line) => line.startsWith("|") && line.includes(`\`${name}\``)) ?? "";
      expect(row.split("|")[1], name).to.match(new RegExp(`\\b${code}\\b`));
    }
  });

  it("list every decision by its title", () => {
    const page = read("docs", "decisions", "README.md");
    const files = readdirSync(join(root, "docs", "decisions")).filter((name) => /^\d{4}-/.test(name));
    const rows = files.map((name) => {
      const [, number = "", title = ""] = /^# (\d{4}) (.+)$/m.exec(read("docs", "decisions", name)) ?? [];
      return `| [${number}](${name}) | ${title} |`;
    });
    expect(rows.filter((row) => !page.includes(row))).to.deep.equal([]);
    expect(new Set(files.map((name) => name.slice(0, 4))).size).to.equal(files.length);
  });
});
