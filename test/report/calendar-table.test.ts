import { expect } from "chai";
import { attentionLines } from "../../src/report/attention-text";
import { calendarDetail, calendarTable } from "../../src/report/calendar-text";
import { paint } from "../../src/report/paint";
import { expectGolden } from "../support/golden";
import { calendars } from "./calendars";

const widths = (text: string): number[] => text.split("\n").map((line) => line.length);

describe("calendars for people", () => {
  it("draws an aligned table without tabs [USR-8] [UPD-2]", () => {
    const text = calendarTable(calendars);
    expect(text).not.to.contain("\t");
    expectGolden("report/golden/calendar-table.txt", text);
  });

  it("leaves the name out where the address alone fits", () => {
    const text = calendarTable(calendars, { width: 100 });
    expect(Math.max(...widths(text))).to.be.at.most(100);
    expectGolden("report/golden/calendar-table-100.txt", text);
  });

  for (const width of [80, 120]) {
    it(`fits a terminal of ${width} columns`, () => {
      const text = calendarTable(calendars, { width });
      expect(Math.max(...widths(text))).to.be.at.most(width);
      expectGolden(`report/golden/calendar-table-${width}.txt`, text);
    });
  }

  it("has a line for each calendar in 80 columns where nothing unusual has happened", () => {
    const usual = calendars.map((one) => ({ ...one, status: "active" as const }));
    const text = calendarTable(usual, { width: 80 });
    expect(Math.max(...widths(text))).to.be.at.most(80);
    expect(text.trimEnd().split("\n")).to.have.length(1 + usual.length);
  });

  it("draws a block per calendar where the terminal is too narrow", () => {
    const text = calendarTable(calendars, { width: 60 });
    expect(Math.max(...widths(text))).to.be.at.most(60);
    expectGolden("report/golden/calendar-table-narrow.txt", text);
  });

  it("draws the table where it just fits", () => {
    const needed = Math.max(...widths(calendarTable(calendars)));
    expect(calendarTable(calendars, { width: needed })).to.equal(calendarTable(calendars));
    expect(calendarTable(calendars, { width: needed - 1 })).not.to.equal(calendarTable(calendars));
  });

  it("keeps columns aligned beside colours", () => {
    const strong = paint(true).strong;
    expect(calendarTable(calendars, { strong }).split("\n").slice(1)).to.deep.equal(
      calendarTable(calendars).split("\n").slice(1),
    );
  });

  it("tells everything about one calendar: pending, active and rejected members [USR-8]", () => {
    const [first] = calendars;
    if (!first) throw new Error("no calendar");
    expectGolden("report/golden/calendar-detail.txt", calendarDetail(first, paint(false)));
  });

  it("tells what is accepted for a while, until when, and when that has passed [OPS-4]", () => {
    const [first] = calendars;
    if (!first) throw new Error("no calendar");
    const exceptions = [
      { problem: "phone-has-letters", reason: "as found", owner: "IT", expires: "2027-02-20" },
      {
        problem: "role-unknown",
        about: "dan@nhs.net",
        reason: "as found",
        owner: "IT",
        expires: "2026-11-22",
      },
    ];
    const lines = attentionLines([{ ...first, exceptions }], [], "2026-11-23").slice(-2);
    expect(lines).to.deep.equal([
      "LeedsCardiologyHeartFailure: accepted until 2027-02-20: phone-has-letters (IT)",
      "LeedsCardiologyHeartFailure: no longer accepted since 2026-11-22: role-unknown of dan@nhs.net (IT)",
    ]);
    expect(calendarDetail({ ...first, exceptions }, paint(false), "2026-11-23")).to.contain(
      "accepted until 2027-02-20: phone-has-letters (IT)",
    );
  });

  it("says who and what it waits for [USR-8]", () => {
    expectGolden("report/golden/attention.txt", `${attentionLines(calendars).join("\n")}\n`);
  });
});
