import { join } from "node:path";
import { expect } from "chai";
import { PRODUCT } from "../playground/product";
import { runProcess } from "../playground/run-process";

/** Loads Pulumi's library as our processes do, then what they never do: writes a closure as text. */
const PROGRAM = `
const loaded = () => Object.keys(require.cache).length;
const has = (name) => Object.values(require.cache).some(({ filename }) => filename?.includes(name));
require("${join(PRODUCT, "dist/src/engine/internals/light-pulumi.js")}");
const pulumi = require("@pulumi/pulumi/automation") && require("@pulumi/pulumi");
const light = { files: loaded(), compiler: has("/lib/typescript.js"), manifests: has("/normalize-package-data/") };
const closure = pulumi.runtime.serializeFunction((one) => one + 1);
const packages = pulumi.runtime.computeCodePaths({});
Promise.all([closure, packages]).then(([{ text }, { size }]) => {
  console.log(JSON.stringify({ light, text, size, compiler: has("/lib/typescript.js"), manifests: has("/normalize-package-data/") }));
});
`;

describe("Pulumi's library", function () {
  this.timeout(60_000);

  it("is loaded without the compiler and the reader of package.json, which come when someone does write a closure", async () => {
    const env = { PATH: process.env["PATH"] ?? "" };
    const { stdout, stderr } = await runProcess(process.execPath, ["-e", PROGRAM], { cwd: PRODUCT, env });
    expect(stdout, stderr).not.to.equal("");
    const { light, text, size, compiler, manifests } = JSON.parse(stdout);
    expect(light).to.include({ compiler: false, manifests: false });
    expect(light.files).to.be.below(320);
    expect(text).to.include("one + 1");
    expect(size).to.be.above(0);
    expect({ compiler, manifests }).to.deep.equal({ compiler: true, manifests: true });
  });
});
