import { expect } from "chai";
import type { Address } from "../../src/model/address";
import { loadEstate } from "../../src/model/load-estate";
import type { Inventory } from "../../src/plan/inventory";
import type { LicenceAssignment } from "../../src/plan/licences";
import { inventoryOf } from "../../src/preflight/compare-with-inventory";
import { policyPreflight } from "../../src/preflight/policy-preflight";
import type { PolicyView } from "../../src/preflight/preflight-view";
import { memoryFiles } from "../../src/spec/spec-files";
import type { PolicyCandidate } from "../../src/tenant/policies";
import { validSpecs } from "../support/valid-specs";

const FILE = "specs/leeds/policies/visits.yaml";
const E3 = {
  skuId: "e3",
  partNumber: "ENTERPRISEPACK",
  free: 1,
  plans: [
    { id: "199a5c09-e0ca-4e37-8f7c-b05d533e1ea2", name: "MICROSOFTBOOKINGS" },
    { id: "efb87545-963c-4e0d-99df-69c6916d9eb0", name: "EXCHANGE_S_ENTERPRISE" },
  ],
};
const F3 = {
  skuId: "f3",
  partNumber: "DESKLESSPACK",
  free: 0,
  plans: [{ id: "4a82b400-a79f-41a4-b4e2-e94f5787b113", name: "EXCHANGE_S_DESKLESS" }],
};

const given = (skuId: string, change: Partial<LicenceAssignment> = {}): LicenceAssignment => ({
  skuId,
  group: null,
  disabledPlans: [],
  state: "Active",
  error: "None",
  ...change,
});

const WITHOUT_EXCHANGE = given("e3", { disabledPlans: ["efb87545-963c-4e0d-99df-69c6916d9eb0"] });

const person = (change: Partial<PolicyCandidate> = {}): PolicyCandidate => ({
  id: "amy",
  addresses: ["amy@nhs.net"],
  mail: "amy@nhs.net",
  organisation: "Leeds",
  isGuest: false,
  isEnabled: true,
  assignments: [given("e3")],
  ...change,
});

const spec = (
  users: readonly string[],
  more = "",
  applications = ["Microsoft Bookings"],
  name = "Visits",
): string =>
  [
    `kind: UserPolicy\nname: ${name}\nbaseLicence: Office 365 E3\napplications:`,
    ...applications.map((one) => `  - ${one}`),
    ...(users.length > 0 ? ["users:", ...users.map((one) => `  - ${one}@nhs.net`)] : []),
    more,
  ].join("\n");

function modelOf(files: Readonly<Record<string, string>>) {
  const { estate } = loadEstate("", memoryFiles({ ...validSpecs, ...files }));
  const model = estate?.organisations[0];
  if (!estate || !model) throw new Error("no estate");
  return { tenant: estate.tenant, model };
}

async function found(
  files: Readonly<Record<string, string>>,
  people: Readonly<Record<string, PolicyCandidate>> = {},
  before?: Inventory,
  view: Partial<PolicyView> = {},
) {
  const asked: string[] = [];
  const { tenant, model } = modelOf(files);
  const problems = await policyPreflight(
    {
      tenant,
      model,
      before,
      wasMade: () => true,
      wasClosed: () => false,
      wasTouched: () => true,
      wasBegun: () => false,
      broken: new Set(),
      environmentTenantId: tenant.tenantId,
      today: "2026-11-23",
    },
    {
      isGroupAbsent: async () => false,
      group: async () => undefined,
      facts: async (addresses) => {
        asked.push(...addresses);
        const known = addresses.map((one): [Address, PolicyCandidate | { near: string[] }] => [
          one,
          people[one] ?? { near: ["amy@nhs.net"] },
        ]);
        return { people: new Map(known), licences: [E3, F3] };
      },
      ...view,
    },
  );
  return { asked, codes: problems.map(({ code, at }) => `${code} ${at?.line ?? ""}`.trim()), problems };
}

const left = (files: Readonly<Record<string, string>>): Inventory => {
  const { tenant, model } = modelOf(files);
  return inventoryOf(tenant, model);
};

