import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { Sandbox } from "../../sandbox/start";
import { TestClient } from "./support/client";
import { startSandbox } from "./support/plain";
import { runNode } from "./support/run-node";

const graph = "https://graph.microsoft.com/.default";

/** Each credential in a process of its own, which trusts the sandbox's authority by NODE_EXTRA_CA_CERTS as users do. */
describe("real credentials against the sandbox", () => {
  let sandbox: Sandbox;
  let client: TestClient;
  let folder: string;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "credentials-"));
    sandbox = await startSandbox({
      seed: { organisations: [{ shortName: "Leeds" }], users: [{ address: "amy@nhs.net" }] },
    });
    client = new TestClient(sandbox);
  });

  after(async () => {
    client.close();
    await sandbox.close();
    rmSync(folder, { recursive: true });
  });

  /** Runs code that must set `token`; answers what Graph and the token say. */
  async function tried(code: string): Promise<string> {
    const { calendarOperators, observer } = sandbox.identities;
    const known = {
      url: sandbox.url,
      authority: sandbox.authority,
      tenant: sandbox.tenantId,
      observer,
      operator: calendarOperators["leeds"],
      folder,
    };
    const script = `
      const { url, authority, tenant, observer, operator, folder } = ${JSON.stringify(known)};
      const identity = require("@azure/identity"), msal = require("@azure/msal-node");
      const options = { authorityHost: authority, disableInstanceDiscovery: true };
      const application = { auth: { clientId: operator.clientId, authority: authority + "/" + tenant, knownAuthorities: [new URL(authority).host] } };
      (async () => {
        let token;
        ${code}
        const { appid, upn } = JSON.parse(Buffer.from(token.split(".")[1], "base64url"));
        const answer = await fetch(url + "/solutions/bookingBusinesses", { headers: { authorization: "Bearer " + token } });
        console.log(upn ?? appid, answer.status);
      })();`;
    const ran = await runNode(script, { NODE_EXTRA_CA_CERTS: sandbox.caFile });
    return `${ran.stdout}${ran.stderr}`.trim();
  }

  const observed = () => `${sandbox.identities.observer.clientId} 200`;

  it("ClientSecretCredential", async () => {
    const code = `token = (await new identity.ClientSecretCredential(tenant, observer.clientId, observer.clientSecret, options).getToken("${graph}")).token`;
    expect(await tried(code)).to.equal(observed());
  });

  it("WorkloadIdentityCredential, with a token of the sandbox's own issuer", async () => {
    const { body } = await client.admin("POST", "workload-token", { subject: "observer" });
    writeFileSync(join(folder, "token"), body.token);
    const code = `token = (await new identity.WorkloadIdentityCredential({ ...options, tenantId: tenant, clientId: observer.clientId, tokenFilePath: folder + "/token" }).getToken("${graph}")).token`;
    expect(await tried(code)).to.equal(observed());
  });

  it("ClientAssertionCredential, refused for another subject", async () => {
    const { body } = await client.admin("POST", "workload-token", { subject: "someone" });
    const code = `
      const credential = new identity.ClientAssertionCredential(tenant, observer.clientId, async () => ${JSON.stringify(body.token)}, options);
      token = await credential.getToken("${graph}").then((t) => t.token, (error) => { console.log(/AADSTS\\d+/.exec(error.message)[0]); process.exit(); });`;
    expect(await tried(code)).to.equal("AADSTS700213");
  });

  it("ManagedIdentityCredential, as the machine's own identity and as another", async () => {
    const { body } = await client.admin("GET", "managed-identity");
    const environment = `Object.assign(process.env, ${JSON.stringify(body)});`;
    const own = `${environment} token = (await new identity.ManagedIdentityCredential().getToken("${graph}")).token`;
    expect(await tried(own)).to.equal(observed());
    const { clientId } = sandbox.identities.directoryOperator;
    const other = `${environment} token = (await new identity.ManagedIdentityCredential({ clientId: ${JSON.stringify(clientId)} }).getToken("${graph}")).token`;
    expect(await tried(other)).to.equal(`${clientId} 403`);
  });

  it("no managed identity without the header, of another version, for another resource or of no one", async () => {
    const { body } = await client.admin("GET", "managed-identity");
    const ask = async (query: string, header = body.IDENTITY_HEADER) =>
      (await client.send(`${body.IDENTITY_ENDPOINT}?${query}`, { headers: { "x-identity-header": header } }))
        .status;
    const right = "api-version=2019-08-01&resource=https://graph.microsoft.com";
    expect(await ask(right)).to.equal(200);
    expect(await ask(right, "wrong")).to.equal(401);
    expect(await ask(right.replace("2019", "2017"))).to.equal(400);
    expect(await ask(right.replace("graph.", "vault."))).to.equal(400);
    expect(await ask(`${right}&client_id=nobody`)).to.equal(400);
    expect(
      await ask(`${right}&client_id=${sandbox.identities.calendarOperators["leeds"]?.clientId}`),
    ).to.equal(400);
  });

  it("a refresh token through MSAL", async () => {
    const code = `
      const request = { refreshToken: operator.refreshToken, scopes: ["${graph}"] };
      token = (await new msal.PublicClientApplication(application).acquireTokenByRefreshToken(request)).accessToken`;
    expect(await tried(code)).to.equal("svc.leeds.bookings@nhs.net 200");
  });

  it("an interactive sign-in through MSAL, with PKCE", async () => {
    const code = `
      const openBrowser = async (address) => {
        const page = await (await fetch(address)).text();
        const fields = [...page.matchAll(/name="(.*?)" value="(.*?)"/g)].map((m) => [m[1], m[2]]);
        await fetch(/action="(.*?)"/.exec(page)[1], { method: "POST", body: new URLSearchParams(fields) });
      };
      const request = { scopes: ["${graph}"], loginHint: "amy@nhs.net", openBrowser };
      token = (await new msal.PublicClientApplication(application).acquireTokenInteractive(request)).accessToken`;
    expect(await tried(code)).to.equal("amy@nhs.net 200");
  });

  it("DeviceCodeCredential", async () => {
    const code = `
      const userPromptCallback = async ({ userCode, verificationUri }) => {
        await fetch(verificationUri + "?user_code=" + userCode + "&address=amy@nhs.net");
      };
      const credential = new identity.DeviceCodeCredential({ ...options, tenantId: tenant, clientId: operator.clientId, userPromptCallback });
      token = (await credential.getToken("${graph}")).token`;
    expect(await tried(code)).to.equal("amy@nhs.net 200");
  });
});
