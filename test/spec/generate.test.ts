import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";

const root = join(__dirname, "..", "..", "..");

describe("generate --check", () => {
  let copy = "";

  before(() => {
    copy = mkdtempSync(join(tmpdir(), "generate-"));
    mkdirSync(join(copy, "dist"));
    for (const part of [
      "schemas",
      "src/spec/generated",
      "docs",
      "dist/tools",
      "dist/src",
      "tools/generate/problem-parts",
      "package.json",
      "package-lock.json",
    ])
      cpSync(join(root, part), join(copy, part), { recursive: true });
    symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  });

  after(() => rmSync(copy, { recursive: true, force: true }));

  const run = (...args: string[]) =>
    spawnSync(process.execPath, [join(copy, "dist", "tools", "generate.js"), ...args], { encoding: "utf8" });

  it("passes while the generated files are what the schemas say", () => {
    expect(run("--check").status).to.equal(0);
  }).timeout(20_000);

  it("fails, writes nothing and names the command when a schema has changed; generating mends it", () => {
    const schema = join(copy, "schemas", "tenant.schema.json");
    const types = join(copy, "src", "spec", "generated", "tenant-spec.ts");
    writeFileSync(schema, readFileSync(schema, "utf8").replace("The settings that all", "Settings that all"));
    const before = readFileSync(types, "utf8");
    const { status, stderr } = run("--check");
    expect([status, readFileSync(types, "utf8")]).to.deep.equal([1, before]);
    expect(stderr).to.include("tenant-spec.ts").and.to.include("npm run generate");
    expect(run().status).to.equal(0);
    expect(run("--check").status).to.equal(0);
  }).timeout(40_000);
});
