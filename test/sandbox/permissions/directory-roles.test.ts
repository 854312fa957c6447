import { expect } from "chai";
import { outcome, TestTenant } from "../support/tenant";

/** Every change of the directory, at targets that are there. */
const changes = [
  "PATCH /users/{user}",
  "POST /users/{user}/assignLicense",
  "POST /users/{user}/reprocessLicenseAssignment",
  "PATCH /groups/{group}",
  "POST /groups/{group}/members/$ref",
  "DELETE /groups/{group}/members/{user}/$ref",
  "POST /groups/{group}/assignLicense",
  "POST /directory/administrativeUnits/{unit}/members",
  "DELETE /users/{user}",
  "DELETE /groups/{group}",
];
/** What no administrative unit holds. */
const tenantWide = "POST /groups";
const refused = /^403 Authorization_RequestDenied$/;
const scopes = [
  "User.ReadWrite.All",
  "User.DeleteRestore.All",
  "Group.ReadWrite.All",
  "Directory.ReadWrite.All",
  "LicenseAssignment.ReadWrite.All",
  "AdministrativeUnit.ReadWrite.All",
];

describe("directory roles: every change of the directory with roles and without", () => {
  let tenant: TestTenant;
  let operator: string;
  const keys: Record<string, Record<string, string>> = {};

  beforeEach(async () => {
    tenant = await TestTenant.start({
      settings: { throttling: false },
      organisations: [{ shortName: "Leeds" }, { shortName: "York" }],
      users: [
        { address: "leeds@nhs.net", organisation: "Leeds" },
        { address: "york@nhs.net", organisation: "York" },
        { address: "plain@nhs.net" },
      ],
      groups: ["Leeds", "York"].map((organisation) => ({
        displayName: organisation,
        organisation,
        members: [`${organisation.toLowerCase()}@nhs.net`],
      })),
    });
    const { clientId = "", clientSecret = "" } = tenant.sandbox.identities.directoryOperators["leeds"] ?? {};
    const form = {
      client_id: clientId,
      client_secret: clientSecret,
      scope: "https://graph.microsoft.com/.default",
    };
    operator = (await tenant.client.token({ grant_type: "client_credentials", ...form })).body.access_token;
    for (const name of ["Leeds", "York"]) {
      keys[name] = {
        user: await tenant.idOf(`${name.toLowerCase()}@nhs.net`),
        group: await tenant.groupId(name),
        unit: await tenant.unitId(name),
      };
    }
  });

  afterEach(() => tenant.close());

  const attempt = async (token: string, call: string, where: string) => {
    const [method = "", path = ""] = call.split(" ");
    const url = path.replace(/\{(\w+)\}/g, (_, key: string) => keys[where]?.[key] ?? "");
    const kind = path.endsWith("members") ? { "@odata.type": "#microsoft.graph.group" } : {};
    return outcome(await tenant.client.call(token, method, url, method === "DELETE" ? undefined : kind));
  };

  it("a person without a role changes nothing, with every scope there is", async () => {
    const token = await tenant.client.minted(scopes, "plain@nhs.net");
    for (const call of [...changes, tenantWide]) {
      expect(await attempt(token, call, "Leeds"), call).to.match(refused);
    }
  });

  it("roles in an administrative unit reach what is in it, and nothing outside", async () => {
    for (const call of changes) {
      expect(await attempt(operator, call, "York"), `${call} outside`).to.match(refused);
      const inside = expect(await attempt(operator, call, "Leeds"), `${call} inside`);
      // License and Groups Administrators delete no people.
      if (call === "DELETE /users/{user}") inside.to.match(refused);
      else inside.not.to.match(/^40[13]/);
    }
  });

  it("an application with the permissions reaches everything", async () => {
    // without a role in the unit, too, where that is enough
    await tenant.set({ unitGroups: "role" });
    const token = await tenant.client.minted(scopes);
    for (const where of ["Leeds", "York"]) {
      for (const call of changes) expect(await attempt(token, call, where), call).not.to.match(/^40[13]/);
    }
    expect(await attempt(token, tenantWide, "York")).not.to.match(/^40[13]/);
  });
});
