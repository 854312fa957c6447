import { expect } from "chai";
import { type ReviewedOrganisation, type ReviewedPlan, whatMoved } from "../../src/plan/reviewed-plan";

const CALENDAR = "LeedsCardiologyA@nhs.net";
const leeds: ReviewedOrganisation = {
  organisation: "leeds",
  specs: { "specs/leeds/calendars/a.yaml": "sha256:1" },
  steps: [
    {
      of: "calendar",
      name: "leedscardiologya",
      title: CALENDAR,
      kind: "update",
      changes: [{ what: "field", name: "phone", from: "1", to: "2" }],
      seen: "sha256:seen",
    },
  ],
  people: { "amy.shah@nhs.net": "id of Amy" },
  overrides: [{ limit: "membersRemoved", number: 9, expires: "2026-12-01" }],
};
const plan = (change: Partial<ReviewedOrganisation> = {}, tool = "1.0.0"): ReviewedPlan => ({
  schemaVersion: 1,
  tool,
  tenantId: "11111111-2222-4333-8444-555555555555",
  organisations: [{ ...leeds, ...change }],
});
const [step] = leeds.steps;

describe("what moved since a plan was made", () => {
  const cases: readonly (readonly [what: string, now: ReviewedPlan, told: readonly string[]])[] = [
    ["nothing", plan(), []],
    ["the version of the program", plan({}, "1.1.0"), ["The version of the program: “1.0.0”, now “1.1.0”"]],
    [
      "a spec",
      plan({ specs: { "specs/leeds/calendars/a.yaml": "sha256:2" } }),
      ["specs/leeds/calendars/a.yaml: another content, now what it says now"],
    ],
    [
      "a field of a calendar",
      plan({
        steps: step ? [{ ...step, changes: [{ what: "field", name: "phone", from: "3", to: "2" }] }] : [],
      }),
      [`${CALENDAR}, Phone number: “1 → 2”, now “3 → 2”`],
    ],
    [
      "what a step does not show of a calendar",
      plan({ steps: step ? [{ ...step, seen: "sha256:other" }] : [] }),
      [`${CALENDAR} in the tenant: another state, now what stands there now`],
    ],
    [
      "whose an address is",
      plan({ people: { "amy.shah@nhs.net": "id of another" } }),
      ["The directory account of amy.shah@nhs.net: “id of Amy”, now “id of another”"],
    ],
    [
      "an override that has expired",
      plan({ overrides: [] }),
      ["The override of membersRemoved: “9 until 2026-12-01”, now nothing"],
    ],
  ];
  for (const [what, now, told] of cases) {
    it(`is said: ${what} [OPS-3]`, () => {
      const moved = whatMoved(plan(), now).map(({ subject, was, is }) => `${subject}: ${was}, now ${is}`);
      expect(moved).to.deep.equal(told);
    });
  }
});
