import { expect } from "chai";
import type { GraphCall, GraphOutcome } from "../../src/graph/call";
import type { GraphClient } from "../../src/graph/graph-client";
import { GraphError, type GraphErrorKind } from "../../src/graph/graph-error";
import { toAddress } from "../../src/model/address";
import { isPerson } from "../../src/model/person";
import { addressProblems } from "../../src/preflight/address-problems";
import { viewThrough } from "../../src/preflight/preflight-view";
import { likelyPeople } from "../../src/tenant/likely-people";
import { occupants } from "../../src/tenant/whose";
import { observer } from "../../stacks/ports";
import { type TestTenant, testTenant } from "../providers/sandbox-tenant";

const [amy, bob, cat] = ["amy.shah@nhs.net", "bob.jones@nhs.net", "cat.lee@nhs.net"].map(toAddress);

describe("preflight's look into the sandbox", function () {
  this.timeout(20_000);
  let tenant: TestTenant;

  before(async () => {
    tenant = await testTenant({
      // requests are counted here
      settings: { bookingsPaging: "none", directoryPaging: "pages" },
      seed: {
        users: [
          { address: "amy.shah@nhs.net", organisation: "Leeds", licences: [{ sku: "ENTERPRISEPACK" }] },
          {
            address: "bob.jones@nhs.net",
            organisation: "Leeds",
            licences: [{ sku: "ENTERPRISEPACK", disabledPlans: ["MICROSOFTBOOKINGS"] }],
          },
          { address: "cat.lee@nhs.net", organisation: "Leeds", enabled: false },
          { address: "dan.poe@nhs.net", displayName: "Dan Poe", organisation: "Leeds", deleted: true },
          { address: "more.dan.poe@nhs.net", displayName: "More Poe", organisation: "Leeds", deleted: true },
        ],
      },
    });
  });
  after(() => tenant.close());

  it("sees who can open the app, in the look-up that is made anyway [USR-6]", async () => {
    if (!amy || !bob || !cat) throw new Error("no people");
    await tenant.clearLog();
    const found = await viewThrough(observer(tenant.env)).lookUp([amy, bob], [cat]);
    expect(found.get(amy)).to.include({ hasBookings: true, mailbox: "user" });
    expect(found.get(bob)).to.include({ hasBookings: false, mailbox: "user" });
    expect(found.get(cat)).to.include({ isEnabled: false, mailbox: "not-asked" });
    const asked = (await tenant.log()).filter(({ path }) => !path.includes("oauth2"));
    expect(asked.filter(({ path }) => path.endsWith("/$batch"))).to.have.length(2);
    expect(asked.filter(({ operation }) => operation === "userPurpose.get")).to.have.length(2);
  });

  it("looks for who stays by mail address where the account is known, and in every way where it is another", async () => {
    if (!amy || !bob || !cat) throw new Error("no people");
    const view = viewThrough(observer(tenant.env));
    const idOf = async (address: typeof amy) => {
      const found = (await view.lookUp([], [address])).get(address);
      return found && isPerson(found) ? found.id : "";
    };
    const known = new Map([amy, bob, cat].map((address) => [String(address), ""]));
    for (const address of [amy, bob, cat]) known.set(address, await idOf(address));
    const listsFor = async (...asked: Parameters<typeof view.lookUp>) => {
      await tenant.clearLog();
      const found = await view.lookUp(...asked);
      expect([...found.values()].every(isPerson)).to.equal(true);
      return (await tenant.log()).filter(({ operation }) => operation === "user.list").length;
    };
    expect(await listsFor([], [amy, bob, cat], "companyName", known)).to.equal(1);
    known.set(bob, "another");
    expect(await listsFor([], [amy, bob, cat], "companyName", known)).to.equal(2);
    // who is new somewhere is looked for in both ways, known or not
    expect(await listsFor([amy], [cat], "companyName", known)).to.equal(3);
  });

  it("takes a mailbox that cannot be read, and an address of two accounts, for a problem of that person alone [USR-3]", async () => {
    const odd = await testTenant({
      seed: {
        organisations: [{ shortName: "Leeds", operator: "svc.leeds.bookings@nhs.net" }],
        users: [
          { address: "amy.shah@nhs.net", organisation: "Leeds" },
          { address: "bob.jones@nhs.net", organisation: "Leeds", mailboxSettings: "forbidden" },
          { address: "cat.lee@nhs.net", organisation: "Leeds" },
          { address: "cat.lee2@nhs.net", mail: "cat.lee@nhs.net", organisation: "Leeds" },
        ],
      } as never,
    });
    try {
      if (!amy || !bob || !cat) throw new Error("no people");
      const found = await viewThrough(observer(odd.env)).lookUp([amy, bob, cat], []);
      const at = { file: "a.yaml", line: 1, column: 1 };
      const codes = [amy, bob, cat].map((address) =>
        addressProblems({ address, use: "member", calendar: "a", at }, found.get(address)).map(
          ({ code }) => code,
        ),
      );
      expect(codes).to.deep.equal([[], ["person-mailbox-unreadable"], ["person-ambiguous"]]);
    } finally {
      await odd.close();
    }
  });

  describe("at people no one knows", () => {
    const lookUp = async (...written: string[]) => {
      await tenant.clearLog();
      const found = await viewThrough(observer(tenant.env)).lookUp(written.map(toAddress));
      return Object.fromEntries(
        [...found].map(([address, one]) => [address, "near" in one ? one.near : one.mail]),
      );
    };
    const batches = async () => (await tenant.log()).filter(({ path }) => path.endsWith("/$batch")).length;

    it("finds people that a slip in the very first letters hides, and who is written the other way round [USR-3]", async () => {
      const near = await lookUp(
        "ami.shah@nhs.net",
        "my.shah@nhs.net",
        "boj.bones@nhs.net",
        "lee.cat@nhs.net",
      );
      expect(near).to.deep.equal({
        "ami.shah@nhs.net": ["amy.shah@nhs.net"],
        "my.shah@nhs.net": ["amy.shah@nhs.net"],
        "boj.bones@nhs.net": ["bob.jones@nhs.net"],
        "lee.cat@nhs.net": ["cat.lee@nhs.net"],
      });
    });

    it("sees whose account was deleted, and takes no one for another whose address ends alike [USR-3]", async () => {
      const wanted = ["dan.poe@nhs.net", "an.poe@nhs.net", "oe@nhs.net"].map(toAddress);
      const told = await likelyPeople(tenant.observer(), wanted);
      expect(wanted.map((address) => told.get(address)?.deleted)).to.deep.equal([
        "Dan Poe",
        undefined,
        undefined,
      ]);
    });

    it("asks for all the likenesses in one batch, and for those of the first nine only [USR-3]", async () => {
      const many = Array.from({ length: 30 }, (_, index) => `amy.shah${index + 10}@nhs.net`);
      const near = await lookUp(...many);
      // one for addresses and principal names, two for aliases, one for likenesses
      expect(await batches()).to.equal(3);
      expect(near["amy.shah18@nhs.net"]).to.deep.equal(["amy.shah@nhs.net"]);
      expect(near["amy.shah19@nhs.net"]).to.deep.equal([]);
    });

    it("takes likenesses that Graph does not tell for help that is missing, and nothing else [I10]", async () => {
      await tenant.fault({ operation: "*User.list", kind: "500", times: 100 });
      const near = await likelyPeople(
        tenant.observer(),
        ["ami.shah@nhs.net", "dan.poe@nhs.net"].map(toAddress),
      );
      await tenant.admin("DELETE", "faults");
      expect([...near]).to.deep.equal([
        ["ami.shah@nhs.net", { near: [] }],
        ["dan.poe@nhs.net", { near: [] }],
      ]);
    });
  });

  it("sees whose the addresses of new calendars are, in one batch, and one for the accounts at those that Bookings does not know [CRE-2]", async () => {
    const mine = tenant.inputs("Mine");
    await tenant.handler().create(mine);
    const theirs = tenant.inputs("Theirs");
    await tenant.admin("POST", "seed", {
      calendars: [
        { displayName: theirs.displayName, staff: [{ address: "amy.shah@nhs.net", role: "administrator" }] },
      ],
    });
    const free = tenant.inputs("Free");
    await tenant.clearLog();
    const found = await viewThrough(observer(tenant.env)).occupants([mine, theirs, free]);
    expect([mine, theirs, free].map(({ address }) => found.get(address))).to.deep.equal([
      { whose: "ours", isMarked: true, marker: "managed from git: leeds/leedscardiologymine" },
      { whose: "someone's", isMarked: false, marker: "managed from git: leeds/leedscardiologytheirs" },
      { whose: "no one's", isMarked: false, marker: "managed from git: leeds/leedscardiologyfree" },
    ]);
    const asked = (await tenant.log()).filter(({ path }) => !path.includes("oauth2"));
    expect(asked.filter(({ path }) => path.endsWith("/$batch"))).to.have.length(2);
  });

  it("says which could not be read and why, and what is there at the others", async () => {
    const failure = (kind: GraphErrorKind): GraphOutcome => ({
      ok: false,
      error: new GraphError({ kind, method: "GET", path: "/x", status: 0 }),
    });
    const odd: GraphOutcome = { ok: true, answer: { status: 200, headers: {}, body: "<html>" } };
    const outcomes = [failure("unavailable"), odd, failure("no-role"), failure("not-found")];
    const empty: GraphOutcome = { ok: true, answer: { status: 200, headers: {}, body: { value: [] } } };
    const graph = {
      sendAll: async (calls: readonly GraphCall[]) =>
        calls.map(({ path }, index) => (path.startsWith("/users") ? empty : outcomes[index])),
      claims: async () => ({ tenantId: "" }),
    } as unknown as GraphClient;
    const calendars = ["A", "B", "C", "D"].map((clinic) => tenant.inputs(clinic));
    const found = [...(await occupants(graph, calendars)).values()];
    expect(found[0]).to.have.property("unread").that.contains("unavailable");
    expect(found[1]).to.have.property("unread").that.contains("not in the expected form");
    expect(found.slice(2)).to.deep.equal([
      { whose: "someone's", isMarked: false, marker: "managed from git: leeds/leedscardiologyc" },
      { whose: "no one's", isMarked: false, marker: "managed from git: leeds/leedscardiologyd" },
    ]);
  });
});
