import { expect } from "chai";
import { journalText } from "../../src/report/journal-text";
import { paint } from "../../src/report/paint";
import { journalLines } from "./journal-lines";

describe("the journal for people", () => {
  const text = journalText(journalLines, paint(false));

  it("says what was done, when, by whom and from which specs [DEL-2]", () => {
    expect(text).to.contain("2026-11-23 10:40:00 UTC  DELETED LeedsCardiologyA@nhs.net");
    expect(text).to.contain("Status: active → deleted");
    expect(text).to.contain("Amy Shah (amy.shah@nhs.net): was admin");
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
