import { expect } from "chai";
import { outcome, TestTenant } from "./support/tenant";

const e3 = "6fd2c87f-b296-42f0-b197-1e91e994b900";

describe("administrative units of the sandbox", () => {
  let tenant: TestTenant;
  let token: string;
  let leeds: string;
  let york: string;

  before(async () => {
    tenant = await TestTenant.start({
      organisations: [{ shortName: "Leeds" }, { shortName: "York" }],
      users: [
        { address: "amy@nhs.net", organisation: "Leeds" },
        { address: "bo@nhs.net", organisation: "York" },
        { address: "gone@nhs.net", organisation: "Leeds" },
      ],
      groups: [{ displayName: "York people", organisation: "York", members: ["bo@nhs.net"] }],
    });
    const operator = tenant.sandbox.identities.directoryOperators["leeds"];
    const answer = await tenant.client.token({
      grant_type: "client_credentials",
      client_id: operator?.clientId ?? "",
      client_secret: operator?.clientSecret ?? "",
      scope: "https://graph.microsoft.com/.default",
    });
    token = answer.body.access_token;
    leeds = await tenant.unitId("Leeds");
    york = await tenant.unitId("York");
  });

  after(() => tenant.close());

  const asLeeds = (method: string, path: string, body?: unknown) =>
    tenant.client.call(token, method, path, body);
  const body = {
    displayName: "Leeds-Bookings",
    mailEnabled: false,
    mailNickname: "lb",
    securityEnabled: true,
  };
  const group = { "@odata.type": "#microsoft.graph.group", ...body };
  const licence = { addLicenses: [{ skuId: e3, disabledPlans: [] }], removeLicenses: [] };
  const refused = "403 Authorization_RequestDenied";

  it("hold the people of their organisation and its account, and say who has roles in them", async () => {
    const { body: list } = await tenant.get(`/directory/administrativeUnits/${leeds}/members?$select=mail`);
    expect(list.value.map((one: { mail: string }) => one.mail)).to.have.members([
      "amy@nhs.net",
      "gone@nhs.net",
      "svc.leeds.bookings@nhs.net",
    ]);
    const { body: roles } = await tenant.get("/roleManagement/directory/roleAssignments");
    const one = roles.value.find((role: { directoryScopeId: string }) => role.directoryScopeId !== "/");
    expect(one).to.have.all.keys("id", "principalId", "roleDefinitionId", "directoryScopeId");
    const filter = encodeURIComponent(`principalId eq '${one.principalId}'`);
    const { body: held } = await tenant.get(`/roleManagement/directory/roleAssignments?$filter=${filter}`);
    expect(held.value.map((one: { directoryScopeId: string }) => one.directoryScopeId)).to.include.members([
      "/",
      `/administrativeUnits/${leeds}`,
    ]);
  });

  it("let their operator make a group inside them, and in no other unit", async () => {
    expect(outcome(await asLeeds("POST", `/directory/administrativeUnits/${york}/members`, group))).to.equal(
      refused,
    );
    // Group.Create makes groups in no unit as well, and changes none of them
    const outside = await asLeeds("POST", "/groups", { ...body, displayName: "Outside" });
    expect(outcome(outside)).to.equal("201");
    const change = await asLeeds("PATCH", `/groups/${outside.body.id}`, { description: "ours" });
    expect(outcome(change)).to.equal(refused);
    const untyped = await asLeeds("POST", `/directory/administrativeUnits/${leeds}/members`, body);
    expect(outcome(untyped)).to.equal("400 Request_BadRequest");
    const made = await asLeeds("POST", `/directory/administrativeUnits/${leeds}/members`, group);
    expect(made.status).to.equal(201);
    const inside = await tenant.get(`/directory/administrativeUnits/${leeds}/members/microsoft.graph.group`);
    expect(inside.body.value[0].id).to.equal(made.body.id);
  });

  it("let their operator manage that group and its licences, with members from anywhere", async () => {
    const id = await tenant.groupId("Leeds-Bookings");
    for (const address of ["amy@nhs.net", "bo@nhs.net"]) {
      const reference = tenant.reference(await tenant.idOf(address));
      expect(outcome(await asLeeds("POST", `/groups/${id}/members/$ref`, reference))).to.equal("204");
    }
    expect(outcome(await asLeeds("POST", `/groups/${id}/assignLicense`, licence))).to.equal("202");
    const bo = await tenant.idOf("bo@nhs.net");
    expect(outcome(await asLeeds("DELETE", `/groups/${id}/members/${bo}/$ref`))).to.equal("204");
  });

  it("do not bring a group's members into reach as users", async () => {
    const id = await tenant.groupId("Leeds-Bookings");
    await asLeeds("POST", `/groups/${id}/members/$ref`, tenant.reference(await tenant.idOf("bo@nhs.net")));
    expect(outcome(await asLeeds("POST", "/users/bo@nhs.net/assignLicense", licence))).to.equal(refused);
    expect(outcome(await asLeeds("POST", "/users/bo@nhs.net/reprocessLicenseAssignment"))).to.equal(refused);
    expect(outcome(await asLeeds("DELETE", "/users/bo@nhs.net"))).to.equal(refused);
    expect(outcome(await asLeeds("PATCH", "/users/bo@nhs.net", { usageLocation: "FR" }))).to.equal(refused);
  });

  it("let their operator see to the licences of their own people, and delete no one", async () => {
    expect(outcome(await asLeeds("POST", "/users/amy@nhs.net/reprocessLicenseAssignment"))).to.equal("200");
    expect(outcome(await asLeeds("DELETE", "/users/gone@nhs.net"))).to.equal(refused);
  });

  it("keep their operator out of other units' groups", async () => {
    const id = await tenant.groupId("York people");
    const amy = tenant.reference(await tenant.idOf("amy@nhs.net"));
    expect(outcome(await asLeeds("POST", `/groups/${id}/members/$ref`, amy))).to.equal(refused);
    expect(outcome(await asLeeds("PATCH", `/groups/${id}`, { description: "ours" }))).to.equal(refused);
    expect(outcome(await asLeeds("POST", `/groups/${id}/assignLicense`, licence))).to.equal(refused);
    expect(outcome(await asLeeds("DELETE", `/groups/${id}`))).to.equal(refused);
    expect(outcome(await asLeeds("GET", `/groups/${id}`))).to.equal("200");
  });
});
