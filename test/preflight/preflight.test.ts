import { expect } from "chai";
import type { Address } from "../../src/model/address";
import type { LookedUp, Person } from "../../src/model/person";
import type { UserPolicy } from "../../src/model/user-policy";
import { inventoryOf } from "../../src/preflight/compare-with-inventory";
import { preflight } from "../../src/preflight/preflight";
import type { PreflightInput, PreflightView } from "../../src/preflight/preflight-view";
import { words } from "../../src/problem/words";
import type { Standing } from "../../src/tenant/whose";
import { calendar, leeds, tenant } from "../support/model";

const amy = {
  id: "amy",
  addresses: ["amy.shah@nhs.net"],
  organisation: "Leeds",
  displayName: "Amy Shah",
  mail: "amy.shah@nhs.net",
  isEnabled: true,
  isGuest: false,
  mailbox: "user",
};
const shared = { ...amy, displayName: "Heart Failure", mail: "hf@nhs.net", mailbox: "shared" };

function tenantWith(people: Record<string, LookedUp>, asked: string[] = []): PreflightView {
  return {
    isConfirmedAbsent: async () => false,
    standings: async () => new Map(),
    listed: async () => ({ addresses: [], incomplete: [] }),
    occupants: async () => new Map(),
    peopleOn: async () => new Map(),
    lookUp: async (addresses, staying = []) => {
      asked.push(...addresses, ...staying.map((one) => `${one} (stays)`));
      return new Map(
        [...addresses, ...staying].flatMap((address) => {
          const found = people[address];
          return found ? [[address, found] as [Address, LookedUp]] : [];
        }),
      );
    },
  };
}

const input = (wishes: Partial<PreflightInput> = {}): PreflightInput => ({
  tenant,
  model: leeds(calendar()),
  before: undefined,
  environmentTenantId: tenant.tenantId,
  wasMade: () => false,
  wasClosed: () => false,
  wasTouched: () => true,
  wasBegun: () => false,
  today: "2026-11-23",
  broken: new Set(),
  ...wishes,
});

const found = async (wishes: Partial<PreflightInput>, view: PreflightView) =>
  (await preflight(input(wishes), view)).map(({ code, severity, at }) => ({
    code,
    severity,
    pointer: at?.pointer,
  }));

