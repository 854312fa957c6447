import { expect } from "chai";
import type { StepFacts, Values } from "../../src/engine/internals/engine-events";
import { policyChanges } from "../../src/engine/policy-plan";
import { loadEstate } from "../../src/model/load-estate";
import type { PersonKey } from "../../src/plan/compare";
import { planCounts } from "../../src/plan/limit-counts";
import { problem } from "../../src/problem/problem";
import { paint } from "../../src/report/paint";
import { wholeSummary } from "../../src/report/plan-summary";
import { policyOutcomeLines, policyTexts } from "../../src/report/policy-text";
import { memoryFiles } from "../../src/spec/spec-files";
import { validSpecs } from "../support/valid-specs";

const SPEC = `kind: UserPolicy
name: Visits
baseLicence: Office 365 E3
applications:
  - Microsoft Bookings
`;
const USERS = "users:\n  - amy.shah@nhs.net\n  - bob.jones@nhs.net\n";

function changes(text: string, facts?: Partial<StepFacts>, keyOf?: PersonKey) {
  const { estate } = loadEstate("", memoryFiles({ ...validSpecs, "specs/leeds/policies/visits.yaml": text }));
  const model = estate?.organisations[0];
  if (!model) throw new Error("no model");
  const whole: StepFacts = {
    urn: "",
    failed: false,
    unreadable: false,
    begun: false,
    finished: false,
    problems: [],
    ...facts,
  };
  return policyChanges(model, new Map(facts ? [["leedsvisits", whole]] : []), keyOf);
}

const settledOutputs: Values = { live: { status: "active", failures: {} } };

const live = (users: readonly string[], more: Values = {}): Values => ({
  status: "active",
  applications: { "Microsoft Bookings": true },
  users: Object.fromEntries(users.map((one) => [`${one}@nhs.net`, true])),
  ...more,
});

const shown = (text: string, facts?: Partial<StepFacts>): string =>
  policyTexts(changes(text, facts), paint(false)).join("\n");

describe("policies in a plan", () => {
  it("lists a new one with its applications and people [POL-1]", () => {
    expect(shown(SPEC + USERS)).to.equal(
      [
        "  + Create policy LeedsVisits  specs/leeds/policies/visits.yaml:1",
        "      Switch on: Microsoft Bookings",
        "      Add: amy.shah@nhs.net",
        "      Add: bob.jones@nhs.net",
      ].join("\n"),
    );
  });

  it("tells people taken off and drift from what the tenant has, and nothing where nothing differs [WEB-1]", () => {
    const now = live(["amy.shah", "cat.lee"]);
    const text = shown(SPEC + USERS, { op: "update", live: now, recorded: live(["amy.shah", "bob.jones"]) });
    expect(text)
      .to.match(/~ Change policy LeedsVisits/)
      .and.match(/Changed outside git/);
    expect(text)
      .to.match(/Add: bob.jones/)
      .and.match(/Remove: cat.lee/);
    expect(shown(SPEC + USERS, { op: "same", live: live(["amy.shah", "bob.jones"]) })).to.equal("");
  });

  it("shows no change where a spec follows the new address of someone on record [USR-10]", () => {
    const before = live(["amy.shah", "bob.old"]);
    const outputs = {
      live: { status: "active", failures: {}, renamed: { "bob.old@nhs.net": "bob.jones@nhs.net" } },
    };
    const facts = { op: "update", recorded: before, live: before, wanted: live(["amy.shah", "bob.jones"]) };
    expect(shown(SPEC + USERS, { ...facts, liveOutputs: outputs })).to.equal("");
    expect(shown(SPEC + USERS, { ...facts, liveOutputs: settledOutputs })).to.match(/Remove: bob.old/);
  });

  describe("whose people are listed under others of their addresses", () => {
    const ALIAS: PersonKey = (address) => address.replace("amy.alias", "amy.shah");
    const AMY = "users:\n  - amy.shah@nhs.net\n";
    const settled = { live: { status: "active", failures: {} } };
    const asRecorded = live(["amy.alias"]);
    const renamed = {
      op: "update",
      recorded: asRecorded,
      live: asRecorded,
      liveOutputs: settled,
      wanted: live(["amy.shah"]),
    };

    it("shows no change, and counts none [WEB-1] [DEL-3]", () => {
      const [change] = changes(SPEC + AMY, renamed, ALIAS);
      expect(change).to.deep.include({ kind: "unchanged", users: [], applications: [] });
      const policies = change ? [change] : [];
      const sizes = {
        calendars: new Map(),
        closed: new Set<string>(),
        policies: new Map([["leedsvisits", 1]]),
      };
      const counts = planCounts({ organisation: "leeds", changes: [], policies }, sizes);
      expect(counts.policiesEmptied).to.deep.equal({ count: 0, total: 1 });
    });

    it("takes them for others where the directory does not tell [I10]", () => {
      const [change] = changes(SPEC + AMY, renamed);
      expect(change?.kind).to.equal("update");
      expect(change?.users.map(({ name, on }) => [name, on])).to.deep.equal([
        ["amy.alias@nhs.net", false],
        ["amy.shah@nhs.net", true],
      ]);
    });

    it("hides nothing else that the run does [WEB-1]", () => {
      const kindWith = (more: Partial<StepFacts>) =>
        changes(SPEC + AMY, { ...renamed, ...more }, ALIAS)[0]?.kind;
      const unserved = { live: { status: "active", failures: { "amy.alias@nhs.net": "CountViolation" } } };
      expect(kindWith({ liveOutputs: unserved })).to.equal("complete");
      expect(kindWith({ wanted: live(["amy.shah"], { grantsLicence: true }) })).to.equal("complete");
      const more = { op: "update", live: live(["amy.alias", "cat.lee"]), liveOutputs: settled };
      const [change] = changes(SPEC + AMY, more, ALIAS);
      expect(change?.users.map(({ name, on }) => [name, on])).to.deep.equal([["cat.lee@nhs.net", false]]);
    });
  });

  it("says in capitals that a policy ends, with its people [POL-6]", () => {
    const text = `${SPEC}status: deleted\ndeletion: { confirm: LeedsVisits, reason: Moved to another }\n`;
    const facts = { op: "update", live: live(["amy.shah"]) };
    expect(shown(text, facts))
      .to.match(/- DELETES policy LeedsVisits/)
      .and.match(/Reason: Moved to another/);
    expect(shown(text, facts)).to.match(/Remove: amy.shah/);
    expect(changes(text, { op: "same", live: live([], { status: "deleted" }) })[0]?.kind).to.equal(
      "unchanged",
    );
    expect(changes(text)[0]?.kind).to.equal("record");
  });

  it("counts policies beside calendars, and tells what became of them [POL-1]", () => {
    const [change] = changes(SPEC + USERS);
    if (!change) throw new Error("no change");
    expect(wholeSummary({ changes: [], policies: [change] })).to.equal("1 user policy to create");
    const failed = {
      change,
      outcome: "failed" as const,
      problems: [problem("handler-failed", { message: "no seat" })],
    };
    expect(policyOutcomeLines(failed, paint(false)).join("\n").split("\n")).to.deep.equal([
      "  ✗ Not complete: policy LeedsVisits",
      "      no seat (handler-failed)",
      "      Run again. If it fails again, please report it with the text above.",
    ]);
  });
});
