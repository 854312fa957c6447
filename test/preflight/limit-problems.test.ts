import { expect } from "chai";
import fc from "fast-check";
import type { BookingCalendar } from "../../src/model/booking-calendar";
import type { Role } from "../../src/model/calendar-roles";
import { limitVerdict } from "../../src/plan/limit-verdict";
import { inventoryOf } from "../../src/preflight/compare-with-inventory";
import { exceededLimits } from "../../src/preflight/limit-problems";
import { words } from "../../src/problem/words";
import { calendar, leeds, tenant } from "../support/model";

const TODAY = "2026-11-23";

const clinics = (
  count: number,
  wishes: (
    index: number,
  ) => Partial<{ status: BookingCalendar["status"]; members: Record<string, Role> }> = () => ({}),
) =>
  leeds(
    ...Array.from({ length: count }, (_, i) =>
      calendar({ address: `LeedsA${i}@nhs.net`, file: `${i}.yaml`, ...wishes(i) }),
    ),
  );

const specs = (model: ReturnType<typeof clinics>) => ({ tenant, model, today: TODAY });

const exceeded = (before: ReturnType<typeof clinics>, after: ReturnType<typeof clinics>) =>
  exceededLimits(inventoryOf(tenant, before), specs(after)).map(({ code, args }) => [
    code,
    args["limit"],
    args["count"],
    args["total"],
  ]);

describe("how much one run may take away", () => {
  it("says nothing on the first run and when nothing changes", () => {
    expect(exceededLimits(undefined, specs(clinics(3)))).to.deep.equal([]);
    expect(exceeded(clinics(10), clinics(10))).to.deep.equal([]);
  });

  it("refuses more deletions than the number or the share allows, but not one of a few [DEL-3]", () => {
    const deleting = (count: number) => (i: number) =>
      i < count ? { status: "deleted" as const, members: {} } : {};
    expect(exceeded(clinics(3), clinics(3, deleting(1)))).to.deep.equal([]);
    expect(exceeded(clinics(5), clinics(5, deleting(2)))).to.deep.equal([
      ["limit-exceeded", "calendarsDeleted", 2, 5],
    ]);
    expect(exceeded(clinics(40), clinics(40, deleting(6)))).to.deep.equal([
      ["limit-exceeded", "calendarsDeleted", 6, 40],
    ]);
  });

  it("says what share that would be, rounded up, and both what may not be exceeded [DEL-3]", () => {
    const deleting = (i: number) => (i < 3 ? { status: "deleted" as const, members: {} } : {});
    const before = inventoryOf(tenant, clinics(14));
    const [first] = exceededLimits(before, specs(clinics(14, deleting)));
    expect(first && words(first).sentence).to.equal(
      "This run would delete 3 of 14 calendars (22 per cent). The limit for one run is 5, and 20 per cent.",
    );
  });

  it("counts people taken off calendars, but not those of a deleted calendar [DEL-3]", () => {
    const many = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`p${i}@nhs.net`, "admin" as Role]));
    const few = { "p0@nhs.net": "admin" as Role };
    expect(
      exceeded(
        clinics(1, () => ({ members: many })),
        clinics(1, () => ({ members: few })),
      ),
    ).to.deep.equal([["limit-exceeded", "membersRemoved", 9, 10]]);
    const gone = clinics(1, () => ({ status: "deleted" as const, members: {} }));
    expect(
      exceeded(
        clinics(1, () => ({ members: many })),
        gone,
      ),
    ).to.deep.equal([]);
  });

  it("takes another meaning of “viewer” for a change of every viewer's role [USR-9]", () => {
    const viewers = Object.fromEntries(
      Array.from({ length: 6 }, (_, i) => [`v${i}@nhs.net`, "viewer" as Role]),
    );
    const estate = clinics(1, () => ({ members: { ...viewers, "amy.shah@nhs.net": "admin" } }));
    const before = inventoryOf(tenant, estate);
    const problems = exceededLimits(before, {
      ...specs(estate),
      tenant: { ...tenant, viewerRole: "viewer" },
    });
    expect(problems.map(({ args }) => [args["limit"], args["count"]])).to.deep.equal([["rolesChanged", 6]]);
  });

  it("prints the exact lines that override it, for a week", () => {
    const [found] = exceededLimits(
      inventoryOf(tenant, clinics(5)),
      specs(clinics(5, (i) => (i < 2 ? { status: "deleted", members: {} } : {}))),
    );
    expect(found && words(found).advice).to.equal(
      [
        "If that is meant, write into specs/leeds/organisation.yaml and have it reviewed:",
        "limitOverrides:",
        "  - limit: calendarsDeleted",
        "    number: 2",
        "    reason: why, for auditors",
        '    expires: "2026-11-30"',
      ].join("\n"),
    );
  });

  it("lets an override count through its last day and not a day longer", () => {
    const override = { limit: "membersRemoved", number: 30, reason: "merger", expires: TODAY } as const;
    const counted = { count: 30, total: 30 };
    const limit = { number: 5, percent: 20 };
    expect(limitVerdict("membersRemoved", counted, limit, [override], TODAY)).to.deep.equal({
      allowed: true,
    });
    expect(limitVerdict("membersRemoved", counted, limit, [override], "2026-11-24")).to.deep.equal({
      allowed: false,
      expired: override,
    });
    expect(
      limitVerdict("membersRemoved", { count: 31, total: 40 }, limit, [override], TODAY).allowed,
    ).to.equal(false);
  });

  it("never allows more when more is taken away", () => {
    fc.assert(
      fc.property(fc.nat(200), fc.nat(200), fc.nat(50), fc.nat(100), (a, b, number, percent) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)];
        const verdict = (count: number) =>
          limitVerdict("calendarsDeleted", { count, total: 200 }, { number, percent }, [], TODAY).allowed;
        return verdict(less) || !verdict(more);
      }),
    );
  });
});
