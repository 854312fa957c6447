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

  it("have a whole SHA-256 for every archive, and its version in the name", () => {
    for (const [machine, { name, sha256 }] of Object.entries(enginePins.download.archives)) {
      expect(sha256).to.match(/^[0-9a-f]{64}$/);
      expect(name).to.equal(`pulumi-v${enginePins.download.version}-${machine}.tar.gz`);
    }
  });
});
