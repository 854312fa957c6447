import { expect } from "chai";
import type { StepFacts, Values } from "../../src/engine/internals/engine-events";
import { policyChanges } from "../../src/engine/policy-plan";
import { loadEstate } from "../../src/model/load-estate";
import { problem } from "../../src/problem/problem";
import { paint } from "../../src/report/paint";
import { policyOutcomeLines, policyTexts } from "../../src/report/policy-text";
import { wholeSummary } from "../../src/report/whole-summary";
import { memoryFiles } from "../../src/spec/spec-files";
import { validSpecs } from "../support/valid-specs";

const SPEC = `kind: UserPolicy
name: Visits
baseLicence: Office 365 E3
applications:
  - Microsoft Bookings
`;
const USERS = "users:\n  - amy.shah@nhs.net\n  - bob.jones@nhs.net\n";

function changes(text: string, facts?: Partial<StepFacts>) {
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
  return policyChanges(model, new Map(facts ? [["leedsvisits", whole]] : []));
}

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
