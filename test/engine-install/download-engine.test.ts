import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { expect } from "chai";
import { type EnginePins, enginePins } from "../../src/engine/install/engine-facts";
import { ensureEngine } from "../../src/engine/install/ensure-engine";
import { FakeMachine } from "./fake-machine";

describe("making sure of the engine by the official download", () => {
  let machine: FakeMachine;
  let server: Server;
  let answer: (response: ServerResponse) => void;
  let pins: EnginePins;

  beforeEach(async () => {
    machine = new FakeMachine();
    const archive = packEngine(machine);
    pins = withChecksum(createHash("sha256").update(archive).digest("hex"));
    answer = (response) => response.end(archive);
    server = createServer((request, response) => {
      if (request.url === "/sdk/engine.tar.gz") answer(response);
      else response.writeHead(404).end();
    }).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    machine.env["BOOKINGS_ENGINE_DOWNLOAD"] =
      `http://127.0.0.1:${(server.address() as AddressInfo).port}/sdk`;
  });

  afterEach(() => {
    server.closeAllConnections();
    server.close();
    machine.remove();
  });

  it("unpacks the engine and its Node parts, leaves other languages out, and reuses it afterwards", async () => {
    const ready = await ensureEngine(machine.options({ pins }));
    expect(ready).to.include({ origin: "download", version: pins.download.version });
    const names = ["pulumi", "pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"];
    expect(readdirSync(ready.bin).sort()).to.deep.equal(names);
    expect(readdirSync(path.dirname(ready.bin))).to.deep.equal(["bin"]);
    expect(machine.messages).to.include("Downloading Pulumi's engine 9.9.9 from 127.0.0.1");

    answer = (response) => response.writeHead(500).end();
    expect(await ensureEngine(machine.options({ pins }))).to.deep.equal({ ...ready, origin: "cache" });
  });

  it("refuses an archive with another checksum, keeps nothing of it, and goes on to build", async () => {
    machine.go();
    const ready = await ensureEngine(machine.options({ pins: withChecksum("0".repeat(64)) }));
    expect(ready).to.include({ origin: "build" });
    expect(machine.messages).to.include("is not the file it should be");
    expect(readdirSync(machine.cache)).to.deep.equal([enginePins.cli]);
  });

  it("goes on to build when the host answers with an error, and says so", async () => {
    machine.go();
    answer = (response) => response.writeHead(403).end();
    expect(await ensureEngine(machine.options({ pins }))).to.include({ origin: "build" });
    expect(machine.messages).to.include("/sdk/engine.tar.gz answered 403");
  });

  it("goes on to build when the host cannot be reached", async () => {
    machine.go();
    machine.env["BOOKINGS_ENGINE_DOWNLOAD"] = "http://127.0.0.1:1/sdk";
    expect(await ensureEngine(machine.options({ pins }))).to.include({ origin: "build" });
    expect(machine.messages).to.match(/127\.0\.0\.1:1 cannot be reached \(/);
  });

  it("does not wait for ever for a host that does not answer", async () => {
    machine.go();
    answer = () => undefined;
    expect(await ensureEngine(machine.options({ pins, connectMs: 100 }))).to.include({ origin: "build" });
    expect(machine.messages).to.include("no answer in 0.1 s");
  });

  it("goes on to build when the connection breaks half way", async () => {
    machine.go();
    answer = (response) => {
      response.writeHead(200, { "content-length": "100000" });
      response.write("x");
      setTimeout(() => response.destroy(), 50);
    };
    expect(await ensureEngine(machine.options({ pins }))).to.include({ origin: "build" });
    expect(readdirSync(machine.cache)).to.deep.equal([enginePins.cli]);
  });

  it("leaves nothing behind when it is interrupted", async () => {
    answer = (response) => {
      response.writeHead(200, { "content-length": "100000" });
      response.write("x");
      setTimeout(() => machine.stop.abort(), 50);
    };
    const outcome = await ensureEngine(machine.options({ pins })).catch((error: unknown) => error);
    expect(outcome).to.be.instanceOf(Error).and.have.property("name", "AbortError");
    expect(readdirSync(machine.cache)).to.deep.equal([]);
  });
});

function withChecksum(sha256: string): EnginePins {
  const archives = { "linux-x64": { name: "engine.tar.gz", sha256 } };
  return { ...enginePins, download: { version: "9.9.9", archives } };
}

/** An archive laid out as the official ones are. */
function packEngine(machine: FakeMachine): Buffer {
  const folder = path.join(machine.folder, "archive", "pulumi");
  machine.engine("9.9.9", folder);
  machine.program("pulumi-language-go", ":", folder);
  machine.program("pulumi-resource-pulumi-nodejs", ":", folder);
  const file = path.join(machine.folder, "made.tar.gz");
  execFileSync("tar", ["-czf", file, "-C", path.dirname(folder), "pulumi"]);
  return readFileSync(file);
}
