import { expect } from "chai";
import { outcome, TestTenant } from "./support/tenant";

const names = ["Amy Shah", "Bo Ek", "Amir O'Neil", "Zoë Quill"];

describe("queries on the sandbox's directory", () => {
  let tenant: TestTenant;

  before(async () => {
    tenant = await TestTenant.start({
      users: names.map((displayName, at) => ({
        address: `${displayName
          .split(" ")[0]
          ?.toLowerCase()
          .normalize("NFD")
          .replace(/[^a-z]/g, "")}@nhs.net`,
        displayName,
        organisation: at < 2 ? "Leeds" : "York",
        licences: at === 0 ? [{ sku: "ENTERPRISEPACK", disabledPlans: ["MICROSOFTBOOKINGS"] }] : [],
      })),
    });
  });

  after(() => tenant.close());

  const named = async (query: string) => {
    const { body } = await tenant.eventually(`/users?$select=displayName&${query}`);
    return body.value?.map((one: { displayName: string }) => one.displayName) ?? body.error.code;
  };
  const search = (text: string) => named(`$search=${encodeURIComponent(text)}`);

  it("search words of names, and beginnings of other properties", async () => {
    expect(await search('"displayName:o\'ne"')).to.deep.equal(["Amir O'Neil"]);
    expect(await search('"displayName:am"')).to.deep.equal(["Amy Shah", "Amir O'Neil"]);
    expect(await search('"displayName:am" AND "mail:amir"')).to.deep.equal(["Amir O'Neil"]);
    expect(await search('"displayName:zo" OR "mail:bo@"')).to.deep.equal(["Bo Ek", "Zoë Quill"]);
    expect(await search('"companyName:york"')).to.have.length(2);
  });

  it("search only for callers who ask for it, and in words that can be read", async () => {
    const query = `/users?$search=${encodeURIComponent('"displayName:amy"')}`;
    expect(outcome(await tenant.get(query))).to.equal("400 Request_UnsupportedQuery");
    for (const bad of ["amy", '"amy"', '"colour:red"', '"mail:a" NEAR "mail:b"', '"mail:a" OR'])
      expect(await search(bad)).to.equal("Request_BadRequest");
  });

  it("sort by name either way, and with a filter for advanced callers only", async () => {
    expect(await named("$orderby=displayName")).to.deep.equal([...names].sort());
    expect(await named("$orderby=displayName%20desc")).to.deep.equal([...names].sort().reverse());
    const both = "$orderby=displayName&$filter=companyName%20eq%20'York'";
    expect(await named(both)).to.equal("Request_UnsupportedQuery");
    expect(await named(`${both}&$count=true`)).to.deep.equal(["Amir O'Neil", "Zoë Quill"]);
    expect(await named("$orderby=accountEnabled")).to.equal("Request_UnsupportedQuery");
  });

  it("count everything, not only the page", async () => {
    const { body } = await tenant.eventually("/users?$count=true&$top=1");
    expect([body["@odata.count"], body.value.length]).to.deep.equal([4, 1]);
    expect((await tenant.get("/users?$count=true")).body).not.to.have.property("@odata.count");
    expect((await tenant.eventually("/users/$count")).text).to.equal("4");
    expect(outcome(await tenant.get("/users/$count"))).to.equal("400 Request_UnsupportedQuery");
  });

  it("refuse what the directory cannot do, or not without being told that it may be late", async () => {
    for (const filter of [
      "companyName ne 'Leeds'",
      "endswith(mail,'nhs.net')",
      "not(companyName eq 'York')",
    ]) {
      const query = `/users?$filter=${encodeURIComponent(filter)}`;
      expect(outcome(await tenant.get(query)), filter).to.equal("400 Request_UnsupportedQuery");
      expect((await tenant.eventually(`${query}&$count=true`)).status, filter).to.equal(200);
    }
    const contains = `/users?$count=true&$filter=${encodeURIComponent("contains(displayName,'a')")}`;
    expect(outcome(await tenant.eventually(contains))).to.equal("400 Request_UnsupportedQuery");
    expect(outcome(await tenant.get("/users?$skip=1"))).to.equal("400 Request_UnsupportedQuery");
    expect(outcome(await tenant.get("/users?$top=1000"))).to.equal("400 Request_UnsupportedQuery");
    expect(outcome(await tenant.get("/users?$skiptoken=xyz"))).to.equal("400 Directory_ExpiredPageToken");
  });

  it("take fifteen alternatives in a filter, as values or as clauses", async () => {
    const values = (amount: number) => Array.from({ length: amount }, (_, n) => `'user${n}@nhs.net'`);
    const status = async (filter: string) =>
      (await tenant.get(`/users?$filter=${encodeURIComponent(filter)}`)).status;
    expect(await status(`mail in (${values(15).join(",")})`)).to.equal(200);
    expect(await status(`mail in (${values(16).join(",")})`)).to.equal(400);
    const clauses = values(16).map((value) => `mail eq ${value}`);
    expect(await status(clauses.slice(1).join(" or "))).to.equal(200);
    expect(await status(clauses.join(" or "))).to.equal(400);
  });

  it("filter by licences, and show plans", async () => {
    const filter = encodeURIComponent(
      "assignedLicenses/any(l:l/skuId eq 6fd2c87f-b296-42f0-b197-1e91e994b900)",
    );
    const { body } = await tenant.get(`/users?$select=displayName,assignedPlans&$filter=${filter}`);
    expect(body.value).to.have.length(1);
    const plans = body.value[0].assignedPlans;
    expect(plans).to.have.length(35);
    expect(
      plans.find((one: { servicePlanId: string }) => one.servicePlanId.startsWith("efb87545")),
    ).to.include({
      service: "exchange",
      capabilityStatus: "Enabled",
    });
  });

  it("show names only to callers who may read no more", async () => {
    const basic = await tenant.client.minted(["User.ReadBasic.All"]);
    const path = "/users/amy@nhs.net?$select=displayName,accountEnabled,assignedLicenses";
    const { body } = await tenant.client.call(basic, "GET", path);
    const { "@odata.context": _context, ...rest } = body;
    expect(rest).to.deep.equal({ displayName: "Amy Shah", accountEnabled: null, assignedLicenses: [] });
  });
});
