import { expect } from "chai";
import type { Sandbox } from "../../sandbox/start";
import { TestClient } from "./support/client";
import { startSandbox } from "./support/plain";

const seed = {
  organisations: [{ shortName: "Leeds" }],
  users: [{ address: "amy.shah@nhs.net", displayName: "Amy Shah", organisation: "Leeds" }],
  calendars: [{ displayName: "LeedsXRay", staff: [{ address: "amy.shah@nhs.net", role: "administrator" }] }],
};
const calendar = "/solutions/bookingBusinesses/LeedsXRay@nhs.net";

describe("the sandbox's operator", () => {
  let sandbox: Sandbox;
  let client: TestClient;
  let observer: string;

  beforeEach(async () => {
    sandbox = await startSandbox({ seed });
    client = new TestClient(sandbox);
    observer = await client.appToken();
  });

  afterEach(async () => {
    client.close();
    await sandbox.close();
  });

  it("needs the admin token", async () => {
    const answer = await client.send(`${sandbox.adminUrl}/log`, {
      headers: { authorization: "Bearer wrong" },
    });
    expect(answer.status).to.equal(401);
  });

  it("sees who did what in the log, with its effect and never a token", async () => {
    await client.call(observer, "GET", calendar);
    await client.call(observer, "PATCH", calendar, { phone: "1" });
    await client.admin("POST", "edit", { method: "PATCH", path: calendar, body: { phone: "2" } });
    const { body, text } = await client.admin("GET", "log");
    const lines = body.entries.map((e: Record<string, unknown>) => [
      e["who"],
      e["operation"],
      e["status"],
      e["effect"],
    ]);
    expect(lines).to.deep.equal([
      ["Bookings observer", "bookingBusiness.get", 200, "none"],
      ["Bookings observer", "bookingBusiness.update", 403, "none"],
      ["portal administrator", "bookingBusiness.update", 204, "write"],
    ]);
    expect(text).not.to.contain(observer);
    expect((await client.admin("GET", "log?effect=write")).body.entries).to.have.length(1);
  });

  it("can take the time forward and stop it", async () => {
    await client.admin("POST", "clock", { set: "2027-01-01T00:00:00Z", freeze: true });
    await client.admin("POST", "clock", { advance: "2d" });
    expect((await client.admin("GET", "clock")).body).to.deep.equal({
      now: "2027-01-03T00:00:00.000Z",
      frozen: true,
    });
  });

  it("cannot set what is not a setting", async () => {
    const answer = await client.admin("PUT", "settings", { duplicateName: "maybe" });
    expect([answer.status, answer.body.error.message]).to.deep.equal([
      400,
      "Setting duplicateName must be one of conflict, suffix.",
    ]);
    expect((await client.admin("PUT", "settings", { colour: "red" })).status).to.equal(400);
  });

  it("gets the tenant in a stable order without ids or times", async () => {
    const { body } = await client.admin("GET", "snapshot");
    expect(body.calendars).to.deep.equal([
      {
        address: "LeedsXRay@nhs.net",
        displayName: "LeedsXRay",
        email: null,
        phone: "",
        businessType: "",
        isPublished: false,
        staff: [
          { address: "amy.shah@nhs.net", displayName: "Amy Shah", role: "administrator", status: "active" },
        ],
        services: [],
        appointments: 0,
      },
    ]);
  });

  it("gets another tenant by a reset, in which old tokens are worth nothing", async () => {
    const before = sandbox.tenantId;
    const { body } = await client.admin("POST", "reset");
    expect(body.tenantId).to.equal(sandbox.tenantId).and.not.equal(before);
    const refused = await client.call(observer, "GET", calendar);
    expect([refused.status, refused.body.error.code]).to.deep.equal([401, "InvalidAuthenticationToken"]);
    expect(Object.keys(body.identities.calendarOperators)).to.deep.equal(["leeds"]);
  });

  it("refuses a seed with unknown keys", async () => {
    const answer = await client.admin("POST", "seed", { users: [{ address: "x@nhs.net", colour: "red" }] });
    expect(answer.body.error.message).to.contain("must NOT have additional properties: colour");
  });
});

