import { existsSync, mkdirSync, symlinkSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { enginePins } from "../../src/engine/install/engine-facts";
import { lookForEngine } from "../../src/engine/install/look-for-engine";
import { FakeMachine } from "./fake-machine";

describe("looking for an engine", () => {
  let machine: FakeMachine;
  beforeEach(() => {
    machine = new FakeMachine();
    machine.env["PATH"] = machine.bin;
  });
  afterEach(() => machine.remove());

  it("finds nothing on a machine with nothing, and invents nothing", async () => {
    expect(await lookForEngine(machine.options())).to.deep.equal({
      pins: enginePins,
      machine: "linux-x64",
      cached: {},
      failed: {},
    });
  });

  it("asks the pulumi on the PATH for its version, and looks for the language host beside its real file", async () => {
    const elsewhere = path.join(machine.folder, "opt");
    symlinkSync(machine.engine("3.210.0", elsewhere), path.join(machine.bin, "pulumi"));
    machine.env["PATH"] = `${machine.bin}:/bin`;
    const { onPath } = await lookForEngine(machine.options());
    expect(onPath).to.deep.equal({
      pulumi: path.join(machine.bin, "pulumi"),
      version: "v3.210.0",
      hasLanguageHost: true,
    });
  });

  it("passes over npm's launcher, which would download an engine when asked anything", async () => {
    const packages = path.join(machine.folder, "node_modules");
    machine.engine("3.265.0", path.join(packages, "pulumi"));
    mkdirSync(path.join(packages, ".bin"));
    symlinkSync("../pulumi/pulumi", path.join(packages, ".bin", "pulumi"));
    symlinkSync(path.join(packages, "pulumi", "pulumi"), path.join(machine.bin, "pulumi"));
    machine.env["PATH"] = `${path.join(packages, ".bin")}:${machine.bin}:/bin`;
    expect(await lookForEngine(machine.options())).not.to.have.property("onPath");
  });

  it("notices a pulumi that does not answer", async () => {
    machine.program("pulumi", "exit 3");
    const { onPath } = await lookForEngine(machine.options());
    expect(onPath).to.deep.equal({ pulumi: path.join(machine.bin, "pulumi"), hasLanguageHost: false });
  });

  it("looks at the program that BOOKINGS_PULUMI names, and not at the PATH", async () => {
    machine.engine("3.210.0");
    machine.env["BOOKINGS_PULUMI"] = "/nowhere/pulumi";
    const facts = await lookForEngine(machine.options());
    expect(facts.named).to.deep.equal({ pulumi: "/nowhere/pulumi", hasLanguageHost: false });
    expect(facts).not.to.have.property("onPath");
  });

  it("asks Go for its version and whether it fetches toolchains", async () => {
    machine.go("1.24.1", ":", "auto");
    machine.env["PATH"] = `${machine.bin}:/bin`;
    const { go } = await lookForEngine(machine.options());
    expect(go).to.deep.equal({ version: "go1.24.1", toolchain: "auto" });
  });

  it("asks no one where the engine of our cache is there, also when it is on the PATH", async () => {
    const bin = machine.engine(enginePins.cli, path.join(machine.cache, enginePins.cli, "bin"));
    for (const name of ["pulumi", "pulumi-language-nodejs"])
      machine.program(name, `echo ${name} >> ${machine.folder}/asked`, path.dirname(bin));
    machine.go("1.24.1", `echo go >> ${machine.folder}/asked`, "auto");
    expect(await lookForEngine(machine.options())).not.to.have.property("go");
    machine.env["PATH"] = `${path.dirname(bin)}:${machine.bin}:/bin`;
    const facts = await lookForEngine(machine.options());
    expect(facts).not.to.have.property("go");
    expect(facts.onPath).to.deep.equal({ pulumi: bin, version: enginePins.cli, hasLanguageHost: true });
    expect(existsSync(path.join(machine.folder, "asked"))).to.equal(false);
  });

  it("counts only whole engines in the cache", async () => {
    const bin = path.join(machine.cache, enginePins.cli, "bin");
    machine.program("pulumi", ":", bin);
    expect((await lookForEngine(machine.options())).cached).to.deep.equal({});
    machine.program("pulumi-language-nodejs", ":", bin);
    expect((await lookForEngine(machine.options())).cached).to.deep.equal({ [enginePins.cli]: bin });
  });

  it("downloads from the official host unless told otherwise", async () => {
    const from = async (url?: string) => {
      machine.env["BOOKINGS_ENGINE_DOWNLOAD"] = url;
      return (await lookForEngine(machine.options())).downloadFrom;
    };
    expect(await from()).to.equal("https://get.pulumi.com/releases/sdk");
    expect(await from("https://mirror.example")).to.equal("https://mirror.example");
    expect(await from("off")).to.equal(undefined);
  });
});