describe("preflight of policies", () => {
  it("says at its line who is unknown, of another organisation, or without the licence [POL-3] [POL-4]", async () => {
    const people = {
      "amy@nhs.net": person(),
      "bob@nhs.net": person({ mail: "bob@nhs.net", organisation: "Hull" }),
      "cat@nhs.net": person({
        mail: "cat@nhs.net",
        assignments: [given("e3", { state: "Error", error: "CountViolation" })],
      }),
    };
    const { codes } = await found({ [FILE]: spec(["amy", "bob", "cat", "dan"]) }, people);
    expect(codes).to.deep.equal([
      "policy-user-foreign 8",
      "licence-not-held 9",
      "licence-in-error 9",
      "bookings-without-exchange 9",
      "person-unknown 10",
    ]);
  });

  it("refuses shared mailboxes, rooms and booking calendars, also where the policy would give them a licence [USR-4]", async () => {
    const people = Object.fromEntries(
      ["shared", "room", "equipment", "others"].map((mailbox) => {
        const mail = `${mailbox}@nhs.net`;
        return [mail, person({ mail, mailbox, isEnabled: false, assignments: [] })];
      }),
    );
    const text = spec(
      Object.keys(people).map((one) => one.split("@")[0] ?? ""),
      "grantsLicence: true",
    );
    const { codes } = await found({ [FILE]: text }, people);
    expect(codes).to.include.members([7, 8, 9, 10].map((line) => `policy-user-is-no-person ${line}`));
    const onSite = person({ mailbox: "not-in-exchange-online" });
    expect((await found({ [FILE]: spec(["amy"]) }, { "amy@nhs.net": onSite })).codes).to.deep.equal([]);
  });

  it("counts the seats that a policy would take against the free ones, and names plans that exclude each other [POL-5]", async () => {
    const bare = person({ assignments: [] });
    const people = {
      "amy@nhs.net": bare,
      "bob@nhs.net": { ...bare, mail: "bob@nhs.net" },
      "cat@nhs.net": person({ mail: "cat@nhs.net", assignments: [given("f3"), WITHOUT_EXCHANGE] }),
    };
    const text = spec(["amy", "bob", "cat"], "grantsLicence: true", ["Exchange Online"]);
    const { codes } = await found({ [FILE]: text }, people);
    expect(codes).to.deep.equal([
      "mailbox-by-policy-alone 7",
      "mailbox-by-policy-alone 8",
      "plans-clash 9",
      "seats-short 8",
    ]);
  });

  it("counts the seats of all policies of a run together, and a person's once [POL-5]", async () => {
    const bare = (mail: string) => person({ mail, assignments: [] });
    const people = { "amy@nhs.net": bare("amy@nhs.net"), "bob@nhs.net": bare("bob@nhs.net") };
    const other = "specs/leeds/policies/other.yaml";
    const { codes, problems } = await found(
      {
        [FILE]: spec(["amy"], "grantsLicence: true"),
        [other]: spec(["amy", "bob"], "grantsLicence: true", undefined, "Other"),
      },
      people,
    );
    const short = problems.filter(({ code }) => code === "seats-short");
    expect(short).to.have.length(1);
    // no one of them has Exchange: Bookings is of no use to them, and the directory may say so
    expect(codes.filter((code) => code.startsWith("bookings-without-exchange"))).to.have.length(3);
    expect(short[0]).to.deep.include({ code: "seats-short" }).and.to.have.nested.property("args.needed", 2);
  });

  it("warns of people who would have a mailbox by a policy alone [POL-3]", async () => {
    const without = [WITHOUT_EXCHANGE];
    const people = {
      "amy@nhs.net": person({ assignments: without }),
      "bob@nhs.net": person({ mail: "bob@nhs.net" }),
    };
    const { codes } = await found({ [FILE]: spec(["amy", "bob"], "", ["Exchange Online"]) }, people);
    expect(codes).to.deep.equal(["mailbox-by-policy-alone 7"]);
  });

  it("refuses at the preview what would take someone's last Exchange plan or licence: taking off, switching off, retiring [POL-3] [POL-6]", async () => {
    const EXCHANGE_ONLY = ["199a5c09-e0ca-4e37-8f7c-b05d533e1ea2"];
    const byPolicy = given("e3", { group: "g", disabledPlans: EXCHANGE_ONLY });
    const without = WITHOUT_EXCHANGE;
    const view: Partial<PolicyView> = {
      group: async () => ({
        id: "g",
        licences: [{ skuId: "e3", disabledPlans: EXCHANGE_ONLY }],
        people: [
          { address: "amy@nhs.net", addresses: ["amy@nhs.net"], assignments: [without, byPolicy] },
          { address: "bob@nhs.net", addresses: ["bob@nhs.net"], assignments: [given("e3"), byPolicy] },
          { address: "cat@nhs.net", addresses: ["cat@nhs.net"], assignments: [byPolicy] },
        ],
      }),
    };
    const before = left({ [FILE]: spec(["amy", "bob", "cat"], "", ["Exchange Online"]) });
    const wishes = {
      noOneTakenOff: spec(["amy", "bob", "cat"], "", ["Exchange Online"]),
      bobTakenOff: spec(["amy", "cat"], "", ["Exchange Online"]),
      amyTakenOff: spec(["bob", "cat"], "", ["Exchange Online"]),
      switchedOff: spec(["amy", "bob", "cat"]),
      retired: spec([], "status: deleted\ndeletion: { confirm: LeedsVisits, reason: over }", [
        "Exchange Online",
      ]),
    };
    const codes: Record<string, string[]> = {};
    for (const [name, text] of Object.entries(wishes)) {
      const { problems } = await found({ [FILE]: text }, {}, before, view);
      codes[name] = problems
        .filter(({ code }) => code !== "limit-exceeded")
        .map(({ code, args, at }) => `${code} ${args["who"]} ${at?.line}`);
    }
    expect(codes).to.deep.equal({
      noOneTakenOff: [],
      bobTakenOff: [],
      amyTakenOff: ["would-lose-mailbox amy@nhs.net 6"],
      switchedOff: ["would-lose-mailbox amy@nhs.net 4", "would-lose-mailbox cat@nhs.net 4"],
      retired: ["would-lose-mailbox amy@nhs.net 6", "would-lose-mailbox cat@nhs.net 6"],
    });
    const silent = await found({ [FILE]: wishes.amyTakenOff }, {}, before, {
      group: () => Promise.reject(new Error("503")),
    });
    expect(silent.codes).to.deep.equal(["policy-unreadable 1"]);
  });

  it("says before a group is taken over how many it is about, and who is taken off once all are said to be listed [POL-2]", async () => {
    const view: Partial<PolicyView> = {
      group: async () => ({
        id: "g",
        licences: [{ skuId: "e3", disabledPlans: ["199a5c09-e0ca-4e37-8f7c-b05d533e1ea2"] }],
        people: ["amy", "bob", "cat"].map((name) => ({
          address: `${name}@nhs.net`,
          addresses: [`${name}@nhs.net`],
          assignments: [given("e3", { group: "g" }), given("e3")],
        })),
      }),
    };
    const adopt = (complete: boolean) =>
      `adopt: { group: 3f2504e0-4f89-41d3-9a0c-0305e82c3301, complete: ${complete} }`;
    const people = { "amy@nhs.net": person() };
    const first = await found({ [FILE]: spec(["amy"], adopt(false)) }, people, undefined, view);
    expect(first.problems.map(({ code, args }) => [code, args["people"], args["unlisted"]])).to.deep.equal([
      ["group-taken-over", 3, 2],
    ]);
    const before = left({ [FILE]: spec(["amy"], adopt(false)) });
    const then = await found({ [FILE]: spec(["amy"], adopt(true)) }, people, before, view);
    expect(then.problems.map(({ code, args }) => [code, args["who"]])).to.deep.equal([
      ["people-not-listed", ["bob@nhs.net", "cat@nhs.net"]],
    ]);
    const done = left({ [FILE]: spec(["amy"], adopt(true)) });
    expect((await found({ [FILE]: spec(["amy"], adopt(true)) }, people, done, view)).codes).to.deep.equal([]);
  });

  it("names applications that the licence does not hold [POL-1]", async () => {
    const { codes } = await found(
      { [FILE]: spec(["amy"], "", ["Microsoft Bookings", "Sway"]) },
      { "amy@nhs.net": person() },
    );
    expect(codes).to.deep.equal(["application-not-in-licence 6"]);
  });

  it("asks only about people who are new, and of a directory that does not answer it says so [I10]", async () => {
    const before = left({ [FILE]: spec(["amy"]) });
    const people = { "bob@nhs.net": person({ mail: "bob@nhs.net" }) };
    const { asked, codes } = await found({ [FILE]: spec(["amy", "bob"]) }, people, before);
    expect({ asked, codes }).to.deep.equal({ asked: ["bob@nhs.net"], codes: [] });
    const silent = await found({ [FILE]: spec(["bob"]) }, {}, undefined, {
      facts: () => Promise.reject(new Error("503")),
    });
    expect(silent.codes).to.deep.equal(["directory-unreadable"]);
  });

  it("refuses a spec that vanished, was renamed, changed its licence or came back, unless no group was ever made [POL-6]", async () => {
    const before = left({ [FILE]: spec(["amy"]) });
    expect((await found({}, {}, before)).codes).to.deep.equal(["policy-spec-vanished 1"]);
    const never = await found({}, {}, before, { isGroupAbsent: async () => true });
    expect(never.codes).to.deep.equal(["vanished-policy-never-made 1"]);
    const people = { "amy@nhs.net": person() };
    const renamed = await found({ [FILE]: spec(["amy"], "", undefined, "Other") }, people, before);
    expect(renamed.codes).to.deep.equal(["policy-identity-changed 2"]);
    expect(
      (await found({ "specs/leeds/policies/moved.yaml": spec(["amy"]) }, people, before)).codes,
    ).to.deep.equal([]);
    const retired = left({
      [FILE]: spec([], "status: deleted\ndeletion: { confirm: LeedsVisits, reason: over }"),
    });
    expect((await found({ [FILE]: spec(["amy"]) }, people, retired)).codes).to.deep.equal([
      "policy-revived 1",
    ]);
  });

  it("stops a run that would empty more policies than the limit allows [DEL-3]", async () => {
    const files = Object.fromEntries(
      Array.from({ length: 4 }, (_, i) => [
        `specs/leeds/policies/p${i}.yaml`,
        spec(["amy"], "", undefined, `No ${i}`),
      ]),
    );
    const gone = Object.fromEntries(
      Array.from({ length: 4 }, (_, i) => [
        `specs/leeds/policies/p${i}.yaml`,
        spec([], `status: deleted\ndeletion: { confirm: LeedsNo${i}, reason: over }`, undefined, `No ${i}`),
      ]),
    );
    expect((await found(gone, {}, left(files))).codes.join()).to.match(/^limit-exceeded/);
  });
});
