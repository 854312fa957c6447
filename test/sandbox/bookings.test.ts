import { expect } from "chai";
import type { Sandbox } from "../../sandbox/start";
import { TestClient } from "./support/client";
import { startSandbox } from "./support/plain";

const seed = {
  organisations: [{ shortName: "Leeds", operator: "svc.leeds.bookings@nhs.net" }],
  users: [
    { address: "amy.shah@nhs.net", displayName: "Amy Shah", organisation: "Leeds" },
    {
      address: "bob.jones@nhs.net",
      displayName: "Bob Jones",
      organisation: "Leeds",
      aliases: ["robert.jones@nhs.net"],
    },
  ],
};
const path = "/solutions/bookingBusinesses";
const calendar = `${path}/LeedsCardiologyHeartFailure@nhs.net`;

describe("Bookings in the sandbox", () => {
  let sandbox: Sandbox;
  let client: TestClient;
  let operator: string;
  let observer: string;

  beforeEach(async () => {
    sandbox = await startSandbox({ seed });
    client = new TestClient(sandbox);
    [operator, observer] = await Promise.all([client.operatorToken("leeds"), client.appToken()]);
  });

  afterEach(async () => {
    client.close();
    await sandbox.close();
  });

  const create = (token = operator, displayName = "LeedsCardiologyHeartFailure") =>
    client.call(token, "POST", path, { displayName, businessType: "managed from git: leeds/x" });

  it("creates a calendar with Graph's defaults at the address its name gives", async () => {
    const { status, body } = await create();
    expect(status).to.equal(201);
    expect(body).to.include({
      id: "LeedsCardiologyHeartFailure@nhs.net",
      isPublished: false,
      languageTag: "en-US",
      publicUrl: null,
    });
    expect(body.businessType).to.equal("managed from git: leeds/x");
    expect(body.schedulingPolicy).to.include({
      timeSlotInterval: "PT30M",
      minimumLeadTime: "P1D",
      maximumAdvance: "P365D",
    });
    expect(body["@odata.context"]).to.equal(`${sandbox.url}/$metadata#solutions/bookingBusinesses/$entity`);
  });

  it("lets no application create or delete a calendar", async () => {
    const token = await client.minted(["Bookings.Manage.All"]);
    expect((await create(token)).status).to.equal(403);
    await create();
    expect((await client.call(token, "DELETE", calendar)).body.error.code).to.equal("ErrorAccessDenied");
  });

  it("makes its creator the administrator, and lets it do everything", async () => {
    await create();
    const { body } = await client.call(operator, "GET", `${calendar}/staffMembers`);
    expect(
      body.value.map((m: { role: string; membershipStatus: string }) => [m.role, m.membershipStatus]),
    ).to.deep.equal([["administrator", "active"]]);
    expect((await client.call(operator, "PATCH", calendar, { phone: "+44 113 496 0000" })).status).to.equal(
      204,
    );
    expect((await client.call(operator, "POST", `${calendar}/publish`)).status).to.equal(204);
    const published = await client.call(observer, "GET", calendar);
    expect(published.body).to.include({ isPublished: true, phone: "+44 113 496 0000" });
    expect((await client.call(operator, "POST", `${calendar}/unpublish`)).status).to.equal(204);
    expect((await client.call(operator, "DELETE", calendar)).status).to.equal(204);
    const gone = await client.call(observer, "GET", calendar);
    expect([gone.status, gone.body.error.code]).to.deep.equal([404, "ErrorNonExistentMailbox"]);
  });

  it("gives a creator who does not become staff the mailbox only, until it is an administrator", async () => {
    await client.admin("PUT", "settings", { creatorBecomesStaff: false });
    await create();
    expect((await client.call(operator, "PATCH", calendar, { phone: "1" })).status).to.equal(403);
    const self = {
      displayName: "Operator",
      emailAddress: "svc.leeds.bookings@nhs.net",
      role: "administrator",
    };
    expect((await client.call(operator, "POST", `${calendar}/staffMembers`, self)).status).to.equal(201);
    expect((await client.call(operator, "PATCH", calendar, { phone: "1" })).status).to.equal(204);
  });

  it("hides calendars from people who are not on them", async () => {
    await create();
    const token = await client.minted(["Bookings.Manage.All"], "amy.shah@nhs.net");
    const refused = await client.call(token, "GET", calendar);
    expect([refused.status, refused.body.error.code]).to.deep.equal([404, "ErrorFolderNotFound"]);
  });

  it("keeps new staff pending until they approve, and knows them by their aliases", async () => {
    await create();
    const bob = {
      "@odata.type": "#microsoft.graph.bookingStaffMember",
      displayName: "Bob",
      emailAddress: "Robert.Jones@nhs.net",
      role: "viewer",
    };
    const added = await client.call(operator, "POST", `${calendar}/staffMembers`, bob);
    expect(added.body).to.include({
      membershipStatus: "pendingAcceptance",
      "@odata.type": "#microsoft.graph.bookingStaffMember",
    });
    const token = await client.minted(["Bookings.ReadWrite.All"], "bob.jones@nhs.net");
    expect((await client.call(token, "GET", calendar)).status).to.equal(200);
    expect((await client.call(token, "PATCH", calendar, { phone: "2" })).status).to.equal(403);
    await client.admin("POST", "approve", { address: "robert.jones@nhs.net" });
    const after = await client.call(operator, "GET", `${calendar}/staffMembers/${added.body.id}`);
    expect(after.body.membershipStatus).to.equal("active");
  });

  it("says and takes member for teamMember, or the other way round, and shows neither without the Prefer header", async () => {
    await create();
    const amy = { displayName: "Amy", emailAddress: "amy.shah@nhs.net", role: "member" };
    const prefer = { prefer: "include-unknown-enum-members" };
    const { body } = await client.call(operator, "POST", `${calendar}/staffMembers`, amy, prefer);
    expect(body.role).to.equal("member");
    const one = `${calendar}/staffMembers/${body.id}`;
    expect((await client.call(operator, "GET", one)).body.role).to.equal("unknownFutureValue");
    const other = () => client.call(operator, "PATCH", one, { role: "teamMember" });
    expect((await other()).body.error.code).to.equal("UnknownError");
    await client.admin("PUT", "settings", { memberRoleWord: "teamMember" });
    expect((await other()).status).to.equal(204);
  });

  it("refuses a taken address, or adds a number, as it is set", async () => {
    await create();
    expect((await create()).status).to.equal(409);
    await client.admin("PUT", "settings", { duplicateName: "suffix", markerOnCreate: "drop" });
    expect((await create()).body).to.include({
      id: "LeedsCardiologyHeartFailure1@nhs.net",
      businessType: "",
    });
  });

  it("lists names only, filters by query, and stops at 500", async () => {
    await client.admin("POST", "seed", { generate: { users: 0, calendars: 501 } });
    const all = await client.call(observer, "GET", path);
    expect(all.body.value).to.have.length(500);
    expect(Object.keys(all.body.value[0])).to.deep.equal(["id", "displayName"]);
    expect((await client.call(observer, "GET", `${path}?query=clinic00042`)).body.value).to.have.length(1);
    expect((await client.call(operator, "GET", path)).body.error.code).to.equal(
      "ErrorExceededFindCountLimit",
    );
  });

  it("books, shows and cancels appointments", async () => {
    await create();
    const sent = {
      startDateTime: { dateTime: "2026-12-01T09:00:00", timeZone: "UTC" },
      endDateTime: { dateTime: "2026-12-01T10:30:00", timeZone: "UTC" },
      serviceName: "Check-up",
      customerNotes: "by phone",
      customers: [{ "@odata.type": "#microsoft.graph.bookingCustomerInformation", name: "Pat" }],
    };
    const made = await client.call(operator, "POST", `${calendar}/appointments`, sent);
    expect(made.body).to.include({ duration: "PT1H30M", filledAttendeesCount: 1, customerNotes: "by phone" });
    const view = `${calendar}/calendarView?start=2026-12-01T00:00:00Z&end=2026-12-02T00:00:00Z`;
    const seen = await client.call(observer, "GET", view);
    expect(seen.body.value.map((a: { customerNotes: null }) => a.customerNotes)).to.deep.equal([null]);
    expect((await client.call(observer, "GET", `${calendar}/calendarView`)).status).to.equal(400);
    const cancel = `${calendar}/appointments/${made.body.id}/cancel`;
    expect((await client.call(operator, "POST", cancel, { cancellationMessage: "sorry" })).status).to.equal(
      204,
    );
    expect((await client.call(observer, "GET", view)).body.value).to.deep.equal([]);
  });

  it("keeps services with Graph's defaults", async () => {
    await create();
    const made = await client.call(operator, "POST", `${calendar}/services`, {
      displayName: "Review",
      isLocationOnline: true,
    });
    expect(made.body).to.include({
      displayName: "Review",
      isLocationOnline: true,
      defaultPriceType: "notSet",
      webUrl: null,
    });
    const one = `${calendar}/services/${made.body.id}`;
    expect((await client.call(operator, "PATCH", one, { notes: "quiet room" })).status).to.equal(204);
    expect((await client.call(observer, "GET", one)).body.notes).to.equal("quiet room");
    expect((await client.call(operator, "DELETE", one)).status).to.equal(204);
    expect((await client.call(observer, "GET", `${calendar}/services`)).body.value).to.deep.equal([]);
  });

  it("refuses a body that does not fit, with an empty UnknownError or in words", async () => {
    const send = () => client.call(operator, "POST", path, { displayName: "X", postOfficeBox: "1" });
    expect((await send()).body.error).to.include({ code: "UnknownError", message: "" });
    await client.admin("PUT", "settings", { invalidBody: "badRequest" });
    expect((await send()).body.error.message).to.contain("The property 'postOfficeBox' does not exist");
  });

  it("answers a batch item by item", async () => {
    await create();
    const get = (id: string, url: string, more = {}) => ({ id, method: "GET", url, ...more });
    const requests = [
      get("1", calendar),
      get("2", `${path}/nowhere@nhs.net`),
      get("3", calendar, { dependsOn: ["2"] }),
      ...["4", "5", "6", "7"].map((id) => get(id, `${calendar}/staffMembers`)),
    ];
    const { body } = await client.call(observer, "POST", "/$batch", { requests });
    expect(body.responses.map((r: { status: number }) => r.status)).to.deep.equal([
      200, 404, 424, 200, 200, 200, 429,
    ]);
    expect(body.responses[6].headers["Retry-After"]).to.equal("1");
    const many = Array.from({ length: 21 }, (_, n) => get(String(n), calendar));
    expect((await client.call(observer, "POST", "/$batch", { requests: many })).status).to.equal(400);
  });
});
