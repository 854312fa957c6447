import { join } from "node:path";
import { expect } from "chai";
import { PRODUCT } from "../playground/product";
import { runProcess } from "../playground/run-process";

describe("npm run bench -- peer", () => {
  it("says which program is not there, and ends well", async () => {
    const options = { cwd: PRODUCT, env: { PATH: "/nowhere" } };
    const main = join(PRODUCT, "dist", "bench", "main.js");
    const { exitCode, stdout } = await runProcess(process.execPath, [main, "peer"], options);
    expect(exitCode).to.equal(0);
    expect(stdout).to.match(/^peer: not measured: there is no terraform( and go)? on this machine\.$/m);
  });
});
