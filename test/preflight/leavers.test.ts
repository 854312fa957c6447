import { expect } from "chai";
import type { Address } from "../../src/model/address";
import type { OrganisationModel } from "../../src/model/estate";
import type { LookedUp, Person } from "../../src/model/person";
import type { UserPolicy } from "../../src/model/user-policy";
import type { Inventory } from "../../src/plan/inventory";
import { inventoryOf } from "../../src/preflight/compare-with-inventory";
import { leaverProblems, stayingPeople } from "../../src/preflight/leavers";
import { adminWarnings, foreignProblems, takenBookings } from "../../src/preflight/member-warnings";
import type { Problem } from "../../src/problem/problem";
import { words } from "../../src/problem/words";
import { calendar, leeds, policy, tenant } from "../support/model";

const AMY = "amy.shah@nhs.net" as Address;
const BOB = "bob.jones@nhs.net" as Address;
const CAT = "cat.lee@nhs.net" as Address;

const person = (change: Partial<Person> = {}): Person => ({
  id: "1",
  addresses: [AMY],
  organisation: "Leeds",
  displayName: "Amy Shah",
  mail: AMY,
  isEnabled: true,
  isGuest: false,
  mailbox: "not-asked",
  ...change,
});

const told = (problems: readonly Problem[]): string[] =>
  problems.map((one) => `${one.code} ${one.at?.pointer}: ${words(one).sentence} ${words(one).advice}`);

describe("people of calendars and policies who have left", () => {
  const members = { [AMY]: "admin", [BOB]: "viewer" } as const;
  const model: OrganisationModel = { ...leeds(calendar({ members })), policies: [policy([BOB])] };
  const before: Inventory = inventoryOf(tenant, model);
  const fine: [string, LookedUp][] = [
    [AMY, person()],
    [BOB, person({ mail: BOB })],
  ];
  const told1 = (address: string, found: LookedUp, asked = model): string[] =>
    told(leaverProblems(asked, before, new Map([...fine, [address, found]])));

  it("are looked for although nothing about them changes [USR-3]", () => {
    expect(stayingPeople(model, before)).to.have.members([AMY, BOB]);
    expect(stayingPeople(model, undefined)).to.deep.equal([]);
    expect(leaverProblems(model, before, new Map(fine))).to.deep.equal([]);
  });

  for (const [reason, found, sentence, advice] of [
    [
      "deleted",
      { near: [], deleted: "Bob Jones" },
      "the address of Bob Jones, whose account was deleted",
      "restored",
    ],
    ["disabled", person({ isEnabled: false }), "has a disabled account", "have the account enabled"],
    ["gone", { near: [] }, "is not in the directory any more", "another address by now"],
  ] as const) {
    it(`are told once for all places where they are, with the advice that fits: ${reason} [USR-3]`, () => {
      const [only = "", ...more] = told1(BOB, found);
      expect(more).to.deep.equal([]);
      expect(only).to.match(/^person-has-left \/members\/bob/);
      expect(only).to.contain("LeedsCardiologyHeartFailure@nhs.net, LeedsVisits, but");
      expect(only).to.contain(sentence).and.to.contain(advice).and.to.contain(`bookings replace ${BOB}`);
    });
  }

  it("are an error only where the people of a calendar without an admin change [USR-3]", () => {
    const off = person({ isEnabled: false });
    expect(told1(AMY, off).map((one) => one.split(" ")[0])).to.deep.equal(["no-admin-left"]);
    const touched = { ...model, ...leeds(calendar({ members: { [AMY]: "admin", [CAT]: "viewer" } })) };
    expect(told1(AMY, off, touched)[0]).to.match(/^last-admin-has-left/);
    const helped = { ...model, ...leeds(calendar({ members: { ...members, [CAT]: "admin" } })) };
    expect(told1(AMY, off, helped)[0]).to.match(/^person-has-left/);
  });

  it("for another organisation are told of policies, which cannot hold them [POL-4]", () => {
    expect(told1(BOB, person({ mail: BOB, organisation: "York" }))).to.deep.equal([
      `policy-user-moved /users/${BOB}: ${BOB} now belongs to York: the policy LeedsVisits can no longer include them. Remove the line. The administrators of York add them to a user policy of their own.`,
    ]);
  });
});

