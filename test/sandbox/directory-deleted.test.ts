import { expect } from "chai";
import { outcome, TestTenant } from "./support/tenant";

const e3 = "6fd2c87f-b296-42f0-b197-1e91e994b900";

describe("deletion in the sandbox's directory", () => {
  let tenant: TestTenant;

  beforeEach(async () => {
    tenant = await TestTenant.start({
      users: [{ address: "amy@nhs.net", licences: [{ sku: "ENTERPRISEPACK" }] }],
      calendars: [{ displayName: "LeedsXRay", staff: [{ address: "amy@nhs.net", role: "administrator" }] }],
    });
  });

  afterEach(() => tenant.close());

  const deleted = async () => {
    const { body } = await tenant.get("/directory/deletedItems/microsoft.graph.user?$select=mail");
    return body.value.map((one: { mail: string }) => one.mail);
  };
  const seats = async () => {
    const { body } = await tenant.get("/subscribedSkus?$select=skuId,consumedUnits");
    return body.value.find((one: { skuId: string }) => one.skuId === e3).consumedUnits;
  };

  it("takes the calendar with the account behind its mailbox, whose address is kept for thirty days", async () => {
    expect(outcome(await tenant.call("DELETE", "/users/LeedsXRay@nhs.net"))).to.equal("204");
    const all = await tenant.client.minted(["Bookings.Read.All"]);
    const found = await tenant.client.call(all, "GET", "/solutions/bookingBusinesses/LeedsXRay@nhs.net");
    expect(outcome(found)).to.equal("404 ErrorNonExistentMailbox");
    expect(outcome(await tenant.get("/users/LeedsXRay@nhs.net"))).to.equal("404 Request_ResourceNotFound");
    expect(await deleted()).to.deep.equal(["LeedsXRay@nhs.net"]);
    await tenant.advance("29d");
    expect(await deleted()).to.have.length(1);
    await tenant.advance("2d");
    expect(await deleted()).to.deep.equal([]);
  });

  it("holds the address for thirty days, where it is set so", async () => {
    await tenant.set({ reuseDeletedAddress: false, creatorNeedsLicence: false });
    await tenant.call("DELETE", "/users/LeedsXRay@nhs.net");
    const amy = await tenant.client.minted(["Bookings.Manage.All"], "amy@nhs.net");
    const create = () =>
      tenant.client.call(amy, "POST", "/solutions/bookingBusinesses", { displayName: "LeedsXRay" });
    expect((await create()).status).to.equal(409);
    await tenant.advance("31d");
    expect((await create()).status).to.equal(201);
  });

  it("finds the account of a new calendar late only", async () => {
    await tenant.set({ replicationDelay: "real" });
    const amy = await tenant.client.minted(["Bookings.Manage.All"], "amy@nhs.net");
    const path = "/solutions/bookingBusinesses";
    await tenant.client.call(amy, "POST", path, { displayName: "LeedsEye" });
    const listed = async () => (await tenant.get("/users")).body.value.length;
    expect(outcome(await tenant.call("DELETE", "/users/LeedsEye@nhs.net"))).to.equal(
      "404 Request_ResourceNotFound",
    );
    await tenant.advance("61s");
    expect([outcome(await tenant.get("/users/LeedsEye@nhs.net")), await listed()]).to.deep.equal(["200", 2]);
    await tenant.advance("60s");
    expect(await listed()).to.equal(3);
  });

  it("has no name that users do not have, where no one is deleted either", async () => {
    const answer = await tenant.get("/directory/deletedItems/microsoft.graph.user?$select=shoeSize");
    expect(outcome(answer)).to.equal("400 BadRequest");
  });

  it("has the principal name begin with the id, so that the name is free again, and the mail as it was", async () => {
    const id = await tenant.idOf("amy@nhs.net");
    await tenant.call("DELETE", `/users/${id}`);
    const name = `${id.replaceAll("-", "")}amy@nhs.net`;
    const query =
      "$filter=endswith(userPrincipalName,'amy@nhs.net')&$count=true&$select=userPrincipalName,mail";
    const { body } = await tenant.eventually(`/directory/deletedItems/microsoft.graph.user?${query}`);
    expect(body.value).to.deep.equal([{ userPrincipalName: name, mail: "amy@nhs.net" }]);
  });

  it("gives the seat back", async () => {
    expect(await seats()).to.equal(1);
    await tenant.call("DELETE", "/users/amy@nhs.net");
    expect(await seats()).to.equal(0);
  });
});
