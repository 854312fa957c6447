import { expect } from "chai";
import type { JournalEvent } from "../../src/records/journal";
import { knowledgeOf } from "../../src/records/journal-knowledge";

const at = "2026-11-23T10:00:00.000Z";
const line = (run: string, event: JournalEvent) => ({ at, run: { id: run, host: "", user: "" }, ...event });
const made = (run: string, calendar: string) => line(run, { calendar, what: "create", outcome: "done" });

describe("what the journal knows", () => {
  it("counts calendars and policies as kept by the state when the run that made them ended", () => {
    const { kept, made: there } = knowledgeOf([
      made("one", "A@nhs.net"),
      line("one", { policy: "LeedsBase", what: "create", outcome: "partly" }),
      line("one", { calendar: "B@nhs.net", what: "create", outcome: "failed" }),
    ]);
    expect([...kept]).to.deep.equal(["a@nhs.net", "leedsbase"]);
    expect([...there]).to.deep.equal(["a@nhs.net"]);
  });

  it("does not where the run died over them, as whoever unlocked after it says", () => {
    const { kept, made: there } = knowledgeOf([
      made("one", "A@nhs.net"),
      made("two", "B@nhs.net"),
      line("unlock", { what: "unlock", outcome: "done" }),
    ]);
    expect([...kept]).to.deep.equal(["a@nhs.net"]);
    expect([...there]).to.deep.equal(["a@nhs.net", "b@nhs.net"]);
  });

  it("does where the run had ended before the lock was taken that someone took away [OPS-10]", () => {
    const unlocked = (lockedSince: string) =>
      line("unlock", { what: "unlock", outcome: "done", lockedSince });
    const keptBefore = (since: string) => [...knowledgeOf([made("one", "A@nhs.net"), unlocked(since)]).kept];
    expect(keptBefore("2026-11-23T10:00:05.000Z")).to.deep.equal(["a@nhs.net"]);
    expect(keptBefore("2026-11-23T09:59:00.000Z")).to.deep.equal([]);
  });

  it("does not where the run died in the middle, also where only pulumi cancel came after it", () => {
    const { kept, lastChange } = knowledgeOf([
      made("one", "A@nhs.net"),
      { ...made("two", "B@nhs.net"), at: "2026-11-24T10:00:00.000Z" },
      line("two", { calendar: "C@nhs.net", what: "create", outcome: "begun" }),
      line("three", { calendar: "D@nhs.net", what: "create", outcome: "begun" }),
      made("three", "D@nhs.net"),
    ]);
    expect([...kept]).to.deep.equal(["a@nhs.net", "d@nhs.net"]);
    expect(lastChange).to.equal(Date.parse(at));
  });

  it("does not count what Graph made elsewhere, nor what is deleted or discarded", () => {
    const { kept, deleted } = knowledgeOf([
      line("one", {
        calendar: "A@nhs.net",
        what: "create",
        outcome: "partly",
        problem: "other-address-given",
      }),
      made("one", "B@nhs.net"),
      line("two", { calendar: "b@nhs.net", what: "delete", outcome: "done" }),
      made("one", "C@nhs.net"),
      line("two", { calendar: "C@nhs.net", what: "discard", outcome: "done" }),
    ]);
    expect([...kept]).to.deep.equal([]);
    expect([...deleted]).to.deep.equal(["b@nhs.net"]);
  });

  it("knows a calendar by any line, also of a run that died over it", () => {
    const begun = line("one", { calendar: "A@nhs.net", what: "create", outcome: "begun" });
    expect([...knowledgeOf([begun]).touched]).to.deep.equal(["a@nhs.net"]);
  });

  it("takes a change for the last one, and neither an unlocking nor what settles a dead run's line", () => {
    const later = { at: "2026-11-24T10:00:00.000Z" };
    const { lastChange } = knowledgeOf([
      made("one", "A@nhs.net"),
      {
        ...line("two", { calendar: "A@nhs.net", what: "update", outcome: "done", settles: "zero" }),
        ...later,
      },
      { ...line("three", { what: "unlock", outcome: "done" }), ...later },
    ]);
    expect(lastChange).to.equal(Date.parse(at));
  });
});
