import { expect } from "chai";
import type { Sandbox } from "../../sandbox/start";
import { TestClient } from "./support/client";
import { startSandbox } from "./support/plain";

const calendar = "/solutions/bookingBusinesses/Leeds@nhs.net";

describe("query options and properties in the sandbox", () => {
  let sandbox: Sandbox;
  let client: TestClient;
  let token: string;

  before(async () => {
    sandbox = await startSandbox({
      seed: {
        users: [
          { address: "amy@nhs.net", displayName: "Amy Shah" },
          { address: "bob@nhs.net", displayName: "Bob Ali" },
        ],
        calendars: [
          { displayName: "Leeds", phone: "1", staff: [{ address: "amy@nhs.net", role: "administrator" }] },
        ],
      },
    });
    client = new TestClient(sandbox);
    token = await client.minted(["Bookings.Manage.All", "User.Read.All", "MailboxSettings.Read"]);
  });

  after(async () => {
    client.close();
    await sandbox.close();
  });

  const get = (path: string) => client.call(token, "GET", path);

  for (const option of [
    "$orderby=displayName",
    "$expand=services",
    "$filter=id eq '1'",
    "$skip=1",
    "$search=x",
  ]) {
    for (const path of [
      `${calendar}/staffMembers`,
      `${calendar}/services`,
      `${calendar}/appointments`,
      "/solutions/bookingBusinesses",
      calendar,
    ]) {
      it(`refuses ${option} at ${path.split("/").at(-1)}, and does not ignore it`, async () => {
        const { status, body } = await get(`${path}?${option}`);
        expect([status, body.error.code]).to.deep.equal([400, "BadRequest"]);
        expect(body.error.message).to.contain("is not allowed");
      });
    }
  }

  it("cuts lists of Bookings by $top, without a next link, as is reported of the service", async () => {
    for (const path of [
      "/solutions/bookingBusinesses",
      `${calendar}/staffMembers`,
      `${calendar}/appointments`,
    ]) {
      const { status, body } = await get(`${path}?$top=1`);
      expect([status, body.value.length <= 1, body["@odata.nextLink"]], path).to.deep.equal([
        200,
        true,
        undefined,
      ]);
    }
    expect((await get(`${calendar}?$top=1`)).body.error.message).to.contain("is not allowed");
  });

  it("refuses an option of a write before anything is written", async () => {
    const sent = await client.call(token, "PATCH", `${calendar}?$expand=services`, { phone: "2" });
    expect(sent.status).to.equal(400);
    expect((await get(calendar)).body.phone).to.equal("1");
  });

  it("sorts users by $orderby, and refuses to expand them", async () => {
    const names = (body: { value: { displayName: string }[] }) => body.value.map((one) => one.displayName);
    const sorted = await get("/users?$orderby=displayName desc");
    expect(names(sorted.body).slice(-2)).to.deep.equal(["Bob Ali", "Amy Shah"]);
    expect((await get("/users?$expand=memberOf")).body.error.message).to.contain("'Expand' is not allowed");
  });

  it("selects from every list and entity of Bookings, and counts its lists", async () => {
    const { body } = await get(`${calendar}/staffMembers?$select=id,role&$count=true`);
    expect(body["@odata.count"]).to.equal(1);
    expect(body["@odata.context"]).to.match(/staffMembers\(id,role\)$/);
    expect(Object.keys(body.value[0]).sort()).to.deep.equal(["@odata.type", "id", "role"]);
    const one = await get(`${calendar}/staffMembers/${body.value[0].id}?$select=displayName`);
    expect(one.body).to.include({ displayName: "Amy Shah" }).and.not.have.property("role");
    expect((await get(`${calendar}/staffMembers?$select=colour`)).body.error.message).to.contain(
      "named 'colour'",
    );
  });

  it("gives a single property, as JSON or as text, and nothing where there is nothing", async () => {
    const { body } = await get("/users/amy@nhs.net/displayName");
    expect(body).to.deep.equal({
      "@odata.context": `${sandbox.url}/$metadata#users('amy%40nhs.net')/displayName`,
      value: "Amy Shah",
    });
    expect((await get("/users/amy@nhs.net/displayName/$value")).text).to.equal("Amy Shah");
    expect((await get("/users/amy@nhs.net/jobTitle")).status).to.equal(204);
    expect((await get("/users/amy@nhs.net/proxyAddresses")).body.value).to.deep.equal(["SMTP:amy@nhs.net"]);
    expect((await get("/users/nobody@nhs.net/displayName")).status).to.equal(404);
    expect((await get("/users/amy@nhs.net/colour")).body.error.message).to.contain("segment 'colour'");
  });

  it("gives single properties of calendars and what is beneath them, simple and complex", async () => {
    expect((await get(`${calendar}/phone`)).body.value).to.equal("1");
    expect((await get(`${calendar}/schedulingPolicy`)).body).to.include({ timeSlotInterval: "PT30M" });
    const [{ id }] = (await get(`${calendar}/staffMembers`)).body.value;
    // The list declares the abstract base, which has no role.
    expect((await get(`${calendar}/staffMembers/${id}/role`)).body.error.message).to.contain("'role'");
  });
});
