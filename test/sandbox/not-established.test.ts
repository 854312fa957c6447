import { expect } from "chai";
import type { Answer } from "./support/client";
import { outcome, TestTenant } from "./support/tenant";

const calendar = "/solutions/bookingBusinesses/LeedsXRay@nhs.net";
const booked = { start: "2026-12-01T09:00:00Z", end: "2026-12-01T09:30:00Z", customer: "Pat Ient" };
const advanced = { ConsistencyLevel: "eventual" };

describe("what Microsoft's pages do not promise, in the sandbox", () => {
  let tenant: TestTenant;
  let operator: string;

  beforeEach(async () => {
    tenant = await TestTenant.start({
      organisations: [{ shortName: "Leeds" }],
      users: [
        { address: "amy@nhs.net", organisation: "Leeds", mailboxSettings: "forbidden" },
        { address: "bo@nhs.net", organisation: "Leeds", mail: "amy@nhs.net" },
        { address: "eve@nhs.net", roles: ["exchangeRecipientAdministrator"] },
      ],
      groups: [{ displayName: "Leeds staff", organisation: "Leeds", members: ["bo@nhs.net", "eve@nhs.net"] }],
      calendars: [
        {
          displayName: "Leeds X Ray",
          staff: [
            { address: "svc.leeds.bookings@nhs.net", role: "administrator" },
            { address: "eve@nhs.net", role: "viewer" },
          ],
          appointments: [booked],
        },
      ],
    });
    operator = await tenant.client.operatorToken("leeds");
  });

  afterEach(() => tenant.close());

  const asOperator = (method: string, path: string, body?: object): Promise<Answer> =>
    tenant.client.call(operator, method, path, body);
  const deleter = () => {
    const { clientId, refreshToken } = tenant.sandbox.identities.calendarDeleter ?? {
      clientId: "",
      refreshToken: "",
    };
    return tenant.client
      .token({
        grant_type: "refresh_token",
        client_id: clientId,
        refresh_token: refreshToken,
        scope: "https://graph.microsoft.com/.default",
      })
      .then(({ body }) => body.access_token as string);
  };
  const below = async (link: string) => tenant.call("GET", link.slice(tenant.sandbox.url.length));

  it("deletionRole: a staff administrator without the Exchange administrator's role is told of a missing cmdlet", async () => {
    await tenant.set({ deletionRole: "exchangeAdministrator" });
    const refused = await asOperator("DELETE", calendar);
    expect(refused.status).to.equal(400);
    expect(refused.body.error.message).to.match(/^The term 'Remove-Mailbox' is not recognized/);
    expect((await asOperator("GET", calendar)).status).to.equal(200);
    expect((await tenant.client.call(await deleter(), "DELETE", calendar)).status).to.equal(204);
  });

  it("deletionRole: the recipient administrator may suffice", async () => {
    const eve = await tenant.client.minted(["Bookings.Manage.All"], "eve@nhs.net");
    const wids = JSON.parse(Buffer.from(eve.split(".")[1] ?? "", "base64url").toString()).wids;
    expect(wids).to.include("31392ffb-586c-42d1-9346-e59415a2cc4e");
    await tenant.set({ deletionRole: "exchangeAdministrator" });
    expect((await tenant.client.call(eve, "DELETE", calendar)).status).to.equal(403);
    await tenant.set({ deletionRole: "recipientAdministrator" });
    expect((await tenant.client.call(eve, "DELETE", calendar)).status).to.equal(204);
  });

  it("deleterOnStaff: the role alone may not reach a calendar", async () => {
    await tenant.set({ deletionRole: "exchangeAdministrator", deleterOnStaff: true });
    expect(outcome(await tenant.client.call(await deleter(), "DELETE", calendar))).to.equal(
      "404 ErrorFolderNotFound",
    );
  });

  it("bookingsPaging: staff and appointments come in pages, the first of which may be empty", async () => {
    await tenant.set({ bookingsPaging: "emptyFirstPage", pageSize: 1 });
    const token = await tenant.client.minted(["Bookings.Read.All"]);
    for (const [list, amount] of [
      ["staffMembers", 2],
      ["appointments", 1],
      ["calendarView?start=2026-12-01T00:00:00Z&end=2026-12-02T00:00:00Z", 1],
    ] as const) {
      const first = await tenant.client.call(token, "GET", `${calendar}/${list}`);
      expect(first.body.value, list).to.deep.equal([]);
      let link: string | undefined = first.body["@odata.nextLink"];
      let seen = 0;
      while (link !== undefined) {
        const next = await tenant.client.call(token, "GET", link.slice(tenant.sandbox.url.length));
        expect(next.body.value.length, list).to.equal(1);
        seen += next.body.value.length;
        link = next.body["@odata.nextLink"];
      }
      expect(seen, list).to.equal(amount);
    }
  });

  it("directoryPaging: so may the first page of the members of a group", async () => {
    const group = await tenant.groupId("Leeds staff");
    await tenant.set({ directoryPaging: "emptyFirstPage" });
    const first = await tenant.get(`/groups/${group}/members`);
    expect(first.body.value).to.deep.equal([]);
    expect((await below(first.body["@odata.nextLink"])).body.value.length).to.equal(2);
  });

  it("memberQueries: casts, $select and $top of members are for advanced queries", async () => {
    await tenant.set({ memberQueries: "advanced" });
    const members = `/groups/${await tenant.groupId("Leeds staff")}/members`;
    expect((await tenant.get(members)).status).to.equal(200);
    for (const query of ["/microsoft.graph.user", "?$select=id", "?$top=1"])
      expect(outcome(await tenant.get(`${members}${query}`)), query).to.equal("400 Request_UnsupportedQuery");
    const cast = `${members}/microsoft.graph.user?$count=true&$select=id&$top=1`;
    expect((await tenant.call("GET", cast, undefined, advanced)).body.value.length).to.equal(1);
  });

  it("unitGroups: a role in the unit does not suffice to create a group there", async () => {
    await tenant.set({ unitGroups: "permission" });
    const path = `/directory/administrativeUnits/${await tenant.unitId("Leeds")}/members`;
    const group = {
      "@odata.type": "#microsoft.graph.group",
      displayName: "New",
      mailEnabled: false,
      mailNickname: "new",
      securityEnabled: true,
    };
    const make = async (roles?: string[]) => {
      if (roles) await tenant.client.admin("PUT", "permissions", { identity: "directoryOperator", roles });
      return outcome(
        await tenant.client.call(await tenant.client.appToken("directoryOperator"), "POST", path, group),
      );
    };
    expect(await make([])).to.equal("403 Authorization_RequestDenied");
    expect(await make(["Group.Create"])).to.equal("403 Authorization_RequestDenied");
    expect(await make(["Group.Create", "AdministrativeUnit.Read.All"])).to.equal("201");
  });

  it("customersInLists: only GET of one appointment shows who is booked", async () => {
    await tenant.set({ customersInLists: false });
    const list = await asOperator("GET", `${calendar}/appointments`);
    const [{ id, customers }] = list.body.value;
    expect(customers).to.deep.equal([]);
    const one = await asOperator("GET", `${calendar}/appointments/${id}`);
    expect(one.body.customers[0].name).to.equal("Pat Ient");
  });

  it("missingMailbox: in which words a calendar is not there", async () => {
    const token = await tenant.client.minted(["Bookings.Read.All"]);
    for (const missingMailbox of ["ErrorNonExistentMailbox", "ErrorFolderNotFound", "NotFound"]) {
      await tenant.set({ missingMailbox });
      const answer = await tenant.client.call(token, "GET", "/solutions/bookingBusinesses/None@nhs.net");
      expect(outcome(answer)).to.equal(`404 ${missingMailbox}`);
    }
  });

  it("people of a seed: mailbox settings that no one is shown, and a mail that two have", async () => {
    expect(outcome(await tenant.get("/users/amy@nhs.net/mailboxSettings/userPurpose"))).to.equal(
      "403 ErrorAccessDenied",
    );
    const found = await tenant.get(`/users?$filter=${encodeURIComponent("mail eq 'amy@nhs.net'")}`);
    expect(found.body.value.length).to.equal(2);
  });
});
