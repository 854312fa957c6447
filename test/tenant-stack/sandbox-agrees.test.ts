import { expect } from "chai";
import { decodeJwt } from "jose";
import { type Sandbox, startSandbox } from "../../sandbox/start";
import { microsoftIds } from "../../stacks/tenant/microsoft-ids";
import { TestClient } from "../sandbox/support/client";
import { ofType } from "./declared";
import { organisationsCalled } from "./example-specs";
import { runTenantStack } from "./run-tenant-stack";

const SCOPE = "https://graph.microsoft.com/.default";

describe("sandbox and tenant stack give the same rights, so that nothing works here that a tenant refuses", () => {
  let sandbox: Sandbox;
  let client: TestClient;

  before(async () => {
    sandbox = await startSandbox({
      settings: { directoryPaging: "pages" },
      seed: { organisations: [{ shortName: "Leeds" }, { shortName: "York" }] },
    });
    client = new TestClient(sandbox);
  });

  after(async () => {
    client.close();
    await sandbox.close();
  });

  async function signIn({ clientId, clientSecret }: { clientId: string; clientSecret: string }) {
    const form = { grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret };
    return (await client.token({ ...form, scope: SCOPE })).body.access_token as string;
  }

  it("to the observer", async () => {
    const { roles } = decodeJwt<{ roles: string[] }>(await signIn(sandbox.identities.observer));
    expect([...roles].sort()).to.deep.equal(Object.keys(microsoftIds.applicationPermissions).sort());
  });

  it("to a service account", async () => {
    const { clientId, refreshToken } = sandbox.identities.calendarOperators["leeds"] ?? {
      clientId: "",
      refreshToken: "",
    };
    const form = { grant_type: "refresh_token", client_id: clientId, refresh_token: refreshToken };
    const { body } = await client.token({ ...form, scope: SCOPE });
    const { scp } = decodeJwt<{ scp: string }>(body.access_token);
    const { offline_access: _notInAccessTokens, ...asked } = microsoftIds.delegatedPermissions;
    expect(scp.split(" ").sort()).to.deep.equal(Object.keys(asked).sort());
  });

  it("to a directory operator [OPS-6]", async () => {
    const token = await signIn(
      sandbox.identities.directoryOperators["leeds"] ?? { clientId: "", clientSecret: "" },
    );
    const { roles = [], oid } = decodeJwt<{ roles?: string[]; oid: string }>(token);
    const permissions = Object.keys(microsoftIds.directoryOperatorPermissions);
    expect([...roles].sort()).to.deep.equal(permissions.sort());
    const held = (await client.call(token, "GET", "/roleManagement/directory/roleAssignments")).body.value;
    const units = (await client.call(token, "GET", "/directory/administrativeUnits")).body.value;
    const unit = units.find(({ displayName }: { displayName: string }) => displayName === "Leeds");
    const inSandbox = held
      .filter(({ principalId }: { principalId: string }) => principalId === oid)
      .map((one: { roleDefinitionId: string; directoryScopeId: string }) => [
        one.roleDefinitionId,
        one.directoryScopeId.replace(unit.id, "object of leeds"),
      ]);
    const run = await runTenantStack("", organisationsCalled("Leeds", "York"));
    const inStack = ofType(run, "DirectoryRoleAssignment")
      .filter(({ inputs }) => inputs["principalObjectId"] === "object of leeds-directory-operator")
      .map(({ inputs }) => [inputs["roleId"], inputs["directoryScopeId"]]);
    expect(inSandbox.sort()).to.deep.equal(inStack.sort());
  });
});
