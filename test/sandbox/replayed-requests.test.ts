import { expect } from "chai";
import type { Answer } from "./support/client";
import { TestTenant } from "./support/tenant";

// Requests of clients that ship (CLI for Microsoft 365, Kiota's SDKs, PnPjs, MSAL, PowerShell) and of Microsoft's samples,
// each with the shape of the answer that is established for Graph. `{group}` and the like stand for ids of the tenant.
interface Replay {
  readonly who?: "amy";
  readonly send: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
  readonly settings?: object;
  /** Status, and what the answer holds: a value, a pattern, or the kind of value. */
  readonly status: number;
  readonly holds?: Readonly<Record<string, unknown>>;
}

const calendar = "/solutions/bookingBusinesses/LeedsXRay@nhs.net";
const time = (dateTime: string) => ({ dateTime, timeZone: "UTC" });
const appointment = {
  startDateTime: time("2026-12-01T10:00:00+00:00"),
  endDateTime: time("2026-12-01T10:30:00+00:00"),
  isLocationOnline: true,
};
const group = { displayName: "x", mailEnabled: false, securityEnabled: true };
const noText = /^$/;

const replays: readonly Replay[] = [
  // Property names in another letter case
  {
    send: "GET /users?$select=Id,DisplayName",
    status: 200,
    holds: { "value.0.id": /-/, "value.0.displayName": /./ },
  },
  {
    send: "GET /users?$filter=UserPrincipalName eq 'amy.shah@nhs.net'",
    status: 200,
    holds: { "value.length": 1 },
  },
  { send: "GET /groups?$filter=DisplayName eq 'Base licence'", status: 200, holds: { "value.length": 1 } },
  { send: "GET /users?$orderby=DisplayName&$top=1", status: 200, holds: { "value.length": 1 } },
  {
    send: "POST /groups",
    body: { ...group, mailNickName: "x1" },
    status: 201,
    holds: { mailNickname: "x1" },
  },
  // $select on directory objects
  {
    send: "GET /groups/{group}/members?$select=Id,Mail",
    status: 200,
    holds: { "value.0.id": /-/, "value.0.mail": /@/ },
  },
  {
    send: "GET /groups/{group}/members?$select=nonsense",
    status: 400,
    holds: { "error.message": /nonsense/ },
  },
  {
    send: "GET /groups/{group}/members/microsoft.graph.user?$select=Id,Mail",
    status: 200,
    holds: { "value.0.mail": /@/ },
  },
  // $batch with a number as id
  {
    send: "POST /$batch",
    body: { requests: [{ id: 1, method: "GET", url: "/users?$top=1" }] },
    status: 200,
    holds: { "responses.0.id": "1", "responses.0.status": 200 },
  },
  // $top on lists of Bookings
  {
    send: "GET /solutions/bookingBusinesses?$top=5",
    status: 200,
    holds: { "value.length": 1, "@odata.nextLink": undefined },
  },
  { send: `GET ${calendar}/staffMembers?$top=1`, status: 200, holds: { "value.length": 1 } },
  { send: `GET ${calendar}/appointments?$top=200`, status: 200, holds: { "value.length": 1 } },
  // /me
  { who: "amy", send: "GET /me/licenseDetails", status: 200, holds: { "value.length": 1 } },
  { send: "GET /me/licenseDetails", status: 400, holds: { "error.message": /delegated authentication/ } },
  // Customers in lists
  {
    settings: { customersInLists: false },
    send: `GET ${calendar}/appointments`,
    status: 200,
    holds: { "value.0.customers.length": 0 },
  },
  // Microsoft's own examples
  {
    settings: { undeclaredProperties: "ignored" },
    send: `POST ${calendar}/customers`,
    body: { displayName: "Joni", addresses: [{ type: "home", postOfficeBox: "", city: "Leeds" }] },
    status: 201,
    holds: { displayName: "Joni" },
  },
  {
    settings: { undeclaredProperties: "refused" },
    send: `POST ${calendar}/customers`,
    body: { displayName: "Joni", addresses: [{ postOfficeBox: "" }] },
    status: 500,
    holds: { "error.code": "UnknownError" },
  },
  // calendarView
  {
    send: `GET ${calendar}/calendarView?startDateTime=2026-12-01T00:00:00Z&endDateTime=2026-12-02T00:00:00Z`,
    status: 200,
    holds: { "value.length": 1 },
  },
  {
    send: `GET ${calendar}/calendarView?start=2026-12-01T00:00:00Z&end=2026-12-02T00:00:00Z`,
    status: 200,
    holds: { "value.length": 1 },
  },
  // Links name the host that the client called
  {
    send: "GET /users?$top=1",
    headers: { host: "graph.microsoft.com" },
    status: 200,
    holds: { "@odata.nextLink": /^https:\/\/graph\.microsoft\.com\/v1\.0\/users\?/ },
  },
  // Values of appointments
  {
    send: `POST ${calendar}/appointments`,
    body: { ...appointment, staffMemberIds: ["{staff}"] },
    status: 201,
    holds: {
      "startDateTime.dateTime": "2026-12-01T10:00:00.0000000Z",
      joinWebUrl: /^https:\/\/teams\.microsoft\.com\//,
      selfServiceAppointmentId: "00000000-0000-0000-0000-000000000000",
      "serviceLocation.locationType": "default",
      "serviceLocation.displayName": noText,
    },
  },
];

