import { readFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { connect } from "node:tls";
import { expect } from "chai";
import type { Sandbox } from "../../sandbox/start";
import { TestClient } from "./support/client";
import { startSandbox } from "./support/plain";

const calendar = "/solutions/bookingBusinesses/Leeds@nhs.net";

describe("Clients that were written for Graph find in the sandbox", () => {
  let sandbox: Sandbox;
  let client: TestClient;
  let token: string;

  before(async () => {
    sandbox = await startSandbox({
      seed: {
        organisations: [{ shortName: "Leeds", operator: "svc.leeds@nhs.net" }],
        users: [{ address: "amy@nhs.net" }],
        calendars: [{ displayName: "Leeds" }],
      },
    });
    client = new TestClient(sandbox);
    token = await client.minted(["Bookings.ReadWrite.All", "User.Read.All"]);
  });

  after(async () => {
    client.close();
    await sandbox.close();
  });

  const get = (path: string, headers: Record<string, string>) =>
    client.call(token, "GET", path, undefined, headers);
  const patch = (path: string, type: string | undefined) =>
    client.send(`${sandbox.url}${path}`, {
      method: "PATCH",
      raw: '{"phone":"1"}',
      headers: { authorization: `Bearer ${token}`, "content-type": type ?? "" },
    });

  // The generated SDKs ask for counts and raw values as text (`Accept: text/plain;q=0.9` in msgraph-sdk-python 1.x).
  it("a count as text, a value as text and the description as XML, when they ask for these alone", async () => {
    const count = await get("/users/$count", { accept: "text/plain;q=0.9", consistencylevel: "eventual" });
    expect([count.status, count.text]).to.deep.equal([200, "4"]);
    const name = await get(`${calendar}/displayName/$value`, { accept: "text/plain" });
    expect([name.status, name.text]).to.deep.equal([200, "Leeds"]);
    expect((await get("/$metadata", { accept: "application/xml" })).status).to.equal(200);
    expect((await get("/users", { accept: "text/plain" })).status).to.equal(406);
  });

  it("refusals as bare JSON, whatever metadata they asked for", async () => {
    for (const accept of ["application/json", "application/json;odata.metadata=none"]) {
      const { headers } = await get("/users/nobody@nhs.net", { accept });
      expect(headers["content-type"]).to.equal("application/json");
      expect(headers).not.to.have.property("odata-version");
    }
  });

  // msgraph-cli#258, msgraph-sample-pythondjangoapp#22, PHPGraphMailer#14.
  it("words for a body that does not say what it is, and for one that is no JSON", async () => {
    const told = async (path: string, type?: string) => {
      const { status, body } = await patch(path, type);
      return [status, body.error.code, body.error.message.slice(0, 26)];
    };
    expect(await told(calendar)).to.deep.equal([400, "BadRequest", "Write requests (excluding "]);
    expect(await told("/users/amy@nhs.net", "application/x-www-form-urlencoded")).to.deep.equal([
      400,
      "BadRequest",
      "Entity only allows writes ",
    ]);
    expect(await told(calendar, "text/plain")).to.deep.equal([
      415,
      "RequestBodyRead",
      "A supported MIME type coul",
    ]);
  });

  // msgraph-sample-blazor-clientside#94, O365/python-o365#889.
  it("no other version than 1.0, and nothing without one", async () => {
    for (const path of ["/beta/users", "/v1.0None?x=1", "/me?%24select=mail", "/users", "/solutions"]) {
      const { status, body } = await client.send(`${sandbox.authority}${path}`);
      expect([path, status, body.error.code, body.error.message]).to.deep.equal([
        path,
        400,
        "BadRequest",
        "Invalid version.",
      ]);
    }
    const { body } = await client.admin("GET", "log?last=1");
    expect(JSON.stringify(body)).to.contain("/solutions");
  });

  // pnp/PnP-Sites-Core#1807: a client sent what no group has. Elsewhere it would be ignored as an open type's.
  it("a refusal of what people, groups and units do not have, and nothing of the rest done", async () => {
    const admin = await client.minted(["User.ReadWrite.All", "Group.ReadWrite.All"]);
    const change = { jobTitle: "Nurse", colour: "red" };
    const { status, body } = await client.call(admin, "PATCH", "/users/amy@nhs.net", change);
    expect([status, body.error.code, body.error.message]).to.deep.equal([
      400,
      "Request_BadRequest",
      "Invalid property 'colour'.",
    ]);
    const group = {
      displayName: "G",
      mailEnabled: false,
      mailNickname: "g",
      securityEnabled: true,
      colour: "red",
    };
    expect((await client.call(admin, "POST", "/groups", group)).status).to.equal(400);
    expect((await get("/users/amy@nhs.net", {})).body.jobTitle).to.equal(null);
  });

  it("lists that are never null, as OData has it, also where null was sent", async () => {
    const sent = await client.call(token, "PATCH", calendar, { businessHours: null });
    expect([sent.status, sent.body.error.code]).to.deep.equal([500, "UnknownError"]);
    expect((await client.call(token, "PATCH", calendar, { businessHours: [] })).status).to.equal(204);
    expect((await get(calendar, {})).body.businessHours).to.deep.equal([]);
  });

  // Exchange's page on Set-DistributionGroup, at -Alias: marked letters become plain ones, and periods stand between others.
  it("addresses in ASCII, whatever a calendar is called", async () => {
    const operator = await client.minted(["Bookings.Manage.All"], "svc.leeds@nhs.net");
    const names: Record<string, string> = {
      "Söhne & Ärzte": "SoehneAerzte@nhs.net",
      "Café Ward.": "CafeWard@nhs.net",
      "..St. Mary.. Ward": "St.Mary.Ward@nhs.net",
      診療所: "bookings@nhs.net",
    };
    for (const [displayName, id] of Object.entries(names)) {
      const { body } = await client.call(operator, "POST", "/solutions/bookingBusinesses", { displayName });
      expect([body.displayName, body.id]).to.deep.equal([displayName, id]);
    }
  });

  it("no thing by the name of a mark of OData, and nothing at the root", async () => {
    const paths = [
      `${calendar}/staffMembers/$count`,
      "/solutions/bookingBusinesses/$count",
      "/users/$ref",
      "",
      "?x=1",
    ];
    for (const path of paths) {
      const { status, body } = await get(path, {});
      expect([path, status, body.error.code]).to.deep.equal([path, 400, "BadRequest"]);
      expect(body.error.message).to.match(/^Resource not found for the segment '(\$count|\$ref|)'\.$/);
    }
  });

  // learn.microsoft.com/entra/msal/dotnet/advanced/extract-authentication-parameters names this very answer of Graph.
  it("where to sign in, when they come without a token", async () => {
    const { headers } = await client.send(`${sandbox.url}/me`);
    const told = String(headers["www-authenticate"]);
    expect(
      /^Bearer realm="", authorization_uri="(.*?)", client_id="(.*?)"$/.exec(told)?.slice(1),
    ).to.deep.equal([`${sandbox.authority}/common/oauth2/authorize`, "00000003-0000-0000-c000-000000000000"]);
  });

  it("an answer in HTTP 1.0, when they know no later one", async () => {
    const { port } = new URL(sandbox.authority);
    const socket = connect({
      port: Number(port),
      host: "127.0.0.1",
      ca: readFileSync(sandbox.caFile),
      ALPNProtocols: ["http/1.0"],
    });
    socket.write("GET /v1.0/users HTTP/1.0\r\n\r\n");
    expect(await text(socket)).to.match(
      /^HTTP\/1\.1 401 .*\r\nConnection: close\r\n.*InvalidAuthenticationToken/s,
    );
  });

  it("a page that asks for the code, where a program shows people the address and the code apart", async () => {
    const operator = await client.send(`${sandbox.authority}/${sandbox.tenantId}/oauth2/v2.0/devicecode`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      raw: new URLSearchParams({
        client_id: sandbox.identities.observer.clientId,
        scope: "openid",
      }).toString(),
    });
    const { verification_uri: page, user_code: code } = operator.body;
    const asked = await client.send(page);
    expect([asked.status, asked.text]).to.deep.include(200);
    expect(asked.text).to.contain('<label for="code">').and.contain('name="user_code"');
    const wrong = await client.send(`${page}?user_code=nothing`);
    expect([wrong.status, /role="alert">(.*?)\./.exec(wrong.text)?.[1]]).to.deep.equal([
      400,
      "That code did not work",
    ]);
    const chosen = await client.send(`${page}?user_code=+${code.toLowerCase()}+`);
    expect(chosen.text).to.contain("Choose who you are").and.contain("address=amy%40nhs.net");
  });
});
