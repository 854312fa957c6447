import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect } from "chai";
import type { Sandbox } from "../../sandbox/start";
import { DataFolderBusyError } from "../../sandbox/store/store";
import { MAIN, quietEnv } from "../support/run-bookings";
import { TestClient } from "./support/client";
import { startSandbox } from "./support/plain";

describe("a sandbox's data folder", () => {
  let folder: string;
  let child: ChildProcess | undefined;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "sandbox-data-"));
    mkdirSync(join(folder, "specs"));
    writeFileSync(join(folder, "specs", "tenant.yaml"), "");
    writeFileSync(join(folder, "seed.yaml"), "organisations: [{ shortName: Leeds }]\n");
  });

  afterEach(() => {
    child?.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  });

  async function startProcess(): Promise<Sandbox> {
    const words = ["sandbox", "start", "--json", "--data", "data", "--seed", "seed.yaml"];
    child = spawn(process.execPath, [MAIN, ...words], { cwd: folder, env: quietEnv() });
    if (!child.stdout) throw new Error("The process has no stdout.");
    const [line] = await once(createInterface(child.stdout), "line");
    return JSON.parse(line);
  }

  const modesOf = (data: string) => {
    const files = ["tls", "tls/ca.pem", "tls/server.key", "sandbox.sqlite", "sandbox.sqlite-wal"];
    return files.map((name) => (statSync(join(data, name)).mode & 0o777).toString(8));
  };

  it("is for its owner only", async () => {
    const data = join(folder, "data");
    const sandbox = await startSandbox({ dataDir: data });
    const modes = [(statSync(data).mode & 0o777).toString(8), ...modesOf(data)];
    await sandbox.close();
    expect(modes).to.deep.equal(["700", "700", "600", "600", "600", "600"]);
  });

  it("holds nothing that others can read where everybody can look into it, also what an older version left so", async () => {
    const data = join(folder, "data");
    mkdirSync(data);
    writeFileSync(join(data, "sandbox.sqlite"), "");
    for (const name of [".", "sandbox.sqlite"]) chmodSync(join(data, name), name === "." ? 0o755 : 0o644);
    const sandbox = await startSandbox({ dataDir: data });
    const modes = modesOf(data);
    await sandbox.close();
    expect(modes).to.deep.equal(["700", "600", "600", "600", "600"]);
  });

  it("serves one sandbox at a time", async () => {
    const sandbox = await startSandbox({ dataDir: folder });
    const second = await startSandbox({ dataDir: folder }).catch((error: unknown) => error);
    await sandbox.close();
    expect(second).to.be.instanceOf(DataFolderBusyError);
    await (await startSandbox({ dataDir: folder })).close();
  });

  it("keeps the tenant, its authority and its identities from one start to the next", async () => {
    const first = await startSandbox({ dataDir: folder, seed: { organisations: [{ shortName: "Leeds" }] } });
    await first.close();
    const second = await startSandbox({ dataDir: folder });
    await second.close();
    expect(second.tenantId).to.equal(first.tenantId);
    expect(second.identities.observer).to.deep.equal(first.identities.observer);
    expect(second.adminToken).to.equal(first.adminToken);
  });

  it("holds every answered write after kill -9, and lets the next sandbox in at once", async () => {
    const sandbox = await startProcess();
    const client = new TestClient(sandbox);
    const operator = await client.operatorToken("leeds");
    let answered = 0;
    const writing = (async () => {
      for (;;) {
        const displayName = `Leeds${answered}`;
        const made = await client
          .call(operator, "POST", "/solutions/bookingBusinesses", { displayName })
          .catch(() => undefined);
        if (made?.status !== 201) return;
        answered += 1;
        if (answered === 30) child?.kill("SIGKILL");
      }
    })();
    await writing;
    client.close();
    const again = await startProcess();
    const second = new TestClient(again);
    const { body } = await second.call(await second.appToken(), "GET", "/solutions/bookingBusinesses");
    const writes = await second.admin("GET", "log?effect=write&operation=bookingBusiness.create");
    second.close();
    expect(body.value.length).to.be.within(answered, answered + 1);
    expect(writes.body.entries).to.have.length(body.value.length);
    expect(again.tenantId).to.equal(sandbox.tenantId);
  });
});
