import { expect } from "chai";
import { closedDrift } from "../../src/audit/closed-drift";
import type { Access } from "../../src/audit/history";
import type { Step } from "../../src/audit/revision";
import type { JournalLine } from "../../src/records/journal";

const THING = "LeedsCardiologyHeartFailure@nhs.net";

const step = (at: string): Step => ({ commit: at, at, writtenAt: at, author: "Lee", subject: "Change" });

function line(at: string, specs: string, more: Partial<JournalLine>): JournalLine {
  const run = { id: `run of ${at}`, host: "h", user: "u" };
  const fixed = { schema: 1, at, specs, run, organisation: "leeds", calendar: THING, previous: "" } as const;
  return { ...fixed, what: "update", outcome: "done", ...more };
}

const access = (person: string, since: string, until?: string): Access => ({
  organisation: "leeds",
  kind: "calendar",
  thing: THING,
  person,
  role: "viewer",
  since: step(since),
  ...(until !== undefined && { until: step(until) }),
});

const made = line("2026-01-01", "one", { what: "create" });
const told = (lines: readonly JournalLine[], accesses: readonly Access[] = []): string[] =>
  closedDrift(lines, { accesses, deletions: [], permissions: [], unreadable: [] }).map(
    ({ what, line: { run } }) => `${what} (${run.id})`,
  );

describe("drift that was put back", () => {
  const phone = { fields: [{ field: "phone", from: "0113", to: "0114" }] };
  const bob = { people: [{ address: "bob@nhs.net", from: "admin" }] };

  it("is what a run changed although the specs were the same [OPS-5]", () => {
    expect(told([made, line("2026-02-01", "one", { ...phone, ...bob })])).to.deep.equal([
      "phone: 0113 → 0114 (run of 2026-02-01)",
      "bob@nhs.net: admin → nothing (run of 2026-02-01)",
    ]);
  });

  it("is no field where the specs changed, and a person only where no commit asked for it", () => {
    const later = line("2026-02-01", "two", { ...phone, ...bob });
    expect(told([made, later])).to.deep.equal(["bob@nhs.net: admin → nothing (run of 2026-02-01)"]);
    expect(told([made, later], [access("bob@nhs.net", "2025-12-01", "2026-01-15")])).to.deep.equal([]);
    expect(told([made, later], [access("bob@nhs.net", "2025-11-01", "2025-12-15")])).to.have.length(1);
  });

  it("is nothing that completes what an earlier run left half done, nor the first that is known", () => {
    const half = line("2026-01-01", "one", { what: "create", outcome: "partly" });
    const next = line("2026-02-01", "one", phone);
    expect(told([half, next])).to.deep.equal([]);
    expect(told([next])).to.deep.equal([]);
    expect(told([made, line("2026-01-20", "one", { outcome: "begun" }), next])).to.have.length(1);
  });
});
