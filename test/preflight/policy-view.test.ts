import { expect } from "chai";
import { toAddress } from "../../src/model/address";
import { policyView, viewThrough } from "../../src/preflight/preflight-view";
import { observer } from "../../stacks/ports";
import { E3_WITHOUT_BOOKINGS, person } from "../providers/policy-tenant";
import { type TestTenant, testTenant } from "../providers/sandbox-tenant";

describe("preflight's look into the sandbox for policies", function () {
  this.timeout(20_000);
  let tenant: TestTenant;

  before(async () => {
    tenant = await testTenant({
      // requests are counted here
      settings: { bookingsPaging: "none", directoryPaging: "pages" },
      seed: {
        users: [
          ...["amy", "bob", "cat"].map((name) => person(name)),
          { address: "desk@nhs.net", organisation: "Leeds", mailbox: "shared" },
          {
            address: "room@nhs.net",
            organisation: "Leeds",
            mailbox: "room",
            enabled: false,
            licences: [E3_WITHOUT_BOOKINGS],
          },
        ] as never,
      },
    });
  });
  after(() => tenant.close());

  it("asks for the mailboxes of those only who may be unable to: without a licence, or disabled [USR-4]", async () => {
    await tenant.clearLog();
    const names = ["amy", "bob", "cat", "desk", "room", "amx"];
    const { people } = await policyView(observer(tenant.env)).facts(
      names.map((name) => toAddress(`${name}@nhs.net`)),
      "companyName",
    );
    const mailboxes = [...people.values()].map((one) => ("mail" in one ? one.mailbox : one.near));
    expect(mailboxes).to.deep.equal([undefined, undefined, undefined, "shared", "room", ["amy@nhs.net"]]);
    const asked = await tenant.log();
    expect(asked.filter(({ operation }) => operation === "userPurpose.get")).to.have.length(2);
    // people with the licences of the tenant, the alias of the unknown one, then mailboxes with likenesses
    expect(asked.filter(({ path }) => path.endsWith("/$batch"))).to.have.length.at.most(3);
  });

  it("asks for a calendar's people and a policy's in the same batches, with one sign-in [USR-3]", async () => {
    await tenant.clearLog();
    const graph = observer(tenant.env);
    const address = toAddress("amy@nhs.net");
    await Promise.all([
      viewThrough(graph).lookUp([address, toAddress("amx@nhs.net")]),
      policyView(graph).facts([toAddress("bob@nhs.net"), toAddress("bxb@nhs.net")], "companyName"),
    ]);
    const asked = await tenant.log();
    const batches = asked.filter(({ path }) => path.endsWith("/$batch"));
    // addresses and licences, aliases, mailboxes with likenesses
    expect(batches).to.have.length.at.most(3);
    expect(asked.filter(({ via, path }) => via === "http" && !path.endsWith("/$batch"))).to.deep.equal([]);
  });
});
