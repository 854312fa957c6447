import { expect } from "chai";
import type { Sandbox } from "../../sandbox/start";
import { TestClient } from "./support/client";
import { startSandbox } from "./support/plain";

const calendar = "/solutions/bookingBusinesses/Leeds@nhs.net";
const other = "/solutions/bookingBusinesses/York@nhs.net";

describe("requests that a sandbox holds", () => {
  let sandbox: Sandbox;
  let client: TestClient;
  let token: string;

  beforeEach(async () => {
    sandbox = await startSandbox({
      seed: {
        calendars: [
          { displayName: "Leeds", phone: "" },
          { displayName: "York", phone: "" },
        ],
      },
    });
    client = new TestClient(sandbox);
    token = await client.minted(["Bookings.Manage.All"]);
  });

  afterEach(async () => {
    client.close();
    await sandbox.close();
  });

  const fault = (rule: object) => client.admin("POST", "faults", { operation: "bookingBusiness.*", ...rule });
  const patch = (path = calendar) => client.call(token, "PATCH", path, { phone: "1" });
  const batch = () =>
    client.call(token, "POST", "/$batch", {
      requests: [calendar, other].map((url, n) => ({
        id: String(n),
        method: "PATCH",
        url,
        headers: { "Content-Type": "application/json" },
        body: { phone: "1" },
      })),
    });
  const failing = (work: Promise<unknown>) => work.catch((error: NodeJS.ErrnoException) => error.code);
  const held = async () => (await client.admin("GET", "held")).body;
  const release = () => client.admin("DELETE", "held");
  async function until(isSo: (state: { held: object | null; waiting: number }) => boolean): Promise<void> {
    while (!isSo(await held())) await new Promise(setImmediate);
  }
  const phones = async () => {
    const { body } = await client.admin("GET", "snapshot");
    return body.calendars.map((one: { phone: string }) => one.phone);
  };

  it("hold-after does what was asked, answers when it is let go, and lets nothing pass meanwhile", async () => {
    await fault({ kind: "hold-after" });
    const first = patch();
    await until((state) => state.held !== null);
    expect(await held()).to.deep.equal({ held: { method: "PATCH", path: calendar }, waiting: 0 });
    const second = patch(other);
    await until(({ waiting }) => waiting === 1);
    expect(await phones()).to.deep.equal(["1", ""]);
    await release();
    expect([(await first).status, (await second).status]).to.deep.equal([204, 204]);
    expect(await phones()).to.deep.equal(["1", "1"]);
    expect(await held()).to.deep.equal({ held: null, waiting: 0 });
  });

  it("hold-before loses what was asked, and cuts the connection when it is let go", async () => {
    await fault({ kind: "hold-before" });
    const first = failing(patch());
    await until((state) => state.held !== null);
    await release();
    expect(await first).to.equal("ECONNRESET");
    expect(await phones()).to.deep.equal(["", ""]);
  });

  it("hold-before of a later item lets those before it be done, and the batch gets lost with the rest", async () => {
    await fault({ kind: "hold-before", nth: 2 });
    const whole = failing(batch());
    await until((state) => state.held !== null);
    expect(await phones()).to.deep.equal(["1", ""]);
    await release();
    expect(await whole).to.equal("ECONNRESET");
  });

  it("hold-after of an item holds the whole batch, which is done", async () => {
    await fault({ kind: "hold-after", nth: 1 });
    const whole = batch();
    await until((state) => state.held !== null);
    expect(await phones()).to.deep.equal(["1", "1"]);
    await client.admin("DELETE", "faults");
    expect((await whole).status).to.equal(200);
  });
});
