import { expect } from "chai";
import { userFactsOf } from "../../src/cli/user-facts-of";
import { VisibleError } from "../../src/problem/visible-error";
import { paint } from "../../src/report/paint";
import { userJson } from "../../src/report/user-json";
import { userText } from "../../src/report/user-text";
import { type TestTenant, testTenant } from "../providers/sandbox-tenant";
import { calendars } from "../report/calendars";
import { expectValid } from "../report/expect-valid";
import { policy } from "../report/policies";

const withoutBookings = [{ sku: "ENTERPRISEPACK", disabledPlans: ["MICROSOFTBOOKINGS"] }];
const policies = [{ ...policy, applications: ["Microsoft Bookings"], users: ["amy.shah@nhs.net"] }];

describe("what is known of a person", function () {
  this.timeout(20_000);
  let tenant: TestTenant;
  const facts = (address: string, lists = { calendars, policies }) =>
    userFactsOf(tenant.observer(), address, lists);

  before(async () => {
    tenant = await testTenant({
      seed: {
        users: [
          {
            address: "amy.shah@nhs.net",
            displayName: "Amy Shah",
            aliases: ["amy.alias@nhs.net"],
            licences: [{ sku: "ENTERPRISEPACK" }],
          },
          { address: "bob.jones@nhs.net", displayName: "Bob Jones", licences: withoutBookings },
          { address: "cat.lowe@nhs.net", enabled: false, mailbox: "none", licences: withoutBookings },
          { address: "room.1@nhs.net", mailbox: "room" },
        ],
      },
    });
  });
  after(() => tenant.close());

  it("is all their calendars and policies, by any of their addresses, and that they can open the app [UPD-3]", async () => {
    const amy = await facts("Amy.Alias@nhs.net");
    expect(userText(amy, paint(false))).to.equal(
      [
        "Amy Shah, Amy.Alias@nhs.net (amy.shah@nhs.net)",
        "  Can open the Bookings app:",
        "    yes",
        "  Calendars:",
        "    LeedsCardiologyHeartFailure@nhs.net: admin, Active",
        "    LeedsSkinEczema@nhs.net: admin, Updating (half deleted)",
        "  User policies:",
        "    LeedsBookings  specs/leeds/policies/bookings.yaml",
        "",
      ].join("\n"),
    );
    expectValid("user", userJson(amy));
  });

  it("names the policy that would enable Bookings for them, or that there is none [USR-6]", async () => {
    const bob = await facts("bob.jones@nhs.net");
    expect(bob).to.deep.include({ canOpenApp: false, obstacles: ["bookings-not-enabled"] });
    expect(userText(bob, paint(false)))
      .to.contain(
        "    no: Bookings is not enabled\n    → add them under users in specs/leeds/policies/bookings.yaml\n",
      )
      .and.contain("LeedsCardiologyHeartFailure@nhs.net: viewer, Active, has not confirmed yet");
    const none = await facts("bob.jones@nhs.net", { calendars, policies: [] });
    expect(userText(none, paint(false))).to.contain("→ no user policy of their calendars' organisations");
    expectValid("user", userJson(bob));
  });

  it("tells every obstacle there is [USR-5] [USR-4]", async () => {
    expect((await facts("cat.lowe@nhs.net")).obstacles).to.deep.equal([
      "disabled",
      "not-migrated",
      "bookings-not-enabled",
    ]);
    expect((await facts("room.1@nhs.net")).obstacles).to.include("no-person");
    const nobody = await facts("nobody@nhs.net");
    expect(nobody).to.deep.include({ obstacles: ["not-in-directory"], canOpenApp: false, calendars: [] });
  });

  it("writes nothing, and takes a failure for unknown: exit 7", async () => {
    expect(await tenant.log("?effect=write")).to.deep.equal([]);
    await tenant.fault({ operation: "user.list", kind: "500", times: 1000 });
    const failure = await facts("amy.shah@nhs.net").catch((error: unknown) => error);
    await tenant.admin("DELETE", "faults");
    expect(failure).to.be.instanceOf(VisibleError).and.to.include({ exitCode: 7 });
  });
});