describe("faults in the sandbox", () => {
  let sandbox: Sandbox;
  let client: TestClient;
  let token: string;

  beforeEach(async () => {
    sandbox = await startSandbox({ seed });
    client = new TestClient(sandbox);
    token = await client.minted(["Bookings.Manage.All"]);
  });

  afterEach(async () => {
    client.close();
    await sandbox.close();
  });

  const phone = async () => (await client.call(token, "GET", calendar)).body.phone;
  const patch = () => client.call(token, "PATCH", calendar, { phone: "7" });
  const arm = (rule: object) => client.admin("POST", "faults", rule);

  it("refuse the nth request, as often as asked, with Retry-After", async () => {
    await arm({ operation: "bookingBusiness.*", kind: "429", nth: 2, times: 1, retryAfter: 3 });
    const answers = [await patch(), await patch(), await patch()];
    expect(answers.map((a) => a.status)).to.deep.equal([204, 429, 204]);
    expect(answers[1]?.headers["retry-after"]).to.equal("3");
  });

  it("cut the connection before the effect", async () => {
    await arm({ operation: "PATCH *", kind: "cut-before" });
    expect(await patch().catch(() => "cut")).to.equal("cut");
    expect(await phone()).to.equal("");
  });

  it("cut the connection after the effect", async () => {
    await arm({ operation: "PATCH *", kind: "cut-after" });
    expect(await patch().catch(() => "cut")).to.equal("cut");
    expect(await phone()).to.equal("7");
  });

  it("cut the connection within the body", async () => {
    await arm({ operation: "bookingBusiness.get", kind: "cut-body" });
    expect(await phone().catch(() => "cut")).to.equal("cut");
  });

  it("answer with what was there before the last write", async () => {
    await patch();
    await arm({ operation: "bookingBusiness.get", kind: "stale-read" });
    expect([await phone(), await phone()]).to.deep.equal(["", "7"]);
  });

  it("come by chance, the same for the same seed", async () => {
    const run = async () => {
      await client.admin("DELETE", "faults");
      await arm({ operation: "bookingBusiness.get", kind: "503", probability: 0.5, seed: 42 });
      const statuses: number[] = [];
      for (let n = 0; n < 12; n += 1) statuses.push((await client.call(token, "GET", calendar)).status);
      return statuses;
    };
    const first = await run();
    expect(first).to.include(503).and.to.include(200);
    expect(await run()).to.deep.equal(first);
  });

  it("are refused where they could never happen, or no clock could count them", async () => {
    const wrong = [
      { nth: 0 },
      { nth: 1.5 },
      { times: -1 },
      { probability: 2 },
      { retryAfter: -1 },
      { delay: -5 },
    ];
    for (const one of wrong) {
      const { status, body } = await arm({ operation: "bookingBusiness.get", kind: "slow", ...one });
      expect([status, body.error.message]).to.deep.include(400);
      expect(body.error.message).to.contain(`The ${Object.keys(one)} of a fault rule must be`);
    }
    const unknown = await arm({ operation: "bookingBussiness.get", kind: "503" });
    expect([unknown.status, unknown.body.error.message]).to.deep.equal([
      400,
      "There is no operation bookingBussiness.get. Known: bookingBusiness.list, bookingBusiness.create, bookingBusiness.delete, bookingBusiness.get, bookingBusiness.update, bookingBusiness.publish, bookingBusiness.unpublish, bookingBusiness.getStaffAvailability.",
    ]);
    expect((await client.admin("GET", "faults")).body.faults).to.deep.equal([]);
    for (const operation of ["BookingBusiness.Get", "batch", "*bussiness*", "GET /anything"])
      expect((await arm({ operation, kind: "503" })).status, operation).to.equal(200);
  });
});
