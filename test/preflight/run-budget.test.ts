import { expect } from "chai";
import { defaultLimits } from "../../src/model/load-estate";
import type { CalendarChange, MemberChange } from "../../src/plan/change";
import { planCounts } from "../../src/plan/limit-counts";
import { allLimits, RunBudget } from "../../src/plan/run-budget";
import { runBudget } from "../../stacks/run-budget";
import { SpecsFolder } from "../support/specs-folder";
import { calendar, validSpecs } from "../support/valid-specs";

const limit = { number: 3, percent: 50 };
const allowance = () => ({
  ...allLimits(),
  limits: { ...allLimits().limits, membersRemoved: limit, calendarsDeleted: { number: 1, percent: 20 } },
  totals: { ...allLimits().totals, membersRemoved: 4 },
});

describe("what one run has taken away", () => {
  it("adds up over calendars, and is refused as a whole where it is too much [DEL-3]", () => {
    const budget = new RunBudget(allowance);
    expect(budget.take("membersRemoved", 2)).to.equal(undefined);
    expect(budget.take("membersRemoved", 2)).to.include({ count: 4, number: 3, limit: "membersRemoved" });
    // what was refused was not taken
    expect(budget.take("membersRemoved", 1)).to.equal(undefined);
    expect(budget.take("calendarsDeleted", 1)).to.equal(undefined);
    expect(budget.take("calendarsDeleted", 1)?.what).to.equal("delete 2 of 0 calendars");
  });

  it("is a share of all that was read, or of what the specs say where less was read", () => {
    const budget = new RunBudget(() => ({
      ...allowance(),
      limits: { ...allLimits().limits, membersRemoved: { number: 100, percent: 50 } },
    }));
    budget.saw("membersRemoved", "a", 6);
    budget.saw("membersRemoved", "a", 6);
    budget.saw("membersRemoved", "b", 4);
    expect(budget.take("membersRemoved", 5)).to.equal(undefined);
    expect(budget.take("membersRemoved", 1)).to.include({ count: 6, total: 10 });
  });

  it("asks nothing of the specs while nothing is taken", () => {
    const budget = new RunBudget(() => {
      throw new Error("asked");
    });
    expect(budget.take("membersRemoved", 0)).to.equal(undefined);
  });
});

describe("the budget of a run with targets", () => {
  const clinics = Array.from({ length: 10 }, (_, index) => `Clinic ${"ABCDEFGHIJ"[index]}`);
  const files = Object.fromEntries(
    clinics.map((clinic, index) => [`specs/leeds/calendars/${index}.yaml`, calendar("Cardiology", clinic)]),
  );
  const budgetIn = (more: Readonly<Record<string, string>> = {}): RunBudget => {
    folder = new SpecsFolder({ ...validSpecs, ...files, ...more });
    return runBudget(folder.root, () => "leeds");
  };
  let folder: SpecsFolder | undefined;
  afterEach(() => folder?.remove());

  it("counts what its handlers take, one calendar after the other, however few calendars it names [DEL-3]", () => {
    const budget = budgetIn();
    // only two of eleven calendars are read, and one of them has people added by hand
    budget.saw("membersRemoved", "a", 40);
    budget.saw("membersRemoved", "b", 1);
    const { number } = defaultLimits.membersRemoved;
    expect(budget.take("membersRemoved", 1)).to.equal(undefined);
    expect(budget.take("membersRemoved", number)).to.include({ count: number + 1, number });
    expect(budget.take("calendarsDeleted", 2)).to.equal(undefined);
    expect(budget.take("calendarsDeleted", 1)).to.include({ count: 3, total: 11 });
  });

  it("allows nothing where the specs cannot be read [DEL-3] [I10]", () => {
    const budget = budgetIn({ "specs/leeds/organisation.yaml": "kind: [" });
    expect(budget.take("membersRemoved", 1)).to.include({ number: 0 });
    expect(budget.take("calendarsDeleted", 1)).to.include({ number: 0 });
  });
});

describe("what a plan takes away from what the tenant has", () => {
  const change = (name: string, kind: CalendarChange["kind"], members: MemberChange[] = []) =>
    ({ name, kind, members }) as unknown as CalendarChange;
  const counts = (...changes: CalendarChange[]) =>
    planCounts(
      { organisation: "leeds", changes },
      {
        calendars: new Map([
          ["a", 3],
          ["b", 4],
        ]),
        closed: new Set(["b"]),
        policies: new Map(),
      },
    );

  it("counts people added by hand and roles that are changed back, and no one of a calendar that goes [DEL-3]", () => {
    const members: MemberChange[] = [
      { address: "x@nhs.net", from: "viewer" },
      { address: "y@nhs.net", from: "viewer", to: "admin" },
      { address: "z@nhs.net", to: "admin" },
    ];
    const { membersRemoved, rolesChanged, calendarsDeleted } = counts(change("a", "update", members));
    expect([membersRemoved, rolesChanged, calendarsDeleted]).to.deep.equal([
      { count: 1, total: 7 },
      { count: 1, total: 7 },
      { count: 0, total: 2 },
    ]);
    expect(counts(change("a", "delete", members)).membersRemoved.count).to.equal(0);
  });

  it("counts a deletion that an earlier run did not carry out, and not once more what it closed in place [DEL-3] [DEL-4]", () => {
    expect(counts(change("a", "delete")).calendarsDeleted.count).to.equal(1);
    expect(counts(change("b", "delete")).calendarsDeleted.count).to.equal(0);
  });
});
