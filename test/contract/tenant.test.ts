import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { Sandbox } from "../../sandbox/start";
import { startSandbox } from "../sandbox/support/plain";
import { runNode } from "../sandbox/support/run-node";
import { contractSeed } from "./sandbox-graph";
import { TenantRefused, tenantGraph } from "./tenant-graph";

const main = JSON.stringify(join(__dirname, "main.js"));

describe("the contract against a tenant", function () {
  // Each run is a process of its own, which loads the product's sign-in.
  this.timeout(40_000);
  let sandbox: Sandbox;
  let folder: string;
  let env: Record<string, string>;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "contract-"));
    sandbox = await startSandbox({ seed: contractSeed });
    const { observer, directoryOperator, calendarOperators, calendarDeleter } = sandbox.identities;
    const identities = {
      observer: { kind: "secret", ...observer },
      directoryOperator: { kind: "secret", ...directoryOperator },
      ...(calendarDeleter && { calendarDeleter: { kind: "refresh-token", ...calendarDeleter } }),
      calendarOperators: { leeds: { kind: "refresh-token", ...calendarOperators["leeds"] } },
    };
    const file = join(folder, "identities.json");
    writeFileSync(file, JSON.stringify(identities), { mode: 0o600 });
    env = {
      BOOKINGS_GRAPH_URL: sandbox.url,
      BOOKINGS_AUTHORITY_HOST: sandbox.authority,
      BOOKINGS_TENANT_ID: sandbox.tenantId,
      BOOKINGS_IDENTITIES: file,
      BOOKINGS_CONTRACT_ORGANISATION: "Leeds",
      BOOKINGS_CONTRACT_PEOPLE: "amy.shah@nhs.net, bob.jones@nhs.net",
      NODE_EXTRA_CA_CERTS: sandbox.caFile,
    };
  });

  after(async () => {
    await sandbox.close();
    rmSync(folder, { recursive: true });
  });

  /** The folder has no specs, so that Leeds is a test organisation there. */
  const run = (words: string[], change: Record<string, string> = {}, cwd = folder) =>
    runNode(
      `process.chdir(${JSON.stringify(cwd)}); process.argv.push(...${JSON.stringify(words)}); require(${main})`,
      { ...env, ...change },
    );

  it("runs by the machine's identities, says what it learnt, and leaves nothing behind", async () => {
    const { code, stdout, stderr } = await run(["--tenant", "--only", "the address of a deleted calendar"]);
    expect([code, stderr]).to.deep.equal([0, ""]);
    expect(stdout).to.contain("chains hold");
    expect(stdout).to.contain("whether the address of a deleted calendar can be taken again");
    const { TestClient } = await import("../sandbox/support/client.js");
    const client = new TestClient(sandbox);
    const { body } = await client.admin("GET", "snapshot");
    client.close();
    expect(body.calendars).to.deep.equal([]);
  });

  it("does not run what needs someone who is not there, or what could leave something behind", async () => {
    const { stdout } = await run(["--tenant", "--only", "last administrator"]);
    expect(stdout).to.contain("0 of 0 chains hold; 1 were not run.");
    expect((await run(["--tenant", "--only", "a stranger sees"])).stdout).to.contain("there is no stranger");
  });

  const refusals: [string, Record<string, string>, boolean, RegExp][] = [
    ["without a test organisation", { BOOKINGS_CONTRACT_ORGANISATION: "" }, false, /ORGANISATION is not set/],
    ["without two people", { BOOKINGS_CONTRACT_PEOPLE: "amy" }, false, /two addresses/],
    [
      "without an operator",
      { BOOKINGS_CONTRACT_ORGANISATION: "York" },
      false,
      /no calendar operator of York/,
    ],
    ["for an organisation with specs", {}, true, /has specs/],
  ];
  for (const [what, change, hasSpecs, message] of refusals) {
    it(`refuses ${what}`, () => {
      expect(() => tenantGraph({ ...env, ...change }, () => hasSpecs)).to.throw(TenantRefused, message);
    });
  }

  it("ends with the words of a refusal, and without a stack", async () => {
    const { code, stderr } = await run(["--tenant"], {}, process.cwd());
    expect(code).to.equal(5);
    expect(stderr).to.match(/^Leeds has specs: .*\n$/);
  });
});
