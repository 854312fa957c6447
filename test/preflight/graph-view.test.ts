import { expect } from "chai";
import { toAddress } from "../../src/model/address";
import { graphView } from "../../stacks/graph-view";
import { type TestTenant, testTenant } from "../providers/sandbox-tenant";

const [amy, bob, cat] = ["amy.shah@nhs.net", "bob.jones@nhs.net", "cat.lee@nhs.net"].map(toAddress);

describe("preflight's look into the sandbox", function () {
  this.timeout(20_000);
  let tenant: TestTenant;

  before(async () => {
    tenant = await testTenant({
      seed: {
        users: [
          { address: "amy.shah@nhs.net", organisation: "Leeds", licences: [{ sku: "ENTERPRISEPACK" }] },
          {
            address: "bob.jones@nhs.net",
            organisation: "Leeds",
            licences: [{ sku: "ENTERPRISEPACK", disabledPlans: ["MICROSOFTBOOKINGS"] }],
          },
          { address: "cat.lee@nhs.net", organisation: "Leeds", enabled: false },
        ],
      },
    });
  });
  after(() => tenant.close());

  it("sees who can open the app, in the look-up that is made anyway [USR-6]", async () => {
    if (!amy || !bob || !cat) throw new Error("no people");
    await tenant.clearLog();
    const found = await graphView(tenant.env).lookUp([amy, bob], [cat]);
    expect(found.get(amy)).to.include({ hasBookings: true, mailbox: "user" });
    expect(found.get(bob)).to.include({ hasBookings: false, mailbox: "user" });
    expect(found.get(cat)).to.include({ isEnabled: false, mailbox: "not-asked" });
    const asked = (await tenant.log()).filter(({ path }) => !path.includes("oauth2"));
    expect(asked.filter(({ path }) => path.endsWith("/$batch"))).to.have.length(2);
    expect(asked.filter(({ operation }) => operation === "userPurpose.get")).to.have.length(2);
  });
});
