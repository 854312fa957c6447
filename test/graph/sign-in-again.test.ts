import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { type IdentityName, openGraph } from "../../src/graph/open-graph";
import { exitCode } from "../../src/problem/exit-code";
import { VisibleError } from "../../src/problem/visible-error";
import { words } from "../../src/problem/words";
import { failureOf } from "../providers/failure-of";
import { type TestTenant, testTenant } from "../providers/sandbox-tenant";
import { closedPort } from "../support/closed-port";

const OPERATOR = { operatorOf: "leeds" };

describe("a sign-in that fails for a passing reason", function () {
  this.timeout(120_000);
  let tenant: TestTenant;
  let waits: number[];
  beforeEach(async () => {
    waits = [];
    // as with Entra ID, where a refresh token goes on working: what was lost on the way can be asked for again
    tenant = await testTenant({ settings: { refreshTokenRotation: false } });
  });
  afterEach(() => tenant.close());

  const open = (identity: IdentityName, env: Record<string, string> = {}) =>
    openGraph({
      env: { ...tenant.env, ...env },
      identity,
      sleep: (ms) => {
        waits.push(ms);
        return Promise.resolve();
      },
    });
  /** Counts what the authority is asked, and changes nothing. */
  const count = (operation: string) => tenant.fault({ operation, kind: "slow", delay: 0, times: 1000 });
  const counted = async () => {
    const { faults } = (await tenant.admin("GET", "faults")) as { faults: { seen: number }[] };
    return faults.at(-1)?.seen;
  };

  for (const [identity, name] of [
    ["observer", "an application by its secret"],
    [OPERATOR, "an account by its refresh token"],
  ] as const) {
    for (const kind of ["429", "503", "504", "500", "cut-before", "cut-after"]) {
      it(`is tried again within the run: ${name}, ${kind} [CRE-1] [UPD-1]`, async () => {
        await tenant.fault({ operation: "authority.token", kind, times: 2 });
        expect((await open(identity).claims()).tenantId).to.equal(tenant.sandbox.tenantId);
        expect(waits).to.have.length(2);
      });
    }

    it(`is tried again where the authority cannot say where to sign in: ${name}`, async () => {
      await tenant.fault({ operation: "authority.configuration", kind: "cut-before", times: 3 });
      await tenant.fault({ operation: "authority.token", kind: "503", times: 1 });
      expect((await open(identity).claims()).tenantId).to.equal(tenant.sandbox.tenantId);
      expect(waits).to.have.length(4);
    });
  }

  it("waits as long as the authority says", async () => {
    await tenant.fault({ operation: "authority.token", kind: "429", retryAfter: 7 });
    await open("observer").claims();
    expect(waits).to.deep.equal([7000]);
  });

  it("is tried again by the library itself for a machine's own identity", async () => {
    await tenant.fault({ operation: "authority.managedIdentity", kind: "503", times: 2, retryAfter: 0 });
    const machine = (await tenant.admin("GET", "managed-identity")) as Record<string, string>;
    const file = `${tenant.env["BOOKINGS_IDENTITIES"]}.managed`;
    writeFileSync(file, JSON.stringify({ observer: { kind: "managed" } }), { mode: 0o600 });
    const env = {
      ...process.env,
      ...tenant.env,
      ...machine,
      BOOKINGS_IDENTITIES: file,
      NODE_EXTRA_CA_CERTS: tenant.sandbox.caFile,
    };
    const client = JSON.stringify(join(__dirname, "../../src/graph/open-graph.js"));
    const code = `require(${client}).openGraph({ identity: "observer" }).claims()
      .then((claims) => process.stdout.write(JSON.stringify(claims.roles)))`;
    const { stdout } = await promisify(execFile)(process.execPath, ["-e", code], { env });
    expect(JSON.parse(stdout)).to.include("Bookings.Read.All");
  });

  it("is a refusal in words, exit code 4, when it goes on, and patience is spent once [OPS-2]", async () => {
    const graph = open("observer", { BOOKINGS_AUTHORITY_HOST: await closedPort() });
    const failure = await failureOf(graph.claims());
    expect(failure).to.be.instanceOf(VisibleError);
    expect((failure as VisibleError).exitCode).to.equal(exitCode.notPermitted);
    expect((failure as VisibleError).problems.map(({ code }) => code)).to.deep.equal(["sign-in-failed"]);
    expect((failure as VisibleError).problems[0]?.args).to.include({ mayPass: true });
    expect(failure.message).to.match(/observer failed: .*gave no answer \(.*ECONNREFUSED.*asked 6 times/);
    expect((failure as VisibleError).problems.map((each) => words(each).advice)).to.deep.equal([
      "The sandbox is stopped. Start it in its folder: bookings sandbox start --detach",
    ]);
    expect(waits).to.have.length(5);
    expect(waits.reduce((sum, ms) => sum + ms, 0)).to.be.below(30_000);
    expect((await failureOf(graph.claims())).message).to.contain("ECONNREFUSED");
    expect(waits).to.have.length(5);
  });

  it("is patient again once the authority has answered", async () => {
    const graph = open(OPERATOR);
    await tenant.fault({ operation: "authority.token", kind: "cut-before", times: 6 });
    await failureOf(graph.claims());
    await graph.claims();
    await tenant.fault({ operation: "authority.token", kind: "500", times: 2 });
    await graph.send({ method: "GET", path: "/solutions/bookingBusinesses" });
    expect(waits).to.have.length(5);
  });

  it("does not go on for longer than half a minute, whatever the authority asks for", async () => {
    await tenant.fault({ operation: "authority.token", kind: "429", retryAfter: 31, times: 9 });
    const failure = await failureOf(open("observer").claims());
    expect(failure.message).to.contain("answered 429 (AADSTS90055");
    expect(waits).to.deep.equal([]);
  });

  it("ends with the run that it is for, although the authority is silent", async () => {
    const silent = createServer().listen(0, "127.0.0.1");
    const over = new AbortController();
    silent.once("connection", () => over.abort());
    await new Promise((resolve) => silent.once("listening", resolve));
    const { port } = silent.address() as { port: number };
    const env = { ...tenant.env, BOOKINGS_AUTHORITY_HOST: `https://127.0.0.1:${port}` };
    const graph = openGraph({ env, identity: "observer", signal: over.signal });
    const failure = await failureOf(graph.send({ method: "GET", path: "/users" }));
    expect(failure.message).to.contain("the run is over");
    silent.close();
  });

  it("is no passing reason where the authority refuses: asked once, no wait", async () => {
    tenant.changeIdentities((file) => ({
      ...file,
      observer: { ...file.observer, clientSecret: "wrong" },
    }));
    await count("authority.token");
    const failure = await failureOf(open("observer").claims());
    expect(failure.message).to.contain("AADSTS7000215");
    expect((failure as VisibleError).problems[0]?.args).not.to.have.property("mayPass");
    expect([await counted(), waits]).to.deep.equal([1, []]);
  });

  it("is no passing reason where there is no such tenant: asked once, no wait", async () => {
    await count("authority.*");
    const BOOKINGS_TENANT_ID = "00000000-0000-4000-8000-000000000000";
    await failureOf(open("observer", { BOOKINGS_TENANT_ID }).claims());
    expect([await counted(), waits]).to.deep.equal([1, []]);
  });
});

describe("faults of the sandbox", function () {
  this.timeout(60_000);
  let tenant: TestTenant;
  before(async () => {
    tenant = await testTenant();
  });
  after(() => tenant.close());

  it("for anything of Graph are none of the authority", async () => {
    await tenant.fault({ operation: "*", kind: "cut-before" });
    await tenant.operator().claims();
    const { faults } = (await tenant.admin("GET", "faults")) as { faults: { seen: number }[] };
    expect(faults.map(({ seen }) => seen)).to.deep.equal([0]);
  });

  it("that the authority cannot have are refused", async () => {
    const failure = await failureOf(tenant.fault({ operation: "authority.token", kind: "stale-read" }));
    expect(failure.message).to.contain("The authority has no stale-read");
  });
});
