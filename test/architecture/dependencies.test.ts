import { readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";

const root = path.resolve(__dirname, "../../..");

interface Manifest {
  readonly dependencies: Record<string, string>;
  readonly optionalDependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
}

describe("the packages this depends on", () => {
  const manifest: Manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  const all = { ...manifest.dependencies, ...manifest.optionalDependencies, ...manifest.devDependencies };

  it("each have a because in docs/dependencies.md, which names no others", () => {
    const page =
      readFileSync(path.join(root, "docs/dependencies.md"), "utf8").split("## Outside npm")[0] ?? "";
    const rows = [...page.matchAll(/^\| `([^`]+)` \| (.+) \|$/gm)];
    expect(rows.map((row) => row[1])).to.have.members(Object.keys(all));
  });

  it("have exact versions", () => {
    for (const [name, version] of Object.entries(all))
      expect(version, name).to.match(/^(npm:\w+@)?\d+\.\d+\.\d+(-[\w.]+)?$/);
  });

  it("are each known by their content, for every platform, wherever they come from", () => {
    const lock = JSON.parse(readFileSync(path.join(root, "package-lock.json"), "utf8"));
    const entries = Object.entries<{ integrity?: string; resolved?: string }>(lock.packages);
    const packages = entries.filter(([name]) => name !== "");
    expect(packages.filter(([, { integrity }]) => !integrity?.startsWith("sha512-"))).to.deep.equal([]);
    expect(packages.filter(([, { resolved }]) => resolved !== undefined)).to.deep.equal([]);
  });

  it("run no install script: each that has one is refused by name", () => {
    const lock = JSON.parse(readFileSync(path.join(root, "package-lock.json"), "utf8"));
    const entries = Object.entries<{ hasInstallScript?: boolean }>(lock.packages);
    const withScript = entries.filter(([, entry]) => entry.hasInstallScript).map(([name]) => name);
    const names = withScript.map((name) =>
      name.slice(name.lastIndexOf("node_modules/") + "node_modules/".length),
    );
    const { allowScripts } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
    expect(allowScripts).to.deep.equal(Object.fromEntries(names.map((name) => [name, false])));
  });
});
