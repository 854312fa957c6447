import { expect } from "chai";
import type { Sandbox } from "../../sandbox/start";
import { TestClient } from "./support/client";
import { startSandbox } from "./support/plain";

describe("a sandbox of the size of the tenant", function () {
  // Seconds on a quiet machine; what it takes is for `npm run bench:sandbox` to say.
  this.timeout(120_000);
  let sandbox: Sandbox;
  let client: TestClient;
  let token: string;

  before(async () => {
    sandbox = await startSandbox({
      settings: { throttling: false },
      seed: { generate: { users: 20_000, calendars: 3_000, staffPerCalendar: 7 } },
    });
    client = new TestClient(sandbox);
    token = await client.minted(["Bookings.Read.All", "User.Read.All"]);
  });

  after(async () => {
    client.close();
    await sandbox.close();
  });

  const get = async (path: string, headers = {}) =>
    (await client.call(token, "GET", path, undefined, headers)).body;

  it("has 20,000 users, 3,000 calendars and 21,000 staff", async () => {
    const count = await client.call(token, "GET", "/users/$count", undefined, {
      ConsistencyLevel: "eventual",
    });
    // Behind each calendar stands a user.
    expect(Number(count.text)).to.equal(23_000);
    const { calendars } = await (await client.admin("GET", "snapshot")).body;
    expect(calendars).to.have.length(3_000);
    expect(calendars.reduce((sum: number, one: { staff: unknown[] }) => sum + one.staff.length, 0)).to.equal(
      21_000,
    );
  });

  it("finds one among them by address, by alias and by the beginning of the name", async () => {
    const filter = (text: string) => get(`/users?$select=id,mail&$filter=${encodeURIComponent(text)}`);
    expect((await filter("mail eq 'user.19999@nhs.net'")).value).to.have.length(1);
    expect((await filter("proxyAddresses/any(p:p eq 'SMTP:user.12345@nhs.net')")).value).to.have.length(1);
    expect((await filter("startsWith(displayName,'User 0123')")).value).to.have.length(10);
  });

  it("pages through all users, each once", async () => {
    const seen = new Set<string>();
    let path = "/users?$top=999&$select=id";
    while (path !== "") {
      const body = await get(path);
      for (const { id } of body.value) seen.add(id);
      path = (body["@odata.nextLink"] ?? "").replace(sandbox.url, "");
    }
    expect(seen.size).to.equal(23_000);
  });

  it("lists the first 500 calendars, and an organisation's by query", async () => {
    expect((await get("/solutions/bookingBusinesses")).value).to.have.length(500);
    expect((await get("/solutions/bookingBusinesses?query=Org7Clinic")).value).to.have.length(60);
    expect(
      (await get("/solutions/bookingBusinesses/Org49Clinic02999@nhs.net/staffMembers")).value,
    ).to.have.length(7);
  });
});
