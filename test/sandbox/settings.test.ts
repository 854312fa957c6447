import { expect } from "chai";
import type { Sandbox } from "../../sandbox/start";
import { TestClient } from "./support/client";
import { startSandbox } from "./support/plain";

const path = "/solutions/bookingBusinesses";
const calendar = `${path}/LeedsXRay@nhs.net`;

describe("settings of the sandbox", () => {
  let sandbox: Sandbox;
  let client: TestClient;
  let operator: string;

  beforeEach(async () => {
    sandbox = await startSandbox({
      seed: {
        organisations: [{ shortName: "Leeds" }],
        users: [{ address: "amy@nhs.net", organisation: "Leeds" }],
      },
    });
    client = new TestClient(sandbox);
    operator = await client.operatorToken("leeds");
  });

  afterEach(async () => {
    client.close();
    await sandbox.close();
  });

  const set = (settings: object) => client.admin("PUT", "settings", settings);
  const create = (displayName = "Leeds X Ray") => client.call(operator, "POST", path, { displayName });
  const call = (method: string, url: string, body?: unknown) => client.call(operator, method, url, body);

  it("mailboxDelay: a new calendar cannot be found at first", async () => {
    await client.admin("POST", "clock", { freeze: true });
    await set({ mailboxDelay: "real" });
    expect((await create()).status).to.equal(201);
    expect((await call("GET", calendar)).body.error.code).to.equal("ErrorNonExistentMailbox");
    await client.admin("POST", "clock", { advance: "61s" });
    expect((await call("GET", calendar)).status).to.equal(200);
  });

  it("addressCase and mailboxDomain: how the address is made", async () => {
    await set({ addressCase: "lower", mailboxDomain: "initialDomain" });
    expect((await create()).body.id).to.equal("leedsxray@nhsnet.onmicrosoft.com");
  });

  it("membershipApproval: staff are active at once without it", async () => {
    await create();
    await set({ membershipApproval: false });
    const amy = { displayName: "Amy", emailAddress: "amy@nhs.net", role: "viewer" };
    expect((await call("POST", `${calendar}/staffMembers`, amy)).body.membershipStatus).to.equal("active");
  });

  it("reuseDeletedAddress: whether an address is free after a deletion", async () => {
    await create();
    await call("DELETE", calendar);
    await set({ reuseDeletedAddress: false });
    expect((await create()).status).to.equal(409);
    await set({ reuseDeletedAddress: true });
    expect((await create()).status).to.equal(201);
  });

  it("lastAdministratorGuard: whether the last administrator can go", async () => {
    await create();
    await set({ lastAdministratorGuard: true });
    const [{ id }] = (await call("GET", `${calendar}/staffMembers`)).body.value;
    expect((await call("DELETE", `${calendar}/staffMembers/${id}`)).status).to.equal(400);
    await set({ lastAdministratorGuard: false });
    expect((await call("DELETE", `${calendar}/staffMembers/${id}`)).status).to.equal(204);
  });

  it("complexPatch: a complex property is replaced or merged", async () => {
    await create();
    const sent = { address: { city: "Leeds" } };
    await call("PATCH", calendar, { address: { street: "Beckett Street" } });
    await set({ complexPatch: "merge" });
    await call("PATCH", calendar, sent);
    expect((await call("GET", calendar)).body.address).to.include({
      street: "Beckett Street",
      city: "Leeds",
    });
    await set({ complexPatch: "replace" });
    await call("PATCH", calendar, sent);
    const whole = { city: "Leeds", countryOrRegion: null, postalCode: null, state: null, street: null };
    expect((await call("GET", calendar)).body.address).to.deep.equal(whole);
  });

  it("creatorNeedsLicence and bookingsEnabled: who may create", async () => {
    const amy = await client.minted(["Bookings.Manage.All"], "amy@nhs.net");
    const attempt = async () =>
      (await client.call(amy, "POST", path, { displayName: `Amy${Math.random()}` })).status;
    expect(await attempt()).to.equal(403);
    await set({ creatorNeedsLicence: false });
    expect(await attempt()).to.equal(201);
    await set({ bookingsEnabled: false });
    expect(await attempt()).to.equal(403);
  });

  it("batch: whether Bookings can be called within one", async () => {
    await create();
    await set({ batch: false });
    const requests = [{ id: "1", method: "GET", url: calendar }];
    expect((await call("POST", "/$batch", { requests })).body.responses[0].status).to.equal(501);
  });

  it("delegatedList, listLimit and listOverflow: what a list shows, and who sees it", async () => {
    await create("One");
    await create("Two");
    const amy = await client.minted(["Bookings.Read.All"], "amy@nhs.net");
    await set({ listLimit: 1, listOverflow: "cut" });
    expect((await client.call(amy, "GET", path)).body.value).to.have.length(1);
    await set({ delegatedList: "staffed" });
    expect((await client.call(amy, "GET", path)).body.value).to.have.length(0);
    await set({ listOverflow: "error" });
    expect((await client.call(await client.appToken(), "GET", path)).status).to.equal(400);
  });

  it("bookingMailboxPurpose: what kind of mailbox a calendar has", async () => {
    await create();
    const observer = await client.appToken();
    const purpose = async () =>
      (await client.call(observer, "GET", "/users/LeedsXRay@nhs.net/mailboxSettings/userPurpose")).body.value;
    expect(await purpose()).to.equal("others");
    await set({ bookingMailboxPurpose: "shared" });
    expect(await purpose()).to.equal("shared");
  });

  it("tokenLifetime: how long a token lasts", async () => {
    await set({ tokenLifetime: 0 });
    const token = await client.appToken();
    expect((await client.call(token, "GET", path)).status).to.equal(401);
  });
});
