import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { openGraph } from "../../src/graph/open-graph";
import { sendWithRetries } from "../../src/graph/send-with-retries";
import { fileGate, SIDE_BY_SIDE } from "../../src/graph/shared-graph";

describe("a wait that Graph tells one of many", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "gate-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("is obeyed by all, in whatever process, and counts in no one's patience [OPS-7]", async () => {
    let time = Date.now();
    const now = () => time;
    const sleep = async (ms: number): Promise<void> => {
      time += ms;
    };
    const file = join(folder, "wait-until");
    const asked: string[] = [];
    const ask = (who: string, statuses: number[]) =>
      sendWithRetries(
        [{ method: "GET", path: "/x" }],
        async () => {
          asked.push(`${who} ${Math.round((time - began) / 1000)}`);
          const status = statuses.shift() ?? 200;
          return [{ status, headers: status === 429 ? { "retry-after": "200" } : {}, body: {} }];
        },
        // each client of its own, as in processes of their own: they share the file only
        { gate: fileGate(file, now), now, sleep, budgetMs: 300_000 },
      );
    const began = time;
    const [first] = await ask("one", [429, 200]);
    expect(first?.ok).to.equal(true);
    time = began + 50_000;
    const [second] = await ask("two", [200]);
    expect(second?.ok).to.equal(true);
    expect(asked).to.deep.equal(["one 0", "one 200", "two 200"]);
  });

  it("is never shortened by another that was told less", () => {
    const gate = fileGate(join(folder, "wait-until"), () => 1_000_000);
    gate.pause(60_000);
    gate.pause(1000);
    expect(gate.waitMs()).to.equal(60_000);
  });
});

describe("the clients of a run over many organisations", () => {
  const client = (of: Record<string, string>) =>
    openGraph({ env: { ...environment, ...of }, identity: "observer" });
  let folder: string;
  let environment: Record<string, string>;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "many-"));
    const identities = join(folder, "identities.json");
    const observer = { kind: "secret", clientId: "observer", clientSecret: "of a sandbox" };
    writeFileSync(identities, JSON.stringify({ observer, directoryOperators: {}, calendarOperators: {} }), {
      mode: 0o600,
    });
    environment = {
      BOOKINGS_GRAPH_URL: "https://localhost:1/v1.0",
      BOOKINGS_AUTHORITY_HOST: "https://localhost:1",
      BOOKINGS_TENANT_ID: "11111111-2222-4333-8444-555555555555",
      BOOKINGS_IDENTITIES: identities,
    };
  });
  after(() => rmSync(folder, { recursive: true }));

  it("are one for each identity, so that what several organisations ask shares batches [OPS-7]", () => {
    const many = { [SIDE_BY_SIDE]: join(folder, "wait-until") };
    expect(client(many)).to.equal(client(many));
    expect(client(many)).to.not.equal(client({ [SIDE_BY_SIDE]: join(folder, "another run") }));
    expect(client({})).to.not.equal(client({}));
  });
});
