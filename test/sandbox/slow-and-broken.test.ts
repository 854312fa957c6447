import { expect } from "chai";
import type { Sandbox } from "../../sandbox/start";
import { TestClient } from "./support/client";
import { startSandbox } from "./support/plain";

const calendar = "/solutions/bookingBusinesses/Leeds@nhs.net";
const other = "/solutions/bookingBusinesses/York@nhs.net";

describe("slow and broken answers of the sandbox", () => {
  let sandbox: Sandbox;
  let client: TestClient;
  let token: string;

  beforeEach(async () => {
    sandbox = await startSandbox({
      seed: { calendars: [{ displayName: "Leeds", phone: "" }, { displayName: "York" }] },
    });
    client = new TestClient(sandbox);
    token = await client.minted(["Bookings.Manage.All"]);
  });

  afterEach(async () => {
    client.close();
    await sandbox.close();
  });

  const fault = (rule: object) => client.admin("POST", "faults", { operation: "bookingBusiness.*", ...rule });
  const patch = () => client.call(token, "PATCH", calendar, { phone: "1" });
  const phone = async () => (await client.call(token, "GET", calendar)).body.phone;
  const effects = async () => {
    const { body } = await client.admin("GET", "log?effect=write");
    return body.entries.length;
  };
  const taking = async (work: () => Promise<unknown>) => {
    const began = performance.now();
    await work();
    return performance.now() - began;
  };

  it("504 says that the gateway waited in vain, without Retry-After, and nothing was done", async () => {
    await fault({ kind: "504" });
    const { status, body, headers } = await patch();
    expect([status, body.error.code, headers["retry-after"]]).to.deep.equal([
      504,
      "GatewayTimeout",
      undefined,
    ]);
    expect([await effects(), await phone()]).to.deep.equal([0, ""]);
  });

  it("500 is an UnknownError without a word, and nothing was done", async () => {
    await fault({ kind: "500" });
    const { status, body } = await patch();
    expect([status, body.error.code, body.error.message]).to.deep.equal([500, "UnknownError", ""]);
    expect([await effects(), await phone()]).to.deep.equal([0, ""]);
  });

  it("503 has Retry-After, or none as it is asked for", async () => {
    await fault({ kind: "503", retryAfter: 7 });
    expect((await patch()).headers["retry-after"]).to.equal("7");
    await fault({ kind: "503", retryAfter: 0 });
    const { status, headers } = await patch();
    expect([status, headers["retry-after"]]).to.deep.equal([503, undefined]);
  });

  it("slow answers late, and does what was asked", async () => {
    await fault({ kind: "slow", delay: 300 });
    expect(await taking(patch)).to.be.at.least(295);
    expect(await phone()).to.equal("1");
    expect((await client.admin("GET", "faults")).body.faults[0]).to.include({ seen: 2, fired: 1 });
  });

  it("cut-body breaks the connection within the answer to what was done", async () => {
    await fault({ kind: "cut-body", operation: "bookingBusiness.get" });
    const failed = await client
      .call(token, "GET", calendar)
      .catch((error: NodeJS.ErrnoException) => error.code);
    expect(failed).to.equal("ECONNRESET");
    expect(await phone()).to.equal("");
    const person = await client.minted(["Bookings.Manage.All"]);
    await fault({ kind: "cut-body", operation: "staffMember.create" });
    const body = { displayName: "Pat", emailAddress: "pat@example.com", role: "guest" };
    const lost = await client
      .call(person, "POST", `${calendar}/staffMembers`, body)
      .catch((error: NodeJS.ErrnoException) => error.code);
    expect(lost).to.equal("ECONNRESET");
    expect((await client.call(token, "GET", `${calendar}/staffMembers`)).body.value).to.have.length(1);
  });

  it("a batch takes as long as its slowest item, and as the latency of both", async () => {
    const requests = [calendar, other].map((url, n) => ({ id: String(n), method: "GET", url }));
    const batch = () => client.call(token, "POST", "/$batch", { requests });
    await fault({ kind: "slow", delay: 300, nth: 2 });
    expect(await taking(batch)).to.be.at.least(295);
    await client.admin("PUT", "settings", { latency: 150 });
    expect(await taking(batch)).to.be.at.least(295);
  });

  it("a fault of an item is its own status, and the others are answered", async () => {
    const requests = [calendar, other, calendar].map((url, n) => ({ id: String(n), method: "GET", url }));
    const answers: Record<string, number> = {
      "504": 504,
      "500": 500,
      "503": 503,
      "429": 429,
      "cut-body": 504,
    };
    for (const [kind, status] of Object.entries(answers)) {
      await client.admin("DELETE", "faults");
      await fault({ kind, nth: 2 });
      const { body } = await client.call(token, "POST", "/$batch", { requests });
      const statuses = body.responses.map((one: { status: number }) => one.status);
      expect(statuses, kind).to.deep.equal([200, status, 200]);
    }
  });
});