describe("preflight", () => {
  it("passes a calendar whose people and reply address exist, a shared mailbox for replies included [CRE-1]", async () => {
    expect(await found({}, tenantWith({ "amy.shah@nhs.net": amy, "hf@nhs.net": shared }))).to.deep.equal([]);
  });

  it("asks only for addresses that are new since the last run", async () => {
    const asked: string[] = [];
    const members = { "amy.shah@nhs.net": "admin", "bob.jones@nhs.net": "viewer" } as const;
    const view = tenantWith({ "bob.jones@nhs.net": { ...amy, mail: "bob.jones@nhs.net" } }, asked);
    const before = inventoryOf(tenant, leeds(calendar()));
    expect(await found({ before, model: leeds(calendar({ members })) }, view)).to.deep.equal([]);
    expect(asked).to.deep.equal(["bob.jones@nhs.net", "amy.shah@nhs.net (stays)"]);
  });

  it("counts who is taken off or gets another role only by what the calendar has now, as after a pull [DEL-3] [WEB-1]", async () => {
    const viewers = Array.from({ length: 30 }, (_, at) => `viewer.${at}@nhs.net`);
    const as = (role: "admin" | "viewer") => Object.fromEntries(viewers.map((one) => [one, role]));
    const { address, members: own } = calendar();
    const before = inventoryOf(tenant, leeds(calendar({ members: { ...as("viewer"), ...own } })));
    const known = Object.fromEntries(
      [...viewers, "amy.shah@nhs.net"].map((one) => [one, { ...amy, mail: one }]),
    );
    const codes = async (peopleOn: PreflightView["peopleOn"], members = own) =>
      (await found({ before, model: leeds(calendar({ members })) }, { ...tenantWith(known), peopleOn })).map(
        ({ code }) => code,
      );
    const on =
      (role: string, ...some: string[]) =>
      async () =>
        new Map([[address, new Map(some.map((one) => [one, role]))]]);
    expect(await codes(on("administrator", "amy.shah@nhs.net"))).not.to.include("limit-exceeded");
    expect(await codes(on("teamMember", ...viewers))).to.include("limit-exceeded");
    expect(await codes(async () => new Map()), "not read is not gone").to.include("limit-exceeded");
    expect(await codes(() => Promise.reject(new Error("503")))).to.include("limit-exceeded");
    expect(await codes(on("administrator", ...viewers), as("admin"))).not.to.include("limit-exceeded");
    for (const role of ["teamMember", "scheduler"]) {
      expect(await codes(on(role, ...viewers), as("admin")), role).to.include("limit-exceeded");
    }
  });

  for (const mailbox of ["room", "equipment", "others"]) {
    it(`refuses a reply address of the kind ${mailbox} at its line [CRE-1]`, async () => {
      const view = tenantWith({ "amy.shah@nhs.net": amy, "hf@nhs.net": { ...shared, mailbox } });
      expect(await found({}, view)).to.deep.equal([
        { code: "reply-address-unfit", severity: "error", pointer: "/replyTo" },
      ]);
    });
  }

  it("refuses a person's mailbox that no one reads any more as reply address; a shared one's account is always disabled [CRE-1]", async () => {
    const people = { "amy.shah@nhs.net": amy };
    const left = { ...amy, mail: "hf@nhs.net", isEnabled: false };
    expect(await found({}, tenantWith({ ...people, "hf@nhs.net": left }))).to.deep.equal([
      { code: "reply-address-unfit", severity: "error", pointer: "/replyTo" },
    ]);
    const view = tenantWith({ ...people, "hf@nhs.net": { ...shared, isEnabled: false } });
    expect(await found({}, view)).to.deep.equal([]);
  });

  it("refuses an unknown reply address and says what is like it [CRE-1]", async () => {
    const view = tenantWith({ "amy.shah@nhs.net": amy, "hf@nhs.net": { near: ["hfs@nhs.net"] } });
    const [problem] = await preflight(input(), view);
    expect(problem?.code).to.equal("reply-address-unknown");
    expect(problem?.args["near"]).to.deep.equal(["hfs@nhs.net"]);
  });

  it("refuses the reply address of a deleted account, in words about replies [CRE-1]", async () => {
    const view = tenantWith({ "amy.shah@nhs.net": amy, "hf@nhs.net": { near: [], deleted: "Heart Desk" } });
    const [problem] = await preflight(input(), view);
    expect(problem && words(problem)).to.deep.equal({
      sentence:
        "hf@nhs.net was the address of Heart Desk, whose account was deleted within the last 30 days.",
      advice:
        "Write another reply address, or have the account restored first: otherwise patients' replies are lost.",
    });
  });

  for (const [why, person, code] of [
    ["a shared mailbox [USR-4]", { ...amy, mailbox: "shared" }, "person-is-not-a-user"],
    ["a room [USR-4]", { ...amy, mailbox: "room" }, "person-is-not-a-user"],
    ["a piece of equipment [USR-4]", { ...amy, mailbox: "equipment" }, "person-is-not-a-user"],
    ["a booking calendar's mailbox [USR-4]", { ...amy, mailbox: "others" }, "person-is-not-a-user"],
    [
      "a mailbox that was not migrated [USR-5]",
      { ...amy, mailbox: "not-in-exchange-online" },
      "person-not-migrated",
    ],
    ["a guest [USR-4]", { ...amy, isGuest: true }, "person-is-guest"],
    ["a disabled account [USR-3]", { ...amy, isEnabled: false }, "person-disabled"],
    ["someone unknown [USR-3]", { near: [] }, "person-unknown"],
    ["someone whose account was deleted [USR-3]", { near: [], deleted: "Amy Shah" }, "person-deleted"],
  ] as const) {
    it(`refuses ${why} as a user, at the person's line`, async () => {
      const view = tenantWith({ "amy.shah@nhs.net": person, "hf@nhs.net": shared });
      expect(await found({}, view)).to.deep.equal([
        { code, severity: "error", pointer: "/members/amy.shah@nhs.net" },
      ]);
    });
  }

  describe("of members who stay", () => {
    const two = { "amy.shah@nhs.net": "admin", "bob.jones@nhs.net": "viewer" } as const;
    const before = inventoryOf(tenant, leeds(calendar({ members: two })));
    const bob = { ...amy, mail: "bob.jones@nhs.net" };
    const cat = { ...amy, mail: "cat.lee@nhs.net" };
    const with3 = leeds(calendar({ members: { ...two, "cat.lee@nhs.net": "viewer" } }));
    const people = { "amy.shah@nhs.net": amy, "bob.jones@nhs.net": bob, "cat.lee@nhs.net": cat };

    it("asks who they are, and not for their mailboxes, also where no one changes [USR-3]", async () => {
      const asked: string[] = [];
      const model = leeds(calendar({ members: two, phone: "+44 1" }));
      expect(await found({ before, model }, tenantWith(people, asked))).to.deep.equal([]);
      expect(asked).to.deep.equal(["amy.shah@nhs.net (stays)", "bob.jones@nhs.net (stays)"]);
    });

    for (const [why, left] of [
      ["disabled", { ...bob, isEnabled: false }],
      ["deleted", { near: [] }],
      ["a guest", { ...bob, isGuest: true }],
    ] as const) {
      it(`warns of one who is ${why} [USR-3]`, async () => {
        const view = tenantWith({ ...people, "bob.jones@nhs.net": left });
        expect(await found({ before, model: with3 }, view)).to.deep.equal([
          { code: "person-has-left", severity: "warning", pointer: "/members/bob.jones@nhs.net" },
        ]);
      });
    }

    it("refuses to leave a calendar with an admin who has left, unless another can use it [USR-3]", async () => {
      const view = tenantWith({ ...people, "amy.shah@nhs.net": { ...amy, isEnabled: false } });
      expect(await found({ before, model: with3 }, view)).to.deep.equal([
        { code: "last-admin-has-left", severity: "error", pointer: "/members/amy.shah@nhs.net" },
      ]);
      const model = leeds(calendar({ members: { ...two, "cat.lee@nhs.net": "admin" } }));
      expect(await found({ before, model }, view)).to.deep.equal([
        { code: "person-has-left", severity: "warning", pointer: "/members/amy.shah@nhs.net" },
      ]);
    });
  });

  describe("of people without Bookings", () => {
    const view = tenantWith({ "amy.shah@nhs.net": { ...amy, hasBookings: false }, "hf@nhs.net": shared });
    const policy = (users: readonly string[]) =>
      ({
        status: "active",
        applications: ["Microsoft Bookings"],
        users,
        source: { file: "specs/leeds/policies/virtual-visits.yaml", line: 1, column: 1 },
      }) as unknown as UserPolicy;
    const adviceOf = async (policies: UserPolicy[]) => {
      const model = { ...leeds(calendar()), policies };
      return (await preflight(input({ model }), view)).map((one) => [one.severity, words(one).advice]);
    };

    it("warns, and names the policy to add them to [USR-6]", async () => {
      expect(await adviceOf([policy([])])).to.deep.equal([
        ["warning", "Add them under users in specs/leeds/policies/virtual-visits.yaml."],
      ]);
    });

    it("warns that there is no such policy where there is none [USR-6]", async () => {
      const [[severity, advice] = []] = await adviceOf([]);
      expect(severity).to.equal("warning");
      expect(advice).to.contain("write one in specs/leeds/policies/");
    });

    it("names no policy for someone of another organisation: it could not hold them [USR-6] [POL-4]", async () => {
      const zoe = { ...amy, hasBookings: false, organisation: "York" };
      const model = { ...leeds(calendar()), policies: [policy([])] };
      const answers = tenantWith({ "amy.shah@nhs.net": zoe, "hf@nhs.net": shared });
      const problems = await preflight(input({ model }), answers);
      expect(problems.map(({ code }) => code)).to.include("person-of-another-organisation");
      const bookings = problems.filter(({ code }) => code === "person-without-bookings");
      expect(bookings.map((one) => words(one).advice)).to.deep.equal([
        "They belong to York: a user policy of York has to list them.",
      ]);
    });

    it("tells all people of the same advice in one warning, at the first of them [USR-6]", async () => {
      const without = { ...amy, hasBookings: false };
      const ben = { ...without, mail: "ben.cole@nhs.net", displayName: "Ben Cole" };
      const members = { "amy.shah@nhs.net": "admin", "ben.cole@nhs.net": "admin" } as const;
      const answers = tenantWith({
        "amy.shah@nhs.net": without,
        "ben.cole@nhs.net": ben,
        "hf@nhs.net": shared,
      });
      const problems = await preflight(input({ model: leeds(calendar({ members })) }), answers);
      expect(problems.map((one) => [one.at?.pointer, words(one).sentence])).to.deep.equal([
        [
          "/members/amy.shah@nhs.net",
          "Bookings is not switched on for amy.shah@nhs.net, ben.cole@nhs.net: they cannot open the app.",
        ],
      ]);
    });

    it("says nothing of people a policy lists already, and of people nothing can be seen of [USR-6]", async () => {
      expect(await adviceOf([policy(["amy.shah@nhs.net"])])).to.deep.equal([]);
      expect(await found({}, tenantWith({ "amy.shah@nhs.net": amy, "hf@nhs.net": shared }))).to.deep.equal(
        [],
      );
    });
  });

  it("refuses someone under two addresses, at the alias, whoever of the two was there before [USR-1]", async () => {
    const members = { "amy.shah@nhs.net": "admin", "amy.alias@nhs.net": "viewer" } as const;
    const view = tenantWith({ "amy.shah@nhs.net": amy, "amy.alias@nhs.net": amy, "hf@nhs.net": shared });
    const twice = { code: "person-twice", severity: "error", pointer: "/members/amy.alias@nhs.net" };
    const model = leeds(calendar({ members }));
    expect(await found({ model }, view)).to.deep.include(twice);
    const before = inventoryOf(tenant, leeds(calendar()));
    expect(await found({ model, before }, view)).to.deep.include(twice);
    expect(await found({}, view)).to.deep.equal([]);
  });

  it("refuses the service account as a user also under another of its addresses [USR-2]", async () => {
    const operator = "svc.leeds.bookings@nhs.net";
    const account = { ...amy, addresses: ["svc-leeds@nhs.net", operator] };
    const members = { "amy.shah@nhs.net": "viewer", "svc-leeds@nhs.net": "admin" } as const;
    const view = tenantWith({ "amy.shah@nhs.net": amy, "svc-leeds@nhs.net": account, "hf@nhs.net": shared });
    const { organisation, ...rest } = leeds(calendar({ members }));
    const model = { ...rest, organisation: { ...organisation, operator: operator as never } };
    expect(await found({ model }, view)).to.deep.include({
      code: "operator-as-user",
      severity: "error",
      pointer: "/members/svc-leeds@nhs.net",
    });
  });

  it("counts no one as removed who is written under another of their addresses [DEL-3]", async () => {
    const strict = { ...tenant, limits: { ...tenant.limits, membersRemoved: { number: 0, percent: 0 } } };
    const person = { ...amy, addresses: ["amy.shah@nhs.net", "amy.alias@nhs.net"] };
    const before = inventoryOf(tenant, leeds(calendar({ members: { "amy.alias@nhs.net": "admin" } })));
    const codesWith = async (found: Person) => {
      const view = tenantWith({ "amy.shah@nhs.net": found, "hf@nhs.net": shared });
      const problems = await preflight(input({ tenant: strict, before, model: leeds(calendar()) }), view);
      return problems.map(({ code }) => code);
    };
    expect(await codesWith(person)).not.to.include("limit-exceeded");
    expect(await codesWith(amy)).to.include("limit-exceeded");
  });

  it("advises the primary address where an alias was written", async () => {
    const view = tenantWith({
      "amy.shah@nhs.net": { ...amy, mail: "Amy.Shah2@nhs.net" },
      "hf@nhs.net": shared,
    });
    expect(await found({}, view)).to.deep.equal([
      { code: "person-by-alias", severity: "advice", pointer: "/members/amy.shah@nhs.net" },
    ]);
  });

  it("takes a look-up that failed for unknown, never for absent", async () => {
    const view: PreflightView = {
      isConfirmedAbsent: () => Promise.reject(new Error("503")),
      standings: () => Promise.reject(new Error("503")),
      listed: () => Promise.reject(new Error("503")),
      occupants: () => Promise.reject(new Error("503")),
      peopleOn: () => Promise.reject(new Error("503")),
      lookUp: () => Promise.reject(new Error("the directory did not answer")),
    };
    const before = inventoryOf(
      tenant,
      leeds(calendar({ address: "LeedsCardiologyEcho@nhs.net", file: "gone.yaml" })),
    );
    expect((await found({ before }, view)).map(({ code }) => code)).to.have.members([
      "directory-unreadable",
      "calendar-spec-vanished",
      "addresses-unreadable",
    ]);
  });

  it("lets a calendar be renamed that no run has made, and no other [UPD-1]", async () => {
    const before = inventoryOf(tenant, leeds(calendar()));
    const renamed = calendar({ address: "LeedsCardiologyEcho@nhs.net", clinicName: "Echo" });
    const people = tenantWith({ "hf@nhs.net": shared, "amy.shah@nhs.net": amy });
    const codes = async (wasMade: boolean, isAbsent: boolean) => {
      const view = { ...people, isConfirmedAbsent: async () => isAbsent };
      const asked = { before, model: leeds(renamed), wasMade: () => wasMade };
      return (await found(asked, view)).map(({ code }) => code);
    };
    expect(await codes(false, true)).not.to.include("calendar-identity-changed");
    expect(await codes(true, true)).to.include("calendar-identity-changed");
    expect(await codes(false, false)).to.include("calendar-identity-changed");
  });

  it("lets no deleted calendar be renamed, though the tenant has it no more [DEL-2] [UPD-1]", async () => {
    const before = inventoryOf(tenant, leeds(calendar({ status: "deleted", members: {} })));
    const model = leeds(calendar({ address: "LeedsCardiologyEcho@nhs.net", clinicName: "Echo" }));
    const people = tenantWith({ "hf@nhs.net": shared, "amy.shah@nhs.net": amy });
    const view = { ...people, isConfirmedAbsent: async () => true };
    const problems = await found({ before, model, wasMade: () => false }, view);
    expect(problems.map(({ code }) => code)).to.include("calendar-identity-changed");
  });

  it("takes a calendar whose spec vanished for never made only where no journal knows it [DEL-1]", async () => {
    const spec = calendar({ address: "LeedsCardiologyEcho@nhs.net", file: "gone.yaml" });
    const before = inventoryOf(tenant, leeds(spec));
    const people = tenantWith({ "hf@nhs.net": shared, "amy.shah@nhs.net": amy });
    const view = { ...people, isConfirmedAbsent: async () => true };
    const codes = async (wasMade: boolean) =>
      (await found({ before, wasMade: () => wasMade }, view)).map(({ code }) => code);
    expect(await codes(false)).to.include("vanished-calendar-never-made");
    expect(await codes(true)).to.include("calendar-spec-vanished");
  });

  it("lets a spec take back a deletion that never happened, and nothing else that lives there now [DEL-1]", async () => {
    const [address] = [calendar().address];
    const before = inventoryOf(tenant, leeds(calendar({ status: "deleted", members: {} })));
    const people = tenantWith({ "hf@nhs.net": shared, "amy.shah@nhs.net": amy });
    const isRefused = async (mark: Standing["mark"], isThere: boolean, wasMade: boolean) => {
      const standing = { isThere, mark, booked: 0 };
      const view = { ...people, standings: async () => new Map([[address, standing]]) };
      const problems = await found({ before, wasMade: () => wasMade }, view);
      return problems.some(({ code }) => code === "tombstone-revived");
    };
    expect(await isRefused("ours", true, false)).to.equal(false);
    expect(await isRefused("none", true, true)).to.equal(false);
    expect(await isRefused("none", true, false)).to.equal(true);
    expect(await isRefused("foreign", true, true)).to.equal(true);
    expect(await isRefused("none", false, true)).to.equal(true);
  });

  it("asks nothing of a tenant that is not the specs' own", async () => {
    const asked: string[] = [];
    const codes = await found(
      { environmentTenantId: "22222222-2222-4222-8222-222222222222" },
      tenantWith({}, asked),
    );
    expect(codes).to.deep.equal([
      { code: "tenant-of-environment-differs", severity: "error", pointer: "/tenantId" },
    ]);
    expect(asked).to.deep.equal([]);
  });
});
