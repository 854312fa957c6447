import { expect } from "chai";
import { outcome, TestTenant } from "./support/tenant";

const people = Array.from({ length: 22 }, (_, n) => ({ address: `user${n}@nhs.net` }));

describe("groups of the sandbox", () => {
  let tenant: TestTenant;
  let group: string;
  let ids: string[];

  beforeEach(async () => {
    tenant = await TestTenant.start({ users: people });
    const { body } = await tenant.get("/users?$select=id");
    ids = body.value.map((one: { id: string }) => one.id);
    group = await tenant.newGroup("Leeds-Bookings");
  });

  afterEach(() => tenant.close());

  const refs = (chosen: readonly string[]) =>
    chosen.map((id) => `https://graph.microsoft.com/v1.0/directoryObjects/${id}`);
  const add = (id: string, to = group) =>
    tenant.call("POST", `/groups/${to}/members/$ref`, tenant.reference(id));
  const members = async (of = group, list = "members") => {
    const { body } = await tenant.get(`/groups/${of}/${list}?$select=id`);
    return body.value.map((one: { id: string }) => one.id);
  };

  it("are made, found, changed and deleted", async () => {
    const { body } = await tenant.get(`/groups/${group}`);
    expect(body).to.include({ displayName: "Leeds-Bookings", securityEnabled: true, mailEnabled: false });
    expect(body).not.to.have.property("assignedLicenses");
    expect(await tenant.groupId("Leeds-Bookings")).to.equal(group);
    expect(outcome(await tenant.call("PATCH", `/groups/${group}`, { description: "by git" }))).to.equal(
      "204",
    );
    expect((await tenant.get(`/groups/${group}`)).body.description).to.equal("by git");
    expect(outcome(await tenant.call("DELETE", `/groups/${group}`))).to.equal("204");
    expect(outcome(await tenant.get(`/groups/${group}`))).to.equal("404 Request_ResourceNotFound");
  });

  it("need their four properties, and are for security or for Microsoft 365", async () => {
    const whole = { displayName: "A", mailEnabled: false, mailNickname: "a", securityEnabled: true };
    for (const wrong of [
      { ...whole, displayName: undefined },
      { ...whole, mailNickname: "a b" },
      { ...whole, mailEnabled: true },
      { ...whole, securityEnabled: false },
    ])
      expect(outcome(await tenant.call("POST", "/groups", wrong))).to.equal("400 Request_BadRequest");
    const unified = { ...whole, mailEnabled: true, groupTypes: ["Unified"] };
    expect(outcome(await tenant.call("POST", "/groups", unified))).to.equal("201");
  });

  it("take members one at a time, in every form of a reference, and each once", async () => {
    expect(outcome(await add(ids[0] ?? ""))).to.equal("204");
    const again = await add(ids[0] ?? "");
    expect(again.body.error).to.include({
      code: "Request_BadRequest",
      message:
        "One or more added object references already exist for the following modified properties: 'members'.",
    });
    const byName = { "@odata.id": `${tenant.sandbox.url}/users/user1%40nhs.net` };
    expect(outcome(await tenant.call("POST", `/groups/${group}/members/$ref`, byName))).to.equal("204");
    expect(await members()).to.have.members(ids.slice(0, 2));
    const wrong = await tenant.call("POST", `/groups/${group}/members/$ref`, { "@odata.id": "amy" });
    expect(outcome(wrong)).to.equal("400 Request_BadRequest");
    expect(outcome(await add("00000000-0000-0000-0000-000000000000"))).to.equal(
      "404 Request_ResourceNotFound",
    );
  });

  it("take twenty members at once, all or none", async () => {
    const bind = (chosen: string[]) =>
      tenant.call("PATCH", `/groups/${group}`, { "members@odata.bind": refs(chosen) });
    expect(outcome(await bind(ids.slice(0, 21)))).to.equal("400 Request_BadRequest");
    expect(outcome(await bind(ids.slice(0, 20)))).to.equal("204");
    expect(outcome(await bind(ids.slice(19, 22)))).to.equal("400 Request_BadRequest");
    expect(await members()).to.have.length(20);
  });

  it("lose members, who must be there", async () => {
    await add(ids[0] ?? "");
    const gone = () => tenant.call("DELETE", `/groups/${group}/members/${ids[0]}/$ref`);
    expect(outcome(await gone())).to.equal("204");
    expect(outcome(await gone())).to.equal("404 Request_ResourceNotFound");
    expect(await members()).to.deep.equal([]);
  });

  it("hold groups, loops included, and list users or groups only where that is asked for", async () => {
    const inner = await tenant.newGroup("Inner");
    await add(inner);
    await add(group, inner);
    await add(ids[0] ?? "", inner);
    expect(await members()).to.deep.equal([inner]);
    expect(await members(inner)).to.have.members([group, ids[0]]);
    expect(await members(inner, "members/microsoft.graph.user")).to.deep.equal([ids[0]]);
    expect((await tenant.eventually(`/groups/${group}/members/$count`)).text).to.equal("1");
  });

  it("count no members without the header for it, whether or not the group is there", async () => {
    const absent = "/groups/00000000-0000-4000-8000-000000000000/members/$count";
    expect(outcome(await tenant.get(absent))).to.equal("400 Request_UnsupportedQuery");
    expect(outcome(await tenant.eventually(absent))).to.equal("404 Request_ResourceNotFound");
  });

  it("are late: by id after a minute, in lists after two", async () => {
    await tenant.set({ replicationDelay: "real" });
    const late = await tenant.newGroup("Late");
    expect(outcome(await tenant.get(`/groups/${late}`))).to.equal("404 Request_ResourceNotFound");
    expect(outcome(await add(ids[0] ?? "", late))).to.equal("404 Request_ResourceNotFound");
    await tenant.advance("61s");
    expect(outcome(await tenant.get(`/groups/${late}`))).to.equal("200");
    expect((await tenant.get("/groups")).body.value).to.have.length(1);
    expect(outcome(await add(ids[0] ?? "", late))).to.equal("204");
    expect(await members(late)).to.deep.equal([]);
    await tenant.advance("2m");
    expect(await members(late)).to.deep.equal([ids[0]]);
    expect((await tenant.get("/groups")).body.value).to.have.length(2);
  });
});
