import { expect } from "chai";
import { inventoryOf } from "../../src/preflight/compare-with-inventory";
import { newAddressProblems } from "../../src/preflight/new-addresses";
import type { PreflightInput, PreflightView } from "../../src/preflight/preflight-view";
import { problem } from "../../src/problem/problem";
import { VisibleError } from "../../src/problem/visible-error";
import type { Occupant } from "../../src/tenant/whose";
import { calendar, leeds, tenant } from "../support/model";

const HF = "LeedsCardiologyHeartFailure@nhs.net";
const marker = "managed from git: leeds/leedscardiologyheartfailure";
const someones: Occupant = { whose: "someone's", isMarked: false, marker };

/** A tenant in which all addresses are as this one; notes which were asked for. */
function viewOf(occupant: Occupant | Error, asked: string[] = []): PreflightView {
  const none = () => Promise.reject(new Error("not asked for"));
  return {
    isConfirmedAbsent: none,
    standings: none,
    listed: none,
    lookUp: none,
    peopleOn: none,
    occupants: async (calendars) => {
      asked.push(...calendars.map(({ address }) => address));
      if (occupant instanceof Error) throw occupant;
      return new Map(calendars.map(({ address }) => [address, occupant]));
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

const found = async (view: PreflightView, wishes: Partial<PreflightInput> = {}) =>
  (await newAddressProblems(input(wishes), view)).map(({ code, severity, at }) => ({
    code,
    severity,
    file: at?.file,
  }));

const file = "specs/leeds/calendars/hf.yaml";

describe("the look at the addresses of new calendars", () => {
  it("passes where no one has the address", async () => {
    expect(await found(viewOf({ whose: "no one's", isMarked: false, marker }))).to.deep.equal([]);
  });

  for (const isMarked of [false, true]) {
    it(`refuses an address of someone's ${isMarked ? "marked" : "unmarked"} calendar, at the spec [CRE-2]`, async () => {
      expect(await found(viewOf({ ...someones, isMarked }))).to.deep.equal([
        { code: "calendar-not-ours", severity: "error", file },
      ]);
    });
  }

  it("says that what an interrupted run made is completed, and refuses nothing [CRE-2]", async () => {
    expect(await found(viewOf({ whose: "ours", isMarked: true, marker }))).to.deep.equal([
      { code: "calendar-found-again", severity: "advice", file },
    ]);
  });

  it("takes an account at the address for the calendar that an interrupted run began to create, and for no one else's [CRE-2]", async () => {
    const account: Occupant = {
      whose: "an account's",
      isMarked: false,
      marker,
      account: "LeedsCardiologyHF",
    };
    expect(await found(viewOf(account))).to.deep.equal([{ code: "address-in-use", severity: "error", file }]);
    expect(await found(viewOf(account), { wasBegun: () => true })).to.deep.equal([
      { code: "creation-awaited", severity: "advice", file },
    ]);
  });

  it("refuses what is marked as ours and neither state nor journal knows [OPS-10]", async () => {
    const ours = viewOf({ whose: "ours", isMarked: true, marker });
    expect(await found(ours, { wasTouched: () => false })).to.deep.equal([
      { code: "calendar-not-on-record", severity: "error", file },
    ]);
  });

  it("takes for unknown what could not be read, one by one or all", async () => {
    const failed = { code: "calendar-look-failed", severity: "error", file };
    expect(await found(viewOf({ unread: "503" }))).to.deep.equal([failed]);
    expect(await found(viewOf(new Error("no network")))).to.deep.equal([
      { code: "addresses-unreadable", severity: "error", file: undefined },
    ]);
  });

  it("tells a sign-in that failed as such", async () => {
    const why = VisibleError.of(problem("identity-missing", { identity: "observer" }));
    expect(await found(viewOf(why))).to.deep.equal([
      { code: "identity-missing", severity: "error", file: undefined },
    ]);
  });

  it("asks only for calendars that neither the last run nor the journal knows", async () => {
    const asked: string[] = [];
    const echo = calendar({ address: "LeedsCardiologyEcho@nhs.net", file: "echo.yaml" });
    const model = leeds(calendar(), echo);
    const before = inventoryOf(tenant, leeds(calendar()));
    await found(viewOf(someones, asked), { model, before });
    expect(asked).to.deep.equal([echo.address]);
    expect(await found(viewOf(someones), { model, wasMade: () => true })).to.deep.equal([]);
    expect(await found(viewOf(someones), { before })).to.deep.equal([]);
  });

  for (const [what, occupant, codes] of [
    ["refuses a tombstone that no one recorded while its calendar lives", someones, ["deleted-but-alive"]],
    [
      "refuses it where the mark is ours",
      { ...someones, whose: "ours", isMarked: true },
      ["deleted-but-alive"],
    ],
    ["passes it where another's mark stands there", { ...someones, isMarked: true }, []],
    ["passes it where nothing stands there", { whose: "no one's", isMarked: false, marker }, []],
  ] as const) {
    it(`${what} [DEL-2]`, async () => {
      const deletion = { confirm: HF, reason: "closed", withFutureAppointments: false };
      const model = leeds(calendar({ status: "deleted", deletion, members: {} }));
      expect((await found(viewOf(occupant), { model })).map(({ code }) => code)).to.deep.equal(codes);
    });
  }
});
