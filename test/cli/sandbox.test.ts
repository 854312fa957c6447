import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect } from "chai";
import type { SandboxLine } from "../../src/cli/sandbox/running-sandbox";
import { type Ended, MAIN, quietEnv, runBookings } from "../support/run-bookings";
import { SpecsFolder } from "../support/specs-folder";

const SEED = `
organisations:
  - { shortName: Leeds, operator: svc.leeds.bookings@nhs.net }
users:
  - { address: amy.shah@nhs.net, displayName: Amy Shah, organisation: Leeds, mailbox: user }
  - { address: bob.jones@nhs.net, displayName: Bob Jones, organisation: Leeds, mailbox: user }
calendars:
  - displayName: LeedsENTVoice
    staff:
      - { address: amy.shah@nhs.net, role: administrator, status: pendingAcceptance }
      - { address: bob.jones@nhs.net, role: viewer, status: pendingAcceptance }
`;

const mode = (file: string): string => (statSync(file).mode & 0o777).toString(8);

describe("bookings sandbox as a process", function () {
  this.timeout(60_000);
  let folder: SpecsFolder;
  const file = (name: string): string => join(folder.root, ".bookings", name);
  const sandbox = (...words: string[]): Promise<Ended> =>
    runBookings(["sandbox", ...words], { cwd: folder.root });
  const running = (): SandboxLine & { pid: number } =>
    JSON.parse(readFileSync(file("sandbox/running.json"), "utf8")) as SandboxLine & { pid: number };

  before(async () => {
    folder = new SpecsFolder({ "seed.yaml": SEED });
    const { code, stderr } = await sandbox("start", "--detach", "--seed", "seed.yaml");
    expect(code, stderr).to.equal(0);
  });

  after(async () => {
    await sandbox("stop");
    folder.remove();
  });

  it("keeps what is secret readable by its owner only", () => {
    expect(mode(file("identities.json"))).to.equal("600");
    expect(mode(file("sandbox/running.json"))).to.equal("600");
    expect(existsSync(file("sandbox/start.json"))).to.equal(false);
  });

  it("writes identities of every kind for the product", () => {
    const identities = JSON.parse(readFileSync(file("identities.json"), "utf8")) as {
      observer: object;
      directoryOperator: object;
      calendarOperators: Record<string, object>;
    };
    expect(identities.observer)
      .to.have.keys("kind", "clientId", "clientSecret")
      .and.include({ kind: "secret" });
    expect(identities.directoryOperator).to.include({ kind: "secret" });
    expect(identities.calendarOperators["leeds"]).to.include({
      kind: "refresh-token",
      address: "svc.leeds.bookings@nhs.net",
    });
  });

  it("tells how it stands, without any secret", async () => {
    const { adminToken } = running();
    const [text, json] = await Promise.all([sandbox("status"), sandbox("status", "--json")]);
    expect(text.stdout).to.contain("1 calendar, 2 pending members").and.not.to.contain(adminToken);
    expect(JSON.parse(json.stdout)).to.include({ calendars: 1, pending: 2 });
    expect(json.stdout).not.to.contain(adminToken);
  });

  it("refuses a second one on the same data", async () => {
    const { code, stderr } = await sandbox("start");
    expect(code).to.equal(1);
    expect(stderr).to.contain("A sandbox is running already").and.to.contain("bookings sandbox stop");
  });

  it("points programs at itself, in any shell", async () => {
    const { url } = running();
    const [sh, fish, powershell, json] = await Promise.all([
      sandbox("env", "--shell", "sh"),
      sandbox("env", "--shell", "fish"),
      sandbox("env", "--shell", "powershell"),
      sandbox("env", "--json"),
    ]);
    expect(sh.stdout).to.contain(`export BOOKINGS_GRAPH_URL='${url}'`);
    expect(fish.stdout).to.contain(`set -gx BOOKINGS_GRAPH_URL '${url}'`);
    expect(powershell.stdout).to.contain(`$env:BOOKINGS_GRAPH_URL = '${url}'`);
    expect(JSON.parse(json.stdout)).to.include({ BOOKINGS_GRAPH_URL: url });
  });

  it("approves and rejects for people, by name [USR-8]", async () => {
    const reject = await sandbox("reject", "bob.jones@nhs.net");
    expect(reject.stderr).to.contain("bob.jones@nhs.net has declined");
    const approve = await sandbox("approve");
    expect(approve.stderr).to.contain("amy.shah@nhs.net is now a member of");
    expect((await sandbox("approve")).stderr).to.equal("No one was pending.\n");
    const unknown = await sandbox("approve", "nobody@nhs.net");
    expect(unknown).to.include({ code: 1 });
    expect(unknown.stderr).to.contain("refused to approve").and.not.to.contain("    at ");
  });

  it("refuses a seed that is no seed, with a reason and no stack", async () => {
    folder.write({ "bad.yaml": "usres: []\n" });
    const { code, stderr } = await sandbox("seed", "bad.yaml");
    expect(code).to.equal(1);
    expect(stderr).to.contain("refused to take the seed bad.yaml").and.not.to.contain("    at ");
  });

  it("takes people and calendars from a seed into the tenant that is there, and identities of new organisations", async () => {
    folder.write({
      "more.yaml": `organisations: [{ shortName: York, operator: svc.york.bookings@nhs.net }]
calendars: [{ displayName: YorkKnee, staff: [{ address: amy.shah@nhs.net, role: administrator, status: pendingAcceptance }] }]
`,
    });
    const { tenantId } = running();
    const { code, stderr } = await sandbox("seed", "more.yaml");
    expect(code, stderr).to.equal(0);
    expect(JSON.parse((await sandbox("status", "--json")).stdout)).to.include({ calendars: 2, pending: 1 });
    expect(running().tenantId).to.equal(tenantId);
    expect(JSON.parse(readFileSync(file("identities.json"), "utf8")).calendarOperators).to.have.keys(
      "leeds",
      "york",
    );
  });

  it("is a new tenant with new identities after a reset", async () => {
    const [before, identities] = [running(), readFileSync(file("identities.json"), "utf8")];
    const { code, stderr } = await sandbox("reset");
    expect(code).to.equal(0);
    expect(running().tenantId).not.to.equal(before.tenantId);
    expect(stderr).to.contain(running().tenantId);
    expect(readFileSync(file("identities.json"), "utf8")).not.to.equal(identities);
  });

  it("runs in the foreground with one line of JSON, and dies with its process", async () => {
    const child = spawn(process.execPath, [MAIN, "sandbox", "start", "--json", "--data", "apart"], {
      cwd: folder.root,
      env: quietEnv(),
    });
    const [text] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
    const line = JSON.parse(text) as SandboxLine;
    expect(Object.keys(line)).to.deep.equal([
      "url",
      "authority",
      "tenantId",
      "caFile",
      "adminUrl",
      "adminToken",
      "identities",
    ]);
    expect(line.url).to.match(/^https:\/\/127\.0\.0\.1:\d+\/v1\.0$/);
    expect(line.authority).to.match(/^https:\/\/127\.0\.0\.1:\d+$/);
    expect(line.tenantId).to.match(/^[0-9a-f-]{36}$/);
    expect(existsSync(line.caFile)).to.equal(true);
    const { observer, directoryOperator, calendarOperators } = line.identities;
    for (const one of [observer, directoryOperator]) expect(one).to.have.keys("clientId", "clientSecret");
    for (const one of Object.values(calendarOperators)) {
      expect(one).to.have.keys("clientId", "refreshToken", "address");
    }
    expect(running().url, "a second sandbox with data of its own stays apart").not.to.equal(line.url);
    child.kill("SIGKILL");
    await once(child, "close");
    const again = spawn(process.execPath, [MAIN, "sandbox", "start", "--json", "--data", "apart"], {
      cwd: folder.root,
      env: quietEnv(),
    });
    await once(createInterface({ input: again.stdout }), "line");
    again.kill("SIGTERM");
    const [code] = (await once(again, "close")) as [number];
    expect(code).to.equal(143);
  });

  it("leaves another process alone that has its number, as after a restart of the machine", async () => {
    const other = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
    const elsewhere = new SpecsFolder({
      ".bookings/sandbox/running.json": JSON.stringify({
        ...running(),
        pid: other.pid,
        startedAt: "2026-01-01T00:00:00.000Z",
      }),
    });
    const there = (...words: string[]) => runBookings(["sandbox", ...words], { cwd: elsewhere.root });
    for (const word of ["status", "stop"]) {
      const { code, stderr } = await there(word);
      expect([code, stderr]).to.deep.include(1);
      expect(stderr).to.contain("No sandbox is running in this folder.");
    }
    expect([other.exitCode, other.signalCode]).to.deep.equal([null, null]);
    other.kill("SIGKILL");
    elsewhere.remove();
  });

  it("says how to stop one in the background that stays apart from the folder's own", async () => {
    const { url, pid } = running();
    const { code, stdout, stderr } = await sandbox("start", "--detach", "--data", "beside");
    expect(code, stderr).to.equal(0);
    expect(stderr).to.contain(`goes on using the sandbox at ${url}`);
    const other = Number(/Stop it with: kill (\d+)$/m.exec(stdout)?.[1]);
    expect(other).to.be.above(0).and.not.equal(pid);
    process.kill(other, "SIGTERM");
    expect(running().pid).to.equal(pid);
  });

  it("starts where it was before, so that shells which point at it stay right", async () => {
    const { url } = running();
    await sandbox("stop");
    const { code, stderr } = await sandbox("start", "--detach");
    expect([code, stderr]).to.deep.equal([0, ""]);
    expect(running().url).to.equal(url);
  });

  it("says of a seed that it is not used where the tenant is there already, and how to begin with it", async () => {
    await sandbox("stop");
    const { code, stderr } = await sandbox("start", "--detach", "--seed", "seed.yaml");
    expect(code, stderr).to.equal(0);
    expect(stderr)
      .to.contain("seed.yaml was not used")
      .and.contain("bookings sandbox reset --seed seed.yaml");
  });

  it("starts in the background with the settings and faults that it is given", async () => {
    await sandbox("stop");
    folder.write({ "faults.yaml": "- { operation: '*', kind: '503' }\n" });
    const words = ["--settings", "{ colour: red }", "--faults", "faults.yaml"];
    const wrong = await sandbox("start", "--detach", ...words);
    expect([wrong.code, wrong.stderr]).to.satisfy(
      ([code, text]: [number, string]) => code !== 0 && /no setting colour/.test(text),
    );
    const right = await sandbox("start", "--detach", "--settings", "{ listLimit: 3 }", ...words.slice(2));
    expect(right.code, right.stderr).to.equal(0);
  });

  it("says why it did not start", async () => {
    folder.write({ "bad.yaml": "usres: []\n" });
    const here = await sandbox("start", "--data", "other", "--seed", "bad.yaml");
    const detached = await sandbox("start", "--detach", "--data", "other", "--seed", "bad.yaml");
    for (const { code, stderr } of [here, detached]) {
      expect(code).to.equal(1);
      expect(stderr).to.contain("The sandbox did not start").and.not.to.contain("    at ");
      expect(stderr.match(/did-not-start/g), stderr).to.have.length(1);
    }
    const none = await sandbox("start", "--detach", "--data", "other", "--seed", "none.yaml");
    expect(none.stderr).to.match(/The seed .*none\.yaml cannot be read: there is no such file/);
    const port = await sandbox("start", "--port", "70000");
    expect(port.stderr).to.contain("A port is a number up to 65535.");
  });
});
