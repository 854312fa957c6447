import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { type PlantedViolation, plantedViolations } from "./planted-violations";

const root = path.resolve(__dirname, "../../..");

interface Rules {
  readonly forbidden: readonly {
    readonly name: string;
    readonly comment: string;
    readonly from: { readonly path?: string };
    readonly to: { readonly pathNot?: unknown };
  }[];
  readonly options: object;
}
interface Violation {
  readonly rule: { readonly name: string };
  readonly from: string;
}

const rules: Rules = require(path.join(root, ".dependency-cruiser.cjs"));

describe("the rules on imports between folders", () => {
  let violations: readonly Violation[];

  before(async function () {
    this.timeout(60_000);
    const folder = mkdtempSync(path.join(tmpdir(), "arrows-"));
    try {
      writeProject(folder, plantedViolations);
      violations = await cruise(folder);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  for (const { rule, file, imports } of plantedViolations)
    it(`catch ${file} when it imports ${imports} (${rule})`, () => {
      expect(
        violations.filter(({ from }) => from === file).map((violation) => violation.rule.name),
      ).to.include(rule);
    });

  it("are each shown to work by a planted violation", () => {
    const planted = plantedViolations.map(({ rule }) => rule);
    expect(rules.forbidden.map(({ name }) => name)).to.have.members(planted);
  });

  it("are what docs/how-it-works.md says of each folder", () => {
    const page = readFileSync(path.join(root, "docs/how-it-works.md"), "utf8");
    const rows = [...page.matchAll(/^\| `(src\/\w+|providers|stacks)` \|[^|]*\| ([^|]*) \|$/gm)];
    const told = new Map(
      rows.map(([, folder = "", names = ""]) => [folder, names.replace("none of our modules", "")]),
    );
    const allowed = rules.forbidden.flatMap(({ name, from, to }): [string, string[]][] => {
      const folder = from.path?.replace(/^\^|\/$/g, "") ?? "";
      if (!name.endsWith("-arrows") || folder.startsWith("sandbox")) return [];
      const names = (to.pathNot as string[]).map((one) => one.replace(/^\^(src\/)?|\/$/g, ""));
      return [[folder, names.filter((one) => one !== folder.replace("src/", ""))]];
    });
    expect(allowed.length).to.be.greaterThan(15);
    for (const [folder, names] of allowed)
      expect(told.get(folder)?.split(/, |$/).filter(Boolean), folder).to.have.members(names);
  });

  it("each say why, and what to do instead", () => {
    for (const { name, comment } of rules.forbidden) expect(comment.length, name).to.be.greaterThan(60);
  });
});

/** Writes the offending files, and beside them what they import, which is innocent. */
function writeProject(folder: string, planted: readonly PlantedViolation[]): void {
  symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
  write(path.join(folder, "package.json"), JSON.stringify(require(path.join(root, "package.json"))));
  for (const { file, imports } of planted)
    write(path.join(folder, file), `import * as other from "${imports}";\nexport const value = other;\n`);
  for (const { rule, file, imports } of planted) {
    const target = path.join(folder, path.dirname(file), `${imports}.ts`);
    if (!imports.startsWith(".") || rule === "no-missing" || existsSync(target)) continue;
    const back = rule === "no-circles" ? `import "./${path.basename(file, ".ts")}";\n` : "";
    write(target, `${back}export const innocent = 1;\n`);
  }
}

function write(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

async function cruise(folder: string): Promise<readonly Violation[]> {
  const { cruise } = await import("dependency-cruiser");
  const ruleSet = { forbidden: [...rules.forbidden] } as object;
  const result = await cruise(
    ["src", "providers", "stacks", "sandbox"],
    { ...rules.options, ruleSet, validate: true, baseDir: folder },
    {},
  );
  if (typeof result.output === "string") throw new Error(result.output);
  return result.output.summary.violations;
}