/** What stands at `value.0.id` of a body. */
function at(body: unknown, path: string): unknown {
  if (path.startsWith("@")) return (body as Record<string, unknown>)[path];
  return path
    .split(".")
    .reduce<unknown>((inner, name) => (inner as Record<string, unknown> | undefined)?.[name], body);
}

describe("requests of clients that ship, replayed at the sandbox", () => {
  let tenant: TestTenant;
  let tokens: Readonly<Record<string, string>>;
  let ids: Readonly<Record<string, string>>;

  before(async () => {
    tenant = await TestTenant.start({
      organisations: [{ shortName: "Leeds" }],
      users: [{ address: "amy.shah@nhs.net", organisation: "Leeds", licences: [{ sku: "ENTERPRISEPACK" }] }],
      groups: [{ displayName: "Base licence", members: ["amy.shah@nhs.net"] }],
      calendars: [
        {
          displayName: "Leeds X Ray",
          staff: [{ address: "amy.shah@nhs.net", role: "administrator" }],
          appointments: [
            { start: "2026-12-01T09:00:00Z", end: "2026-12-01T09:30:00Z", customer: "Pat Ient" },
          ],
        },
      ],
    });
    const application = await tenant.client.minted([
      "Bookings.Manage.All",
      "BookingsAppointment.ReadWrite.All",
      "Directory.Read.All",
      "User.ReadWrite.All",
      "Group.ReadWrite.All",
      "MailboxSettings.Read",
    ]);
    tokens = {
      application,
      amy: await tenant.client.minted(
        ["User.Read", "MailboxSettings.Read", "LicenseAssignment.Read.All"],
        "amy.shah@nhs.net",
      ),
    };
    const staff = await tenant.client.call(application, "GET", `${calendar}/staffMembers`);
    ids = { group: await tenant.groupId("Base licence"), staff: staff.body.value[0].id };
  });

  after(() => tenant.close());

  const filled = (text: string) => text.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? "?");

  for (const { who = "application", send, body, headers, settings, status, holds = {} } of replays) {
    const under = settings ? ` with ${JSON.stringify(settings)}` : "";
    it(`${send}${headers ? ` at ${headers["host"]}` : ""}${under} is answered with ${status}`, async () => {
      if (settings) await tenant.set(settings);
      const [method = "", path = ""] = filled(send).split(/ (.*)/s);
      const sent = body === undefined ? undefined : JSON.parse(filled(JSON.stringify(body)));
      const answer: Answer = await tenant.client.call(
        tokens[who] ?? "",
        method,
        encodeURI(path),
        sent,
        headers,
      );
      expect(answer.status, JSON.stringify(answer.body)).to.equal(status);
      for (const [name, wanted] of Object.entries(holds)) {
        const found = at(answer.body, name);
        if (wanted instanceof RegExp) expect(String(found), name).to.match(wanted);
        else expect(found, name).to.equal(wanted);
      }
    });
  }

  const { stringify } = JSON;
  const form = (more: object = {}) => ({
    grant_type: "client_credentials",
    client_id: tenant.sandbox.identities.observer.clientId,
    client_secret: tenant.sandbox.identities.observer.clientSecret,
    scope: "https://graph.microsoft.com/.default",
    ...more,
  });
  const post = (path: string, sent: object) =>
    tenant.client.send(`${tenant.sandbox.authority}${path}`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      raw: new URLSearchParams(sent as Record<string, string>).toString(),
    });
  const get = (path: string) => tenant.client.send(`${tenant.sandbox.authority}${path}`);

  it("an application that signs in without naming its tenant is told so", async () => {
    for (const authority of ["common", "organizations"]) {
      const { status, body } = await post(`/${authority}/oauth2/v2.0/token`, form());
      expect([status, body.error]).to.deep.equal([400, "invalid_request"]);
      expect(body.error_description).to.match(/^AADSTS50059/);
    }
  });

  it("Graph may be named by its application id, with a further slash, or as a resource of the first version", async () => {
    const own = `/${tenant.sandbox.tenantId}/oauth2`;
    for (const scope of [
      "00000003-0000-0000-c000-000000000000/.default",
      "https://graph.microsoft.com//.default",
    ])
      expect((await post(`${own}/v2.0/token`, form({ scope }))).status, scope).to.equal(200);
    const { scope: _scope, ...resource } = form({ resource: "https://graph.microsoft.com" }) as Record<
      string,
      string
    >;
    expect((await post(`${own}/token`, resource)).body.access_token).to.match(/^ey/);
  });

  it("a tenant that is not there, a certificate that is not registered, and a person's realm", async () => {
    const unknown = await get("/00000000-0000-0000-0000-00000000dead/v2.0/.well-known/openid-configuration");
    expect([unknown.body.error, stringify(unknown.body).includes("AADSTS90002")]).to.deep.equal([
      "invalid_tenant",
      true,
    ]);
    const { clientId } = tenant.sandbox.identities.observer;
    const part = (value: object) => Buffer.from(stringify(value)).toString("base64url");
    const signed = `${part({ alg: "RS256", x5t: "AA" })}.${part({ iss: clientId, sub: clientId, aud: "x" })}.AA`;
    const assertion = {
      client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
      client_assertion: signed,
    };
    const refused = await post(`/${tenant.sandbox.tenantId}/oauth2/v2.0/token`, form(assertion));
    expect(refused.body.error_description).to.match(/^AADSTS700027/);
    const realm = await get("/common/userrealm/amy.shah@nhs.net?api-version=1.0");
    expect([realm.status, realm.body.account_type]).to.deep.equal([200, "Managed"]);
  });
});
