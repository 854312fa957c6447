import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { openGraph } from "../../src/graph/open-graph";
import { resolveUsers } from "../../src/graph/resources/resolve-users";
import { mailboxPurpose, users } from "../../src/graph/resources/users";
import { failureOf } from "../providers/failure-of";
import { type TestTenant, testTenant } from "../providers/sandbox-tenant";

describe("signing in at the sandbox", function () {
  this.timeout(60_000);
  let tenant: TestTenant;
  before(async () => {
    tenant = await testTenant({
      seed: {
        // Requests are counted here: each list in one page.
        settings: { directoryPaging: "pages" },
        organisations: [{ shortName: "Leeds", operator: "svc.leeds.bookings@nhs.net" }],
        users: [
          {
            address: "amy.shah@nhs.net",
            displayName: "Amy Shah",
            mailbox: "user",
            aliases: ["amy.alias@nhs.net"],
          },
          { address: "o'neil@nhs.net", mailbox: "user" },
          { address: "clinic.room@nhs.net", mailbox: "room" },
          { address: "not.migrated@nhs.net", mailbox: "none" },
        ],
      },
    });
  });
  after(() => tenant.close());
  const stored = () =>
    JSON.parse(readFileSync(tenant.env["BOOKINGS_IDENTITIES"] ?? "", "utf8")).calendarOperators.leeds
      .refreshToken;

  /** Another identities file beside the tenant's own. */
  const changed = (change: (identities: Record<string, unknown>) => unknown) => {
    const file = `${tenant.env["BOOKINGS_IDENTITIES"]}.changed`;
    const identities = JSON.parse(readFileSync(tenant.env["BOOKINGS_IDENTITIES"] ?? "", "utf8"));
    writeFileSync(file, JSON.stringify(change(identities)), { mode: 0o600 });
    return { ...tenant.env, BOOKINGS_IDENTITIES: file };
  };

  it("by secret as the observer, by refresh token as the operator, each with the tenant in its token", async () => {
    const observer = await tenant.observer().claims();
    expect(observer).to.include({ tenantId: tenant.sandbox.tenantId.toLowerCase() });
    expect(observer).not.to.have.any.keys("account", "scopes");
    expect(observer.roles).to.include("Bookings.Read.All");
    const operator = await openGraph({ env: tenant.env, identity: { operatorOf: "Leeds" } }).claims();
    expect(operator.account).to.equal("svc.leeds.bookings@nhs.net");
    expect(operator.scopes).to.deep.equal(["Bookings.Manage.All"]);
  });

  it("by a pipeline's token as the observer, reading the file again at each sign-in", async () => {
    const { token } = (await tenant.admin("POST", "workload-token", { subject: "observer" })) as {
      token: string;
    };
    const env = changed((identities) => {
      const tokenFile = `${tenant.env["BOOKINGS_IDENTITIES"]}.token`;
      writeFileSync(tokenFile, `${token}\n`);
      const { clientId } = tenant.sandbox.identities.observer;
      return { ...identities, observer: { kind: "federated", clientId, tokenFile } };
    });
    const graph = openGraph({ env, identity: "observer" });
    expect((await resolveUsers(graph, ["amy.shah@nhs.net"])).size).to.equal(1);
  });

  for (const [host, method, key, variables] of [
    ["GitHub", "GET", "value", ["ACTIONS_ID_TOKEN_REQUEST_URL", "ACTIONS_ID_TOKEN_REQUEST_TOKEN"]],
    ["Azure DevOps", "POST", "oidcToken", ["SYSTEM_OIDCREQUESTURI", "SYSTEM_ACCESSTOKEN"]],
  ] as const) {
    it(`by a fresh token of a pipeline of ${host}, fetched for the sign-in`, async () => {
      const workload = await tenant.admin("POST", "workload-token", { subject: "observer" });
      const { token } = workload as { token: string };
      const asked: string[] = [];
      const server = createServer((request, response) => {
        asked.push(`${request.method} ${request.url} ${request.headers.authorization}`);
        response.end(JSON.stringify({ [key]: token }));
      });
      await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
      const { port } = server.address() as AddressInfo;
      const [url, bearer] = variables;
      Object.assign(process.env, { [url]: `http://127.0.0.1:${port}/token?a=b`, [bearer]: "runner" });
      try {
        const env = changed((identities) => {
          const { clientId } = tenant.sandbox.identities.observer;
          const observer = { kind: "pipeline", clientId, serviceConnection: "conn" };
          return { ...identities, observer };
        });
        const graph = openGraph({ env, identity: "observer" });
        expect((await resolveUsers(graph, ["amy.shah@nhs.net"])).size).to.equal(1);
        const query =
          host === "GitHub"
            ? "audience=api%3A%2F%2FAzureADTokenExchange"
            : "api-version=7.1&serviceConnectionId=conn";
        expect(asked).to.deep.equal([`${method} /token?a=b&${query} Bearer runner`]);
      } finally {
        for (const name of variables) delete process.env[name];
        server.close();
      }
    });
  }

  it("keeps every rotated refresh token although four processes sign in at once", async () => {
    const first = stored();
    const env = { ...process.env, ...tenant.env, NODE_EXTRA_CA_CERTS: tenant.sandbox.caFile };
    const client = JSON.stringify(join(__dirname, "../../src/graph/open-graph.js"));
    const script = `require(${client}).openGraph({ identity: { operatorOf: "leeds" } }).claims()
      .then((claims) => process.stdout.write(JSON.stringify(claims)))`;
    const results = await Promise.all(
      Array.from({ length: 4 }, () => promisify(execFile)(process.execPath, ["-e", script], { env })),
    );
    for (const { stdout } of results) {
      expect(JSON.parse(stdout).account).to.equal("svc.leeds.bookings@nhs.net");
    }
    expect(stored()).to.not.equal(first);
    const last = await openGraph({ env: tenant.env, identity: { operatorOf: "leeds" } }).claims();
    expect(last.account).to.equal("svc.leeds.bookings@nhs.net");
  });

  it("by a person's browser as an operator, who is proposed there by name", async function () {
    if (process.platform !== "linux") this.skip();
    const browser = join(tenant.folder, "browser");
    const script = `#!${process.execPath}
      fetch(process.argv[2]).then((answer) => answer.text()).then((page) => {
        const fields = [...page.matchAll(/name="(.*?)" value="(.*?)"/g)].map((m) => [m[1], m[2]]);
        return fetch(/action="(.*?)"/.exec(page)[1], { method: "POST", body: new URLSearchParams(fields) });
      });`;
    writeFileSync(browser, script, { mode: 0o700 });
    const file = changed((identities) => {
      const { clientId = "" } = tenant.sandbox.identities.calendarOperators["leeds"] ?? {};
      const leeds = { kind: "interactive", clientId, address: "svc.leeds.bookings@nhs.net" };
      return { ...identities, calendarOperators: { leeds } };
    });
    const { DISPLAY: _none, XDG_CURRENT_DESKTOP: _neither, ...quiet } = process.env;
    const env = { ...quiet, ...file, NODE_EXTRA_CA_CERTS: tenant.sandbox.caFile, BROWSER: browser };
    const client = JSON.stringify(join(__dirname, "../../src/graph/open-graph.js"));
    const code = `require(${client}).openGraph({ identity: { operatorOf: "leeds" } }).claims()
      .then((claims) => { process.stdout.write(JSON.stringify(claims)); process.exit(); })`;
    const { stdout } = await promisify(execFile)(process.execPath, ["-e", code], { env, timeout: 25_000 });
    expect(JSON.parse(stdout)).to.include({ account: "svc.leeds.bookings@nhs.net" });
  });

  it("by a machine's own identity as the observer", async () => {
    const machine = (await tenant.admin("GET", "managed-identity")) as Record<string, string>;
    const file = changed((identities) => ({ ...identities, observer: { kind: "managed" } }));
    const env = { ...process.env, ...file, ...machine, NODE_EXTRA_CA_CERTS: tenant.sandbox.caFile };
    const client = JSON.stringify(join(__dirname, "../../src/graph/open-graph.js"));
    const code = `require(${client}).openGraph({ identity: "observer" }).claims()
      .then((claims) => process.stdout.write(JSON.stringify(claims.roles)))`;
    const { stdout } = await promisify(execFile)(process.execPath, ["-e", code], { env });
    expect(JSON.parse(stdout)).to.include("Bookings.Read.All");
  });

  it("says in words, without what was sent, why a sign-in fails", async () => {
    const env = { ...tenant.env, BOOKINGS_TENANT_ID: "00000000-0000-4000-8000-000000000000" };
    const failure = await failureOf(openGraph({ env, identity: "observer" }).claims());
    expect(failure.message).to.match(/^Signing in as observer failed/);
    expect(failure.message).to.not.match(/eyJ|secret=/);
  });

  it("finds people by address, alias and odd characters in at most two requests", async () => {
    const graph = tenant.observer();
    const wanted = ["AMY.shah@nhs.net", "amy.alias@nhs.net", "o'neil@nhs.net", "nobody@nhs.net"];
    const found = await resolveUsers(graph, wanted);
    expect([...found.keys()]).to.have.members(["amy.shah@nhs.net", "amy.alias@nhs.net", "o'neil@nhs.net"]);
    expect(found.get("amy.alias@nhs.net")?.displayName).to.equal("Amy Shah");
    expect(graph.counters.http).to.be.at.most(2);
  });

  it("tells persons' mailboxes from rooms, and those that are not in Exchange Online", async () => {
    const graph = tenant.observer();
    const purposes = await graph.sendAll(
      ["amy.shah@nhs.net", "clinic.room@nhs.net", "not.migrated@nhs.net"].map((one) => users.purpose(one)),
    );
    expect(purposes.map(mailboxPurpose)).to.deep.equal(["user", "room", "not-in-exchange-online"]);
  });
});
