import { expect } from "chai";
import { createLocalJWKSet, decodeJwt, jwtVerify } from "jose";
import type { Sandbox } from "../../sandbox/start";
import { TestClient } from "./support/client";
import { startSandbox } from "./support/plain";
import { runNode } from "./support/run-node";

const graph = "https://graph.microsoft.com/.default";

describe("identity in the sandbox", () => {
  let sandbox: Sandbox;
  let client: TestClient;

  beforeEach(async () => {
    sandbox = await startSandbox({ seed: { organisations: [{ shortName: "Leeds" }] } });
    client = new TestClient(sandbox);
  });

  afterEach(async () => {
    client.close();
    await sandbox.close();
  });

  const refresh = (refreshToken: string) => {
    const clientId = sandbox.identities.calendarOperators["leeds"]?.clientId ?? "";
    return client.token({
      grant_type: "refresh_token",
      client_id: clientId,
      refresh_token: refreshToken,
      scope: graph,
    });
  };

  it("gives an application a token with its roles", async () => {
    const claims = decodeJwt(await client.appToken());
    expect(claims).to.include({ aud: "https://graph.microsoft.com", tid: sandbox.tenantId, idtyp: "app" });
    expect(claims["appid"]).to.equal(sandbox.identities.observer.clientId);
    expect(claims["roles"]).to.include("Bookings.Read.All");
    expect(claims).not.to.have.property("scp");
  });

  it("publishes its configuration and keys, by which anybody can verify tokens of both kinds", async () => {
    const at = `${sandbox.authority}/${sandbox.tenantId}/v2.0`;
    const { body: found } = await client.send(`${at}/.well-known/openid-configuration`);
    expect(found).to.include({ issuer: at });
    expect(found.token_endpoint).to.equal(`${sandbox.authority}/${sandbox.tenantId}/oauth2/v2.0/token`);
    const { body: keys } = await client.send(found.jwks_uri);
    const keySet = createLocalJWKSet(keys);
    const { refreshToken = "" } = sandbox.identities.calendarOperators["leeds"] ?? {};
    const tokens = [await client.appToken(), (await refresh(refreshToken)).body.access_token];
    for (const token of tokens) {
      const { payload, protectedHeader } = await jwtVerify(token, keySet, {
        issuer: found.issuer,
        audience: "https://graph.microsoft.com",
        algorithms: ["RS256"],
      });
      expect(payload).to.include.keys("tid", "oid", "appid", "exp", "nbf", "iat");
      expect(protectedHeader).to.include({ alg: "RS256", typ: "JWT" });
    }
    const elsewhere = await client.send(
      `${sandbox.authority}/11111111-1111-4111-8111-111111111111/v2.0/.well-known/openid-configuration`,
    );
    expect([elsewhere.status, elsewhere.body.error_codes]).to.deep.equal([400, [90002]]);
  });

  it("gives an account a token with its scopes and a new refresh token, and refuses the old one", async () => {
    const old = sandbox.identities.calendarOperators["leeds"]?.refreshToken ?? "";
    const first = await refresh(old);
    const claims = decodeJwt(first.body.access_token);
    expect(claims).to.include({ upn: "svc.leeds.bookings@nhs.net", tid: sandbox.tenantId });
    expect(claims["scp"]).to.contain("Bookings.Manage.All");
    const again = await refresh(old);
    expect([again.status, again.body.error]).to.deep.equal([400, "invalid_grant"]);
    expect((await refresh(first.body.refresh_token)).status).to.equal(200);
  });

  it("lets a used refresh token live on for a while, where that is set", async () => {
    await client.admin("PUT", "settings", { refreshTokenGrace: 60 });
    const old = sandbox.identities.calendarOperators["leeds"]?.refreshToken ?? "";
    expect([(await refresh(old)).status, (await refresh(old)).status]).to.deep.equal([200, 200]);
  });

  it("refuses a wrong secret, an unknown application and another resource", async () => {
    const { clientId, clientSecret } = sandbox.identities.observer;
    const form = {
      grant_type: "client_credentials",
      client_id: clientId,
      client_secret: clientSecret,
      scope: graph,
    };
    expect((await client.token({ ...form, client_secret: "x" })).body.error_codes).to.deep.equal([7000215]);
    expect((await client.token({ ...form, client_id: "x" })).body.error_codes).to.deep.equal([700016]);
    expect(
      (await client.token({ ...form, scope: "https://vault.azure.net/.default" })).body.error_codes,
    ).to.deep.equal([500011]);
  });

  it("refuses what it cannot read, and goes on", async () => {
    const page = `${sandbox.authority}/${sandbox.tenantId}/oauth2/v2.0/token`;
    const sent = { method: "POST", raw: "grant_type=client_credentials" };
    const unreadable = { authorization: `Basic ${Buffer.from("%E0%A4:%").toString("base64")}` };
    expect((await client.send(page, { ...sent, headers: unreadable })).body.error).to.equal("invalid_client");
    expect((await client.token({ grant_type: "password" })).body.error).to.equal("unsupported_grant_type");
    expect((await client.token({ grant_type: "__proto__" })).body.error).to.equal("unsupported_grant_type");
    expect((await client.send(page, { method: "POST", raw: "x".repeat(5_000_000) })).status).to.equal(413);
    expect(
      (await client.send(page.replace(sandbox.tenantId, "elsewhere"), sent)).body.error_codes,
    ).to.deep.equal([90002]);
    expect((await client.send(`${sandbox.authority}/nowhere`)).status).to.equal(404);
  });

  it("takes the place of Entra ID for ClientSecretCredential of @azure/identity", async () => {
    const { clientId, clientSecret } = sandbox.identities.observer;
    const script = `
      const { ClientSecretCredential } = require("@azure/identity");
      const [tenant, id, secret, authorityHost] = ${JSON.stringify([sandbox.tenantId, clientId, clientSecret, sandbox.authority])};
      const credential = new ClientSecretCredential(tenant, id, secret, { authorityHost, disableInstanceDiscovery: true });
      credential.getToken("${graph}").then(async ({ token }) => {
        const answer = await fetch("${sandbox.url}/users?$top=1", { headers: { authorization: "Bearer " + token } });
        console.log(answer.status);
      });`;
    const ran = await runNode(script, { NODE_EXTRA_CA_CERTS: sandbox.caFile });
    expect([ran.stdout.trim(), ran.stderr]).to.deep.equal(["200", ""]);
  });
});
