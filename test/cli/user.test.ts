import { expect } from "chai";
import type { Listed } from "../../src/cli/listed";
import { userFactsOf } from "../../src/cli/verbs/look/user";
import { VisibleError } from "../../src/problem/visible-error";
import type { ListedPolicy } from "../../src/report/listing";
import { paint } from "../../src/report/paint";
import { userJson, userText } from "../../src/report/user-report";
import { type TestTenant, testTenant } from "../providers/sandbox-tenant";
import { calendars } from "../report/calendars";
import { expectValid } from "../report/expect-valid";
import { policy } from "../report/policies";
import { calendar, leeds, tenant } from "../support/model";

const withoutBookings = [{ sku: "ENTERPRISEPACK", disabledPlans: ["MICROSOFTBOOKINGS"] }];
const policies: ListedPolicy[] = [
  { ...policy, users: [{ address: "amy.shah@nhs.net", licence: "processed" }] },
];
const estate = { tenant, organisations: [leeds(calendar())] };

describe("what is known of a person", function () {
  this.timeout(20_000);
  let sandbox: TestTenant;
  const facts = (address: string, change: Partial<Listed> = {}) =>
    userFactsOf(sandbox.observer(), address, { calendars, policies, estate, ...change });

  before(async () => {
    sandbox = await testTenant({
      seed: {
        users: [
          {
            address: "amy.shah@nhs.net",
            displayName: "Amy Shah",
            aliases: ["amy.alias@nhs.net"],
            licences: [{ sku: "ENTERPRISEPACK" }],
          },
          {
            address: "bob.jones@nhs.net",
            displayName: "Bob Jones",
            organisation: "Leeds",
            licences: withoutBookings,
          },
          { address: "cat.lowe@nhs.net", enabled: false, mailbox: "none", licences: withoutBookings },
          { address: "gus.gone@nhs.net", displayName: "Gus Gone", deleted: true },
          { address: "room.1@nhs.net", mailbox: "room" },
          { address: "zoe.hall@nhs.net", organisation: "York", licences: withoutBookings },
        ],
      },
    });
  });
  after(() => sandbox.close());

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
        "    LeedsBookings: Active  specs/leeds/policies/bookings.yaml",
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
    const none = await facts("bob.jones@nhs.net", { policies: [] });
    expect(userText(none, paint(false))).to.contain("→ no user policy of Leeds switches Bookings on");
    expectValid("user", userJson(bob));
  });

  it("names no policy of another organisation: it could not hold them, whatever calendars they are on [USR-6] [POL-4]", async () => {
    const zoe = await facts("zoe.hall@nhs.net");
    expect(zoe).to.deep.include({ organisation: "York", obstacles: ["bookings-not-enabled"], enabledBy: [] });
    expect(userText(zoe, paint(false)))
      .to.contain("  Organisation: York\n")
      .and.contain("→ no user policy of York switches Bookings on, as far as shown here");
  });

  for (const [state, user, words] of [
    ["is at it", { licence: "in-progress" }, "licence in progress"],
    [
      "could not do it",
      { licence: "failed", word: "CountViolation" },
      "licence failed: no seat of the licence was left",
    ],
    ["was never asked", { licence: "unknown" }, "bookings up brings it about"],
  ] as const) {
    it(`says what has become of the policy that lists them where the directory ${state} [UPD-3]`, async () => {
      const listing: ListedPolicy = {
        ...policy,
        status: user.licence === "unknown" ? "planned" : "active",
        users: [{ address: "bob.jones@nhs.net", ...user }],
      };
      const bob = await facts("bob.jones@nhs.net", { policies: [listing] });
      expect(bob.enabledBy).to.deep.equal([]);
      expect(userText(bob, paint(false))).to.contain(`→ LeedsBookings lists them already: ${words}\n`);
      expectValid("user", userJson(bob));
    });
  }

  it("says who may be meant where no one has the address [USR-3]", async () => {
    const noOne = await facts("boj.jones@nhs.net");
    expect(userText(noOne, paint(false))).to.contain("→ did you mean bob.jones@nhs.net?");
  });

  it("tells every obstacle there is [USR-5] [USR-4]", async () => {
    expect((await facts("cat.lowe@nhs.net")).obstacles).to.deep.equal([
      "disabled",
      "not-migrated",
      "bookings-not-enabled",
    ]);
    expect((await facts("room.1@nhs.net")).obstacles).to.include("no-person");
    const noOne = await facts("nobody@nhs.net");
    expect(noOne).to.deep.include({ obstacles: ["not-in-directory"], canOpenApp: false, calendars: [] });
    const gone = await facts("gus.gone@nhs.net");
    expect(gone).to.deep.include({ obstacles: ["deleted"], displayName: "Gus Gone", canOpenApp: false });
  });

  it("writes nothing, and takes a failure for unknown: exit 7", async () => {
    expect(await sandbox.log("?effect=write")).to.deep.equal([]);
    await sandbox.fault({ operation: "user.list", kind: "500", times: 1000 });
    const failure = await facts("amy.shah@nhs.net").catch((error: unknown) => error);
    await sandbox.admin("DELETE", "faults");
    expect(failure).to.be.instanceOf(VisibleError).and.to.include({ exitCode: 7 });
  });
});
