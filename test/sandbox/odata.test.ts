import { expect } from "chai";
import type { Sandbox } from "../../sandbox/start";
import { TestClient } from "./support/client";
import { startSandbox } from "./support/plain";

const path = "/solutions/bookingBusinesses";

describe("OData in the sandbox", () => {
  let sandbox: Sandbox;
  let client: TestClient;
  let token: string;

  before(async () => {
    sandbox = await startSandbox({
      seed: {
        users: [{ address: "amy@nhs.net" }],
        calendars: [{ displayName: "Leeds", staff: [{ address: "amy@nhs.net", role: "administrator" }] }],
      },
    });
    client = new TestClient(sandbox);
    token = await client.minted(["Bookings.Manage.All", "User.Read.All"]);
  });

  after(async () => {
    client.close();
    await sandbox.close();
  });

  const call = (method: string, url: string, body?: unknown, headers?: Record<string, string>) =>
    client.call(token, method, url, body, headers);
  const raw = (url: string, text: string, type: string) =>
    client.send(`${sandbox.url}${url}`, {
      method: "PATCH",
      raw: text,
      headers: { authorization: `Bearer ${token}`, "content-type": type },
    });
  const code = ({ status, body }: { status: number; body: { error: { code: string } } }) => [
    status,
    body.error.code,
  ];

  it("names an unknown segment", async () => {
    const { status, body } = await call("GET", `${path}/Leeds@nhs.net/colours`);
    expect([status, body.error.message]).to.deep.equal([
      400,
      "Resource not found for the segment 'colours'.",
    ]);
    expect((await call("GET", "/users/..%2f..%2fetc")).body.error.code).to.equal("Request_ResourceNotFound");
    expect((await call("GET", "/users/%E0%A4%A")).status).to.equal(400);
  });

  it("says which methods a resource has", async () => {
    const answer = await call("PUT", `${path}/Leeds@nhs.net`, {});
    expect([answer.status, answer.headers["allow"]]).to.deep.equal([405, "GET, PATCH, DELETE"]);
  });

  it("takes keys in either form, in any case, with names qualified or not", async () => {
    for (const key of ["/leeds%40NHS.net", "('Leeds@nhs.net')", "('Leeds%40nhs.net')"]) {
      expect((await call("GET", `${path}${key}`)).body.id).to.equal("Leeds@nhs.net");
    }
    expect((await call("POST", `${path}/Leeds@nhs.net/microsoft.graph.publish`)).status).to.equal(204);
  });

  it("refuses other media types, and bodies that are no JSON, too deep or too long", async () => {
    const one = `${path}/Leeds@nhs.net`;
    expect(code(await raw(one, "<x/>", "application/xml"))).to.deep.equal([415, "RequestBodyRead"]);
    expect(code(await raw(one, "{", "application/json"))).to.deep.equal([400, "BadRequest"]);
    expect(code(await raw(one, "[".repeat(5000) + "]".repeat(5000), "application/json"))).to.deep.equal([
      400,
      "BadRequest",
    ]);
    expect(code(await raw(one, `{"phone":"${"1".repeat(5_000_000)}"}`, "application/json"))).to.deep.equal([
      413,
      "RequestEntityTooLarge",
    ]);
    expect(code(await raw(one, "", "application/json"))).to.deep.equal([400, "BadRequest"]);
  });

  it("refuses callers who cannot read JSON", async () => {
    expect(code(await call("GET", path, undefined, { accept: "application/xml" }))).to.deep.equal([
      406,
      "NotAcceptable",
    ]);
  });

  it("says as much about its data as is asked for", async () => {
    const staff = `${path}/Leeds@nhs.net/staffMembers`;
    const minimal = await call("GET", staff);
    expect(minimal.body["@odata.context"]).to.match(
      /\$metadata#solutions\/bookingBusinesses\('Leeds%40nhs.net'\)\/staffMembers$/,
    );
    expect(minimal.body.value[0]["@odata.type"]).to.equal("#microsoft.graph.bookingStaffMember");
    const none = await call("GET", staff, undefined, { accept: "application/json;odata.metadata=none" });
    expect(JSON.stringify(none.body)).not.to.contain("@odata");
    expect(none.headers["content-type"]).to.contain("odata.metadata=none");
  });

  it("refuses query options that it does not know", async () => {
    expect((await call("GET", "/users?$colour=red")).body.error.message).to.contain(
      "'$colour' is not supported",
    );
    expect((await call("GET", "/users?$top=abc")).status).to.equal(400);
    expect((await call("GET", "/users?$select=colour")).status).to.equal(400);
  });

  it("repeats the caller's request id and gives its own", async () => {
    const { headers } = await call("GET", path, undefined, { "client-request-id": "mine" });
    expect(headers["client-request-id"]).to.equal("mine");
    expect(headers["request-id"]).to.match(/^[0-9a-f-]{36}$/);
  });

  it("describes itself to everyone", async () => {
    const { status, text } = await client.send(`${sandbox.url}/$metadata`);
    expect(status).to.equal(200);
    expect(text).to.contain(
      '<Property Name="membershipStatus" Type="graph.bookingStaffMembershipStatus" Nullable="false"/>',
    );
    expect(text).to.contain('<EntityType Name="bookingStaffMember" BaseType="graph.bookingStaffMemberBase">');
  });
});
