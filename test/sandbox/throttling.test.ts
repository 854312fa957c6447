import { expect } from "chai";
import type { Sandbox } from "../../sandbox/start";
import { TestClient } from "./support/client";
import { startSandbox } from "./support/plain";

const calendar = (n: number) => `/solutions/bookingBusinesses/Org${n}Clinic0000${n}@nhs.net`;

describe("Graph's limits in the sandbox", () => {
  let sandbox: Sandbox;
  let client: TestClient;
  let token: string;

  beforeEach(async () => {
    sandbox = await startSandbox({ seed: { generate: { users: 1, calendars: 2 } } });
    client = new TestClient(sandbox);
    token = await client.appToken();
  });

  afterEach(async () => {
    client.close();
    await sandbox.close();
  });

  const get = (path: string) => client.call(token, "GET", path);
  const statuses = async (paths: string[]) =>
    (await Promise.all(paths.map(get))).map((answer) => answer.status).sort();

  it("let four requests at once to a mailbox", async () => {
    await client.admin("PUT", "settings", { latency: 200 });
    expect(await statuses(Array(6).fill(calendar(0)))).to.deep.equal([200, 200, 200, 200, 429, 429]);
    expect(await statuses([...Array(4).fill(calendar(0)), ...Array(4).fill(calendar(1))])).to.deep.equal(
      Array(8).fill(200),
    );
    await client.admin("PUT", "settings", { throttling: false });
    expect(await statuses(Array(6).fill(calendar(0)))).to.deep.equal(Array(6).fill(200));
  });

  it("count requests to a mailbox in ten minutes", async () => {
    await client.admin("PUT", "settings", { quotaPercent: 0 });
    const refused = await get(calendar(0));
    expect([refused.status, Number(refused.headers["retry-after"])]).to.deep.equal([429, 600]);
  });

  it("take 150 MB in five minutes for a mailbox, items of batches among them, and start again", async () => {
    await client.admin("POST", "clock", { freeze: true });
    // a hundredth of the limit is 1.5 MB, and each patch is half of one
    await client.admin("PUT", "settings", { quotaPercent: 1 });
    const writer = await client.minted(["Bookings.ReadWrite.All"]);
    const note = { webSiteUrl: "x".repeat(512 * 1024) };
    const patch = (n: number) => client.call(writer, "PATCH", calendar(n), note);
    const answers = [];
    for (let n = 0; n < 3; n += 1) answers.push((await patch(0)).status);
    expect(answers).to.deep.equal([204, 204, 429]);
    const refused = await patch(0);
    expect([refused.headers["retry-after"], refused.body.error.code]).to.deep.equal([
      "300",
      "ApplicationThrottled",
    ]);
    expect((await get(calendar(0))).status, "what sends nothing is not refused").to.equal(200);
    const item = { id: "1", method: "PATCH", headers: { "Content-Type": "application/json" }, body: note };
    const { body } = await client.call(writer, "POST", "/$batch", {
      requests: [{ ...item, url: calendar(0) }],
    });
    expect(body.responses[0].status).to.equal(429);
    expect((await patch(1)).status, "another mailbox").to.equal(204);
    await client.admin("POST", "clock", { advance: "5m" });
    expect((await patch(0)).status).to.equal(204);
  });

  it("take a number of writes of the directory in 150 seconds", async () => {
    await client.admin("POST", "clock", { freeze: true });
    await client.admin("PUT", "settings", { quotaPercent: 1 });
    const writer = await client.minted(["User.ReadWrite.All"]);
    const write = () => client.call(writer, "PATCH", "/users/user.00000@nhs.net", { department: "Leeds" });
    let last = await write();
    for (let n = 1; n < 31; n += 1) last = await write();
    expect(last.status).to.equal(429);
    expect(last.headers).to.include({
      "retry-after": "150",
      "x-ms-throttle-information": "WriteLimitExceeded",
    });
    await client.admin("POST", "clock", { advance: "150s" });
    expect((await write()).status).to.equal(204);
  });

  it("let an application make two thousand requests a second, items of batches among them", async () => {
    await client.admin("POST", "clock", { freeze: true });
    await client.admin("PUT", "settings", { quotaPercent: 1 });
    const currencies = "/solutions/bookingCurrencies";
    const person = await client.minted(["Bookings.Read.All"], "user.00000@nhs.net");
    const requests = Array.from({ length: 19 }, (_, n) => ({
      id: String(n),
      method: "GET",
      url: currencies,
    }));
    const { body } = await client.call(person, "POST", "/$batch", { requests });
    expect(body.responses.map((one: { status: number }) => one.status)).to.deep.equal(Array(19).fill(200));
    const refused = await client.call(person, "GET", currencies);
    expect([refused.status, refused.headers["retry-after"]]).to.deep.equal([429, "1"]);
    await client.admin("POST", "clock", { advance: "1s" });
    expect((await client.call(person, "GET", currencies)).status).to.equal(200);
  });

  it("count resource units of the directory, and start again after ten seconds", async () => {
    await client.admin("POST", "clock", { freeze: true });
    await client.admin("PUT", "settings", { quotaPercent: 1 });
    const answers = [];
    for (let n = 0; n < 20; n += 1) answers.push(await get("/users"));
    expect(answers.filter((answer) => answer.status === 200)).to.have.length(17);
    const last = answers.at(-1);
    expect(last?.headers).to.include({ "retry-after": "10", "x-ms-resource-unit": "2" });
    await client.admin("POST", "clock", { advance: "10s" });
    expect((await get("/users")).status).to.equal(200);
  });
});
