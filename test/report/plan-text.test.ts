import { stripVTControlCharacters } from "node:util";
import { expect } from "chai";
import { paint } from "../../src/report/paint";
import { planText } from "../../src/report/plan-text";
import { expectGolden } from "../support/golden";
import { creation, deletion, everyKind, people, repair, unchanged, update } from "./changes";

const plain = paint(false);

describe("the plan for people", () => {
  it("tells every kind of change in words", () => {
    expectGolden(
      "report/golden/every-kind.txt",
      planText({ organisation: "leeds", changes: everyKind, people }, plain, { verbose: true }),
    );
  });

  it("says that nothing changes", () => {
    const changes = [unchanged, { ...unchanged, name: "other" }];
    expect(planText({ organisation: "leeds", changes }, plain)).to.equal(
      "leeds: nothing changes: 2 calendars as the specs say.\n",
    );
  });

  it("says that there are no calendars", () => {
    expect(planText({ organisation: "leeds", changes: [] }, plain)).to.equal(
      "leeds: nothing changes: there are no calendars.\n",
    );
  });

  it("says DELETES in words, and counts people and future appointments", () => {
    const text = planText({ organisation: "leeds", changes: [deletion] }, plain);
    expect(text).to.contain("DELETES LeedsOldClinic@nhs.net");
    expect(text).to.contain("1 admin and 2 viewers lose it");
    expect(text).to.contain("2 future appointments are lost");
    expect(text).to.contain("leeds: 1 to DELETE.");
    const told = (futureAppointments: number) =>
      planText(
        {
          organisation: "leeds",
          changes: [{ ...deletion, deletion: { reason: "Moved.", futureAppointments } }],
        },
        plain,
      );
    expect(told(0)).to.contain("No patient is booked in it.");
    expect(told(1)).to.contain("1 future appointment is lost: patients are booked.");
  });

  it("differs by nothing but colours on a terminal", () => {
    const plan = { organisation: "leeds", changes: everyKind };
    const coloured = planText(plan, paint(true));
    expect(coloured).not.to.equal(planText(plan, plain));
    expect(stripVTControlCharacters(coloured)).to.equal(planText(plan, plain));
  });

  it("spells out what would move the cursor of a terminal", () => {
    const change = { ...update, fields: [{ field: "phone", from: "\u001b[2J0113", to: "+44 113 496 0000" }] };
    const text = planText({ organisation: "leeds", changes: [change] }, plain);
    expect(text).to.contain("Phone number: <U+001B>[2J0113 → +44 113 496 0000");
  });

  it("names another file in full and its own by the line", () => {
    const text = planText({ organisation: "leeds", changes: [update] }, plain);
    expect(text).to.contain("(line 6)");
    expect(text).to.contain("(specs/tenant.yaml:9)");
  });

  describe("of 27 calendars", () => {
    const clinics = ["HeartFailure", "Rhythm", "Valves", "Coronary", "Congenital", "Prevention", "Imaging"];
    const areas = ["Cardiology", "Oncology", "Neurology", "Paediatrics"];
    const many = areas
      .flatMap((area) => clinics.map((clinic) => `Leeds${area}${clinic}@nhs.net`))
      .slice(0, 27)
      .map((address, index) => {
        const kind = index % 9 === 0 ? repair : index % 4 === 0 ? update : creation;
        return { ...kind, address };
      });
    const plan = { organisation: "leeds", changes: [...many, deletion] };
    const told = (width?: number): string => planText(plan, plain, { width });

    for (const width of [80, 120]) {
      it(`fits a screen of ${width} columns, and names every one`, () => {
        const text = told(width);
        expectGolden(`report/golden/outline-${width}.txt`, text);
        expect(text.split("\n").length).to.be.at.most(40);
        expect(Math.max(...text.split("\n").map((line) => line.length))).to.be.at.most(width);
        for (const { address } of many) expect(text).to.contain(address.replace("@nhs.net", ""));
      });
    }

    it("names one a line in a pipe, and never shortens a deletion", () => {
      expect(told().split("\n")).to.include("      LeedsCardiologyRhythm");
      expect(told()).to.contain("2 future appointments are lost: patients are booked.");
    });

    it("shows every field and person when asked to", () => {
      const text = planText(plan, plain, { width: 80, verbose: true });
      expect(text.split("\n").length).to.be.above(200);
      expect(text).to.contain("bob.jones12@nhs.net").and.not.contain("--verbose");
    });
  });
});
