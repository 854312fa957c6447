import { expect } from "chai";
import { type JournalEvent, type JournalLine, unfinishedEntries } from "../../src/records/journal";

const line = (run: string, event: Partial<JournalEvent>): JournalLine => ({
  schema: 1,
  at: "2026-11-23T04:30:00.000Z",
  organisation: "Leeds",
  run: { id: run, host: "runner-1", user: "ci" },
  specs: "",
  previous: "",
  calendar: "a@nhs.net",
  what: "create",
  outcome: "done",
  ...event,
});
const begun = (run: string, event: Partial<JournalEvent> = {}) => line(run, { outcome: "begun", ...event });

describe("lines of a journal that say “begun”", () => {
  const open = (...lines: JournalLine[]) =>
    lines.flatMap((one, index) => {
      const left = unfinishedEntries(lines).get(one);
      return left ? [[index, left.isSettled]] : [];
    });

  it("are closed by what the same run says of the same calendar, whatever it came to [CRE-2]", () => {
    for (const outcome of ["done", "partly", "failed"] as const) {
      expect(open(begun("1"), line("1", { outcome }))).to.deep.equal([]);
    }
    expect(open(begun("1", { what: "update" }), line("1", { what: "complete" }))).to.deep.equal([]);
  });

  it("stay open where the run died, and are settled by a later run [CRE-2]", () => {
    expect(open(begun("1"))).to.deep.equal([[0, false]]);
    expect(open(begun("1"), begun("2"), line("2", {}))).to.deep.equal([[0, true]]);
    expect(open(begun("1"), begun("2"))).to.deep.equal([
      [0, false],
      [1, false],
    ]);
  });

  it("are of one calendar, policy or stack each", () => {
    const other = { calendar: "b@nhs.net" };
    expect(open(begun("1"), begun("1", other), line("1", other))).to.deep.equal([[0, false]]);
  });
});
