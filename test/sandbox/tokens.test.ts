import { expect } from "chai";
import { decodeJwt, SignJWT, UnsecuredJWT } from "jose";
import type { Sandbox } from "../../sandbox/start";
import { TestClient } from "./support/client";
import { startSandbox } from "./support/plain";

describe("tokens that the sandbox refuses, in Graph's words", () => {
  let sandbox: Sandbox;
  let client: TestClient;
  let token: string;

  before(async () => {
    sandbox = await startSandbox({ seed: { users: [{ address: "amy@nhs.net" }] } });
    client = new TestClient(sandbox);
    token = await client.appToken();
  });

  after(async () => {
    client.close();
    await sandbox.close();
  });

  async function refusal(authorization: string): Promise<string> {
    const { status, body } = await client.send(`${sandbox.url}/users`, { headers: { authorization } });
    expect([status, body.error.code]).to.deep.equal([401, "InvalidAuthenticationToken"]);
    return body.error.message;
  }

  const minted = async (given: object) => (await client.admin("POST", "token", given)).body.accessToken;

  it("none", async () => {
    expect(await refusal("")).to.equal("Access token is empty.");
  });

  it("for another audience", async () => {
    expect(await refusal(`Bearer ${await minted({ audience: "https://vault.azure.net" })}`)).to.contain(
      "Invalid audience",
    );
  });

  it("expired", async () => {
    expect(await refusal(`Bearer ${await minted({ lifetime: -600 })}`)).to.equal(
      "Lifetime validation failed, the token is expired.",
    );
  });

  it("of another tenant", async () => {
    const tenantId = "11111111-1111-4111-8111-111111111111";
    expect(await refusal(`Bearer ${await minted({ tenantId })}`)).to.contain("Invalid tenant");
    expect(
      await refusal(
        `Bearer ${await minted({ issuer: `https://login.microsoftonline.com/${tenantId}/v2.0` })}`,
      ),
    ).to.contain("Invalid issuer");
  });

  it("unsigned, with another signature, or nothing like a token", async () => {
    const claims = decodeJwt(token);
    await refusal(`Bearer ${new UnsecuredJWT(claims).encode()}`);
    const forged = await new SignJWT(claims).setProtectedHeader({ alg: "HS256" }).sign(new Uint8Array(32));
    await refusal(`Bearer ${forged}`);
    expect(await refusal(`Bearer ${token.slice(0, -6)}AAAAAA`)).to.contain("signature");
    expect(await refusal("Bearer rubbish")).to.contain("parsing failed");
  });
});
