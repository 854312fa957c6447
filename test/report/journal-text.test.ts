import { expect } from "chai";
import { journalText } from "../../src/report/journal-report";
import { paint } from "../../src/report/paint";
import { expectGolden } from "../support/golden";
import { expectFits } from "./expect-fits";
import { journalLines } from "./journal-lines";

describe("the journal for people", () => {
  const zone = process.env["TZ"];
  let text: string;
  before(() => {
    process.env["TZ"] = "Europe/London";
    text = journalText(journalLines, paint(false));
  });
  after(() => {
    if (zone === undefined) delete process.env["TZ"];
    else process.env["TZ"] = zone;
  });

  it("is in local time, the newest first, and cut to what is asked for", () => {
    const [first] = journalLines;
    if (!first) throw new Error("no line");
    const summer = { ...first, at: "2026-07-01T23:30:00.000Z", calendar: "LeedsB@nhs.net" };
    const two = journalText([summer, first], paint(false));
    expect(two).to.contain("2026-07-02 00:30:00 BST  Created LeedsB@nhs.net");
    expect(two.indexOf("LeedsB@")).to.be.above(two.indexOf("LeedsCardiologyA@"));
    expect(journalText([summer, first], paint(false), { last: 1 })).to.not.contain("LeedsB@");
    const since = new Date("2026-07-02T00:00:00+01:00");
    expect(journalText([summer, first], paint(false), { since })).to.equal(two);
    expect(journalText([summer], paint(false), { since: new Date("2026-07-03") })).to.equal("");
  });

  it("fits the terminal, and says first how many entries there are", () => {
    expect(text).to.match(/^5 entries, the newest first, 2 of them failed or not finished\.\n\n2026/);
    const [done] = journalLines;
    if (!done) throw new Error("no line");
    const other = {
      ...done.run,
      id: "1a2b3c4d-0000-4000-8000-000000000002",
      approvedBy: "mo.merger@nhs.net",
    };
    const open = { ...done, calendar: "LeedsB@nhs.net", outcome: "begun" as const, fields: [], run: other };
    for (const width of [80, 120]) {
      const wrapped = journalText([...journalLines, open], paint(false), {}, { width });
      expectFits(wrapped, width);
      expectGolden(`report/golden/journal-${width}.txt`, wrapped);
    }
  });

  it("says why a calendar was deleted, and what went with it [DEL-2]", () => {
    expect(text).to.contain("Why: Moved to York");
    expect(text).to.contain("Future appointments that go with it: 3");
  });

  it("says what was done, when, who did it and from which specs [DEL-2]", () => {
    expect(text).to.contain("2026-11-23 10:40:00 GMT  DELETED LeedsCardiologyA@nhs.net");
    expect(text).to.contain("Status: active → deleted");
    expect(text).to.contain("amy.shah@nhs.net: was admin");
    expect(text).to.contain("Run 0f7c1a52 by ci on runner-1, build 7, commit abc; specs 5b5b5b5b5b5b");
  });

  it("tells what was not done, why, and where the backup is", () => {
    expect(text).to.contain("Not changed LeedsCardiologyA@nhs.net");
    expect(text).to.contain("Not deleted in full LeedsCardiologyA@nhs.net");
    expect(text).to.contain("Reason: deletion-refused (docs/problems/deletion.md#deletion-refused)");
    expect(text).to.contain("Deletion begun: LeedsCardiologyA@nhs.net");
    expect(text).to.contain("Backup: /srv/backups/leeds/");
  });

  it("tells of a beginning only where nothing followed, and what to do then [CRE-2]", () => {
    const [done] = journalLines;
    if (!done) throw new Error("no line");
    const begun = { ...done, outcome: "begun" as const, fields: [], people: [] };
    const later = { ...done, run: { ...done.run, id: "1a2b3c4d-0000-4000-8000-000000000002" } };
    expect(journalText([begun, done], paint(false))).to.equal(journalText([done], paint(false)));
    const open = journalText([begun], paint(false));
    expect(open).to.contain("Creation begun, and no end of it on record: LeedsCardiologyA@nhs.net");
    expect(open).to.contain("→ bookings up leeds looks and does the rest");
    expect(journalText([begun, later], paint(false))).to.contain("a later one looked and went on");
  });
});