describe("warnings about people", () => {
  const codes = (problems: readonly Problem[]) => problems.map(({ code }) => code);
  const one = leeds(calendar({ members: { [AMY]: "admin" } }));
  const before = inventoryOf(tenant, one);
  const admins = (...who: Address[]) => [
    calendar({ members: Object.fromEntries(who.map((each) => [each, "admin" as const])) }),
  ];

  it("say when everyone who is an admin so far goes at once: the successor may not have approved yet [USR-2]", () => {
    const [first, second] = adminWarnings(admins(BOB), before);
    expect([first?.code, second?.code]).to.deep.equal(["all-admins-new", "one-admin-only"]);
    expect(first && words(first).sentence)
      .to.contain(AMY)
      .and.to.contain(`until ${BOB} has approved`);
    expect(codes(adminWarnings(admins(AMY, BOB), before))).to.deep.equal([]);
  });

  it("say when a calendar is made with one admin only, or comes down to one, and not in every run [USR-2]", () => {
    expect(codes(adminWarnings(one.calendars, undefined))).to.deep.equal(["one-admin-only"]);
    expect(codes(adminWarnings(one.calendars, before))).to.deep.equal([]);
    const two = inventoryOf(tenant, leeds(...admins(AMY, BOB)));
    expect(codes(adminWarnings(one.calendars, two))).to.deep.equal(["one-admin-only"]);
  });

  const used = {
    address: BOB,
    use: "member" as const,
    calendar: "LeedsX@nhs.net",
    at: { file: "a.yaml", line: 1, column: 1 },
  };

  it("say when someone of another organisation is added, by name [POL-4]", () => {
    const york = person({ displayName: "Bob Jones", organisation: "York" });
    expect(told(foreignProblems(used, york, one, "allowed"))[0]).to.contain(
      `Bob Jones (${BOB}) belongs to York and is added to LeedsX@nhs.net.`,
    );
    for (const fine of [person(), person({ organisation: "" }), { near: [] }])
      expect(foreignProblems(used, fine, one, "allowed")).to.deep.equal([]);
  });

  it("refuse someone of another organisation where the tenant does, and no one whose organisation is unknown [POL-4]", () => {
    for (const york of [person({ organisation: "York" }), person({ organisation: "York", isEnabled: false })])
      expect(codes(foreignProblems(used, york, one, "refused"))).to.deep.equal([
        "person-of-other-organisation",
      ]);
    for (const fine of [person(), person({ organisation: "" }), { near: [] }])
      expect(foreignProblems(used, fine, one, "refused")).to.deep.equal([]);
  });

  it("say whose Bookings a change of policies takes who is on a calendar [USR-6]", () => {
    const had = { ...one, policies: [policy([AMY, BOB])] };
    const was = inventoryOf(tenant, had);
    const codesAfter = (...policies: UserPolicy[]) => codes(takenBookings({ ...one, policies }, was));
    expect(codesAfter(policy([BOB]))).to.deep.equal(["bookings-taken"]);
    expect(codesAfter(policy([AMY, BOB], { applications: ["Sway"] }))).to.deep.equal(["bookings-taken"]);
    expect(codesAfter(policy([], { status: "deleted" }))).to.deep.equal(["bookings-taken"]);
    // Bob is on no calendar, and another policy gives Amy the same
    expect(codesAfter(policy([AMY]))).to.deep.equal([]);
    expect(codesAfter(policy([BOB]), policy([AMY], { name: "leedsother" }))).to.deep.equal([]);
  });
});
