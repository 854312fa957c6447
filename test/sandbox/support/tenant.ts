import type { Seed } from "../../../sandbox/seed/seed";
import type { Sandbox } from "../../../sandbox/start";
import { type Answer, TestClient } from "./client";
import { startSandbox } from "./plain";

/** Every permission of an application that writes to the directory. */
const everything = [
  "Directory.Read.All",
  "User.ReadWrite.All",
  "Group.ReadWrite.All",
  "LicenseAssignment.ReadWrite.All",
  "AdministrativeUnit.ReadWrite.All",
  "RoleManagement.Read.Directory",
  "MailboxSettings.Read",
];

/** A seeded tenant with a caller who may do everything in its directory. */
export class TestTenant {
  private constructor(
    readonly sandbox: Sandbox,
    readonly client: TestClient,
    readonly token: string,
  ) {}

  static async start(seed: Seed): Promise<TestTenant> {
    const sandbox = await startSandbox({ seed });
    const client = new TestClient(sandbox);
    await client.admin("POST", "clock", { freeze: true });
    return new TestTenant(sandbox, client, await client.minted(everything));
  }

  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer> {
    return this.client.call(this.token, method, path, body, headers);
  }

  get(path: string): Promise<Answer> {
    return this.call("GET", path);
  }

  eventually(path: string): Promise<Answer> {
    return this.call("GET", path, undefined, { ConsistencyLevel: "eventual" });
  }

  set(settings: object): Promise<Answer> {
    return this.client.admin("PUT", "settings", settings);
  }

  advance(span: string): Promise<Answer> {
    return this.client.admin("POST", "clock", { advance: span });
  }

  async idOf(address: string): Promise<string> {
    return (await this.get(`/users/${encodeURIComponent(address)}?$select=id`)).body.id;
  }

  async groupId(displayName: string): Promise<string> {
    const filter = encodeURIComponent(`displayName eq '${displayName}'`);
    return (await this.get(`/groups?$select=id&$filter=${filter}`)).body.value[0].id;
  }

  async unitId(displayName: string): Promise<string> {
    const filter = encodeURIComponent(`displayName eq '${displayName}'`);
    return (await this.get(`/directory/administrativeUnits?$filter=${filter}`)).body.value[0].id;
  }

  /** A security group; its id. */
  async newGroup(displayName: string): Promise<string> {
    const body = { displayName, mailEnabled: false, mailNickname: displayName, securityEnabled: true };
    return (await this.call("POST", "/groups", body)).body.id;
  }

  reference(id: string): object {
    return { "@odata.id": `${this.sandbox.url}/directoryObjects/${id}` };
  }

  async close(): Promise<void> {
    this.client.close();
    await this.sandbox.close();
  }
}

/** Status and code of an answer, in one line: `403 Authorization_RequestDenied`. */
export function outcome({ status, body }: Answer): string {
  return body?.error ? `${status} ${body.error.code}` : String(status);
}
