import { expect } from "chai";
import { StepLedger } from "../../src/engine/internals/engine-events";
import { missingProblems } from "../../src/engine/run-problems";
import { calendar, leeds, tenant } from "../support/model";

/** A ledger of calendars that the look at the tenant found in these states. */
function ledgerOf(...statuses: string[]): StepLedger {
  const ledger = new StepLedger();
  for (const [index, status] of statuses.entries()) {
    const facts = {
      urn: `u${index}`,
      failed: false,
      unreadable: false,
      begun: false,
      finished: false,
      problems: [],
    };
    ledger.calendars.set(`c${index}`, { ...facts, liveOutputs: { live: { status } } });
  }
  return ledger;
}
const codes = (...statuses: string[]) =>
  missingProblems(tenant, leeds(), ledgerOf(...statuses), "2026-11-23").map(({ code }) => code);

describe("calendars that the tenant has lost", () => {
  it("are the question whether it is the right tenant when there are many [DEL-3]", () => {
    expect(codes("missing", "missing", "active", "deleted")).to.deep.equal(["tenant-looks-wrong"]);
    expect(codes(...Array.from({ length: 6 }, () => "missing"))).to.deep.equal(["tenant-looks-wrong"]);
  });

  it("are not those that the specs ask to delete: a killed run may have done so [CRE-2] [DEL-3]", () => {
    const ledger = ledgerOf("missing", "missing", "active");
    const gone = [0, 1].map((index) => calendar({ name: `c${index}`, status: "deleted" }));
    expect(missingProblems(tenant, leeds(...gone), ledger, "2026-11-23")).to.deep.equal([]);
  });

  it("are told one by one when there is one, and few of many are no question [DEL-3]", () => {
    expect(codes("missing", "active")).to.deep.equal([]);
    expect(codes("missing", "missing", ...Array.from({ length: 18 }, () => "active"))).to.deep.equal([]);
    expect(missingProblems(tenant, leeds(), new StepLedger(), "2026-11-23")).to.deep.equal([]);
  });
});
