import { readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { enginePins } from "../../src/engine/install/engine-facts";

const goMod = (module: string) =>
  readFileSync(path.resolve(__dirname, "../../../tools/engine", module, "go.mod"), "utf8");

describe("the pinned versions of the engine", () => {
  it("are those of the Go modules it is built from", () => {
    expect(goMod("cli")).to.include(`github.com/pulumi/pulumi/pkg/v3 v${enginePins.cli}`);
    expect(goMod("nodejs-language")).to.include(
      `github.com/pulumi/pulumi/sdk/v3 v${enginePins.languageHost}`,
    );
    for (const module of ["cli", "nodejs-language"])
      expect(goMod(module)).to.include(`\ngo ${enginePins.leastGo}\n`);
  });

  it("are those that the weekly job lays out as an official installation", () => {
    const job = readFileSync(path.resolve(__dirname, "../../../.github/workflows/engine.yml"), "utf8");
    const { version, archives } = enginePins.download;
    expect(job)
      .to.include(`VERSION: ${version}\n`)
      .and.to.include(`SHA256: ${archives["linux-x64"]?.sha256}\n`);
  });

  it("have a whole SHA-256 for every archive, and its version in the name", () => {
    for (const [machine, { name, sha256 }] of Object.entries(enginePins.download.archives)) {
      expect(sha256).to.match(/^[0-9a-f]{64}$/);
      expect(name).to.equal(`pulumi-v${enginePins.download.version}-${machine}.tar.gz`);
    }
  });
});
