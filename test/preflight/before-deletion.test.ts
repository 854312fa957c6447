import { expect } from "chai";
import { beforeDeletion } from "../../src/preflight/before-deletion";
import { inventoryOf } from "../../src/preflight/compare-with-inventory";
import { preflight } from "../../src/preflight/preflight";
import type { PreflightInput, PreflightView } from "../../src/preflight/preflight-view";
import type { Standing } from "../../src/tenant/whose";
import { calendar, leeds, tenant } from "../support/model";

const ADDRESS = "LeedsCardiologyHeartFailure@nhs.net";
const deletion = { confirm: ADDRESS, reason: "Clinic closed.", withFutureAppointments: false };
const people = { "amy.shah@nhs.net": "admin", "bob.jones@nhs.net": "viewer" } as const;
const alive = calendar({ members: people });
const toDelete = calendar({ status: "deleted", members: {}, deletion });

function view(standing: Partial<Standing> | Error, asked: string[] = []): PreflightView {
  return {
    isConfirmedAbsent: async () => false,
    listed: async () => ({ addresses: [], incomplete: [] }),
    occupants: async () => new Map(),
    peopleOn: async () => new Map(),
    lookUp: async () => new Map(),
    standings: async (calendars) => {
      asked.push(...calendars.map(({ address }) => address));
      if (standing instanceof Error) throw standing;
      return new Map([[ADDRESS, { isThere: true, mark: "ours", booked: 0, ...standing }]]);
    },
  };
}

const input = (wishes: Partial<PreflightInput> = {}): PreflightInput => ({
  tenant,
  model: leeds(toDelete),
  before: inventoryOf(tenant, leeds(alive)),
  environmentTenantId: tenant.tenantId,
  broken: new Set(),
  wasMade: () => false,
  wasClosed: () => false,
  wasTouched: () => true,
  wasBegun: () => false,
  today: "2026-11-23",
  ...wishes,
});
const codes = (problems: readonly { code: string }[]) => problems.map(({ code }) => code);

describe("before a calendar is deleted", () => {
  it("counts its people and its patients, once the spec says that they are booked [DEL-1]", async () => {
    const meant = calendar({ ...toDelete, deletion: { ...deletion, withFutureAppointments: true } });
    const found = await beforeDeletion(input({ model: leeds(meant) }), view({ booked: 12 }));
    expect(found.problems).to.deep.equal([]);
    expect([...found.facts]).to.deep.equal([
      ["leedscardiologyheartfailure", { people: 2, futureAppointments: 12 }],
    ]);
  });

  it("refuses at the line of the deletion while patients are booked and no one says so [DEL-1]", async () => {
    const { problems } = await beforeDeletion(input(), view({ booked: 1 }));
    expect(codes(problems)).to.deep.equal(["patients-booked"]);
    expect(problems[0]?.at?.pointer).to.equal("/deletion");
  });

  it("refuses a calendar that carries another's mark; one that is gone may be recorded [DEL-1]", async () => {
    const foreign = await beforeDeletion(input(), view({ mark: "foreign", booked: 3 }));
    expect(codes(foreign.problems)).to.deep.equal(["deletion-mark-lost"]);
    expect((await beforeDeletion(input(), view({ isThere: false }))).problems).to.deep.equal([]);
  });

  it("refuses when it cannot look, and asks no other tenant [DEL-1]", async () => {
    const unread = await beforeDeletion(input(), view(new Error("503")));
    expect(codes(unread.problems)).to.deep.equal(["calendar-look-failed"]);
    const asked: string[] = [];
    await beforeDeletion(
      input({ environmentTenantId: "22222222-2222-4222-8222-222222222222" }),
      view({}, asked),
    );
    expect(asked).to.deep.equal([]);
  });

  it("asks again of a deletion that an earlier run left open, and counts it [DEL-1] [DEL-3] [DEL-5]", async () => {
    const asked: string[] = [];
    const open = (wishes: Partial<PreflightInput> = {}) =>
      input({ before: inventoryOf(tenant, leeds(toDelete)), wasMade: () => true, ...wishes });
    const found = await beforeDeletion(open(), view({ booked: 2 }, asked));
    expect(codes(found.problems)).to.deep.equal(["patients-booked"]);
    expect(asked).to.deep.equal([ADDRESS]);
    const strict = { ...tenant, limits: { ...tenant.limits, calendarsDeleted: { number: 0, percent: 0 } } };
    const codesOf = async (standing: Partial<Standing>) =>
      codes((await beforeDeletion(open({ tenant: strict }), view(standing))).problems);
    expect(await codesOf({})).to.deep.equal(["limit-exceeded"]);
    expect(await codesOf({ isThere: false })).to.deep.equal([]);
    asked.length = 0;
    await beforeDeletion(open({ wasClosed: () => true }), view({}, asked));
    expect(asked).to.deep.equal([]);
  });

  it("asks of no calendar that is alive or has been deleted before", async () => {
    const asked: string[] = [];
    await beforeDeletion(input({ model: leeds(alive) }), view({}, asked));
    await beforeDeletion(input({ before: inventoryOf(tenant, leeds(toDelete)) }), view({}, asked));
    await beforeDeletion(input({ before: undefined }), view({}, asked));
    expect(asked).to.deep.equal([]);
  });
});

describe("a tombstone whose spec asks for the calendar again", () => {
  const before = inventoryOf(tenant, leeds(toDelete));
  const revived = input({ before, model: leeds(alive) });
  it("is refused once the calendar is gone, and while no one can tell [DEL-2]", async () => {
    expect(codes(await preflight(revived, view({ isThere: false })))).to.deep.equal(["tombstone-revived"]);
    expect(codes(await preflight(revived, view(new Error("503"))))).to.deep.equal(["tombstone-revived"]);
  });

  it("is left to the calendar's own record where the deletion never happened", async () => {
    expect(codes(await preflight(revived, view({})))).to.deep.equal([]);
  });
});
