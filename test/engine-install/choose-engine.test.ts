import { expect } from "chai";
import { chooseEngine } from "../../src/engine/install/choose-engine";
import { type EngineFacts, enginePins } from "../../src/engine/install/engine-facts";
import { installWords } from "../../src/engine/install/install-words";

const bare: EngineFacts = { pins: enginePins, cached: {}, machine: "linux-x64", failed: {} };
const good = { pulumi: "/opt/pulumi/pulumi", version: "v3.210.0", hasLanguageHost: true };
const go = { version: "go1.26.8", toolchain: "local" };
const host = "https://downloads.example";

function because(facts: EngineFacts): string {
  const way = chooseEngine(facts);
  return way.kind === "none" || way.kind === "build" ? way.because.join("\n") : way.kind;
}

describe("choosing how to get the engine", () => {
  it("takes the pulumi that is on the PATH when it is new enough", () => {
    const way = chooseEngine({ ...bare, onPath: good, cached: { [enginePins.cli]: "/cache" }, go });
    expect(way).to.deep.equal({ kind: "use", origin: "path", pulumi: good.pulumi, version: "v3.210.0" });
  });

  it("takes none of the next major version, which this product does not know", () => {
    expect(because({ ...bare, onPath: { ...good, version: "v4.0.0" } })).to.contain(
      "it is v4.0.0, and this product knows versions below 4.0.0",
    );
    expect(because({ ...bare, onPath: { ...good, version: "v3.999.0" } })).to.equal("use");
  });

  it("says how long a build takes on this machine, and that it is the only one", () => {
    expect(installWords.building("3.258.0", "3.68.0", [], 2)).to.contain("about 5 minutes on 2 cores");
    expect(installWords.building("3.258.0", "3.68.0", [], 16)).to.contain("about 1 minute on 16 cores");
    expect(installWords.building("3.258.0", "3.68.0", [], 2)).to.contain("Every clone on this machine");
  });

  it("takes the one that was named before anything else", () => {
    const named = { ...good, pulumi: "/elsewhere/pulumi" };
    expect(chooseEngine({ ...bare, named, onPath: good })).to.include({
      origin: "named",
      pulumi: "/elsewhere/pulumi",
    });
  });

  it("never replaces the one that was named by another, and says what is wrong with it", () => {
    const named = { pulumi: "/elsewhere/pulumi", hasLanguageHost: false };
    const way = chooseEngine({ ...bare, named, onPath: good, go });
    expect(way.kind).to.equal("none");
    expect(because({ ...bare, named, onPath: good, go })).to.match(
      /BOOKINGS_PULUMI names \/elsewhere\/pulumi.*does not answer/,
    );
  });

  it("takes an earlier build from the cache, and an earlier download where there is no build", () => {
    const { cli, download } = enginePins;
    const both = { [download.version]: "/c/downloaded/bin", [cli]: "/c/built/bin" };
    expect(chooseEngine({ ...bare, cached: both })).to.include({
      origin: "cache",
      pulumi: "/c/built/bin/pulumi",
      version: cli,
    });
    expect(chooseEngine({ ...bare, cached: { [download.version]: "/c/d/bin" }, go })).to.include({
      pulumi: "/c/d/bin/pulumi",
    });
  });

  it("downloads the archive for this kind of machine, with its pinned checksum, before it would build", () => {
    const way = chooseEngine({ ...bare, downloadFrom: host, go });
    expect(way).to.deep.equal({
      kind: "download",
      version: enginePins.download.version,
      archive: enginePins.download.archives["linux-x64"],
      url: `${host}/pulumi-v${enginePins.download.version}-linux-x64.tar.gz`,
    });
  });

  it("builds when the download failed, and says so", () => {
    const facts = { ...bare, downloadFrom: host, go, failed: { download: "no such host" } };
    expect(chooseEngine(facts)).to.include({ kind: "build", version: enginePins.cli });
    expect(because(facts)).to.include("no pulumi on the PATH").and.include("no such host");
  });

  it("builds when downloading is switched off, or there is no archive for this kind of machine", () => {
    expect(because({ ...bare, go })).to.include("switched off");
    expect(because({ ...bare, go, downloadFrom: host, machine: "freebsd-x64" })).to.include("freebsd-x64");
  });

  it("says why the pulumi on the PATH is not taken", () => {
    expect(because({ ...bare, go, onPath: { ...good, version: "v3.99.0" } })).to.match(
      /it is v3\.99\.0, and 3\.200\.0 or newer/,
    );
    expect(because({ ...bare, go, onPath: { ...good, hasLanguageHost: false } })).to.include(
      "pulumi-language-nodejs",
    );
    expect(because({ ...bare, go, onPath: { pulumi: "/p", hasLanguageHost: true } })).to.include(
      "does not answer",
    );
  });

  it("builds with an older Go only where that fetches a newer toolchain by itself", () => {
    const old = { version: "go1.24.0", toolchain: "auto" };
    expect(chooseEngine({ ...bare, go: old }).kind).to.equal("build");
    expect(chooseEngine({ ...bare, go: { ...old, toolchain: "local" } }).kind).to.equal("none");
    expect(chooseEngine({ ...bare, go: { ...old, version: "go1.20.1" } }).kind).to.equal("none");
    expect(because({ ...bare, go: { ...old, toolchain: "local" } })).to.include("Go is go1.24.0, and 1.26.6");
  });

  it("gives every reason when no way is left", () => {
    const reasons = because({
      ...bare,
      downloadFrom: host,
      go,
      failed: { download: "404", build: "disk full" },
    });
    expect(reasons).to.include("no pulumi").and.include("404").and.include("disk full");
    expect(because(bare)).to.include("Go 1.26.6 or newer is not installed");
  });
});
