import { expect } from "chai";
import { permissionTable } from "../../sandbox/directory/permission-table";
import { directoryOperations as operations } from "../../sandbox/operations";
import { outcome, TestTenant } from "./support/tenant";

const nothing = "00000000-0000-0000-0000-000000000000";
const urlOf = (path: string) =>
  path.replace(/\{.*?\}/g, nothing).replace("deletedItems/user", "deletedItems/microsoft.graph.user");

describe("permissions in the sandbox's directory", () => {
  let tenant: TestTenant;

  before(async () => {
    tenant = await TestTenant.start({
      settings: { throttling: false },
      users: [{ address: "amy@nhs.net" }],
    });
  });

  after(() => tenant.close());

  const send = async (permissions: string[], address: string | undefined, at: number) => {
    const token = await tenant.client.minted(permissions, address);
    const { method = "GET", path = "" } = operations[at] ?? {};
    const body = method === "GET" || method === "DELETE" ? undefined : {};
    return outcome(
      await tenant.client.call(token, method, urlOf(path), body, { ConsistencyLevel: "eventual" }),
    );
  };

  for (const [at, { name, method, path }] of operations.entries()) {
    it(`${method} ${path} asks for one of its permissions, of applications and of people`, async () => {
      const row = permissionTable[name];
      expect(row, name).not.to.equal(undefined);
      expect(await send(["Calendars.Read"], undefined, at)).to.match(/^403 (Authoriz|ErrorAccess)/);
      expect(await send(["Calendars.Read"], "amy@nhs.net", at)).to.match(/^403 (Authoriz|ErrorAccess)/);
      expect(await send([row?.application[0] ?? ""], undefined, at)).not.to.match(/^40[13]/);
      if (method === "GET")
        expect(await send([row?.delegated[0] ?? ""], "amy@nhs.net", at)).not.to.match(/^40[13]/);
    });
  }

  it("lets people change nothing without a role, whatever the application may", async () => {
    const token = await tenant.client.minted(["User.ReadWrite.All", "Group.ReadWrite.All"], "amy@nhs.net");
    const group = { displayName: "A", mailEnabled: false, mailNickname: "a", securityEnabled: true };
    expect(outcome(await tenant.client.call(token, "POST", "/groups", group))).to.match(/^403/);
    expect(outcome(await tenant.client.call(token, "DELETE", "/users/amy@nhs.net"))).to.match(/^403/);
  });

  it("lets who manages members only leave the group's own properties alone", async () => {
    const id = await tenant.newGroup("Members");
    const token = await tenant.client.minted(["GroupMember.ReadWrite.All"]);
    const patch = (body: object) => tenant.client.call(token, "PATCH", `/groups/${id}`, body);
    expect(outcome(await patch({ displayName: "Mine" }))).to.match(/^403/);
    const amy = `https://graph.microsoft.com/v1.0/users/${await tenant.idOf("amy@nhs.net")}`;
    expect(outcome(await patch({ "members@odata.bind": [amy] }))).to.equal("204");
  });
});
