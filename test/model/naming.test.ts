import { expect } from "chai";
import fc from "fast-check";
import { localPart, namePart } from "../../src/model/naming";
import { checkName } from "../../src/rules/names";

// The rule is frozen: a line may be added here, never changed.
const FROZEN: readonly (readonly [string, string])[] = [
  ["Heart Failure", "HeartFailure"],
  ["heart failure", "HeartFailure"],
  ["HEART failure", "HEARTFailure"],
  ["COPD reviews", "COPDReviews"],
  ["Children's Asthma", "ChildrensAsthma"],
  ["Children\u2019s Asthma", "ChildrensAsthma"],
  ["Ear, Nose & Throat", "EarNoseAndThroat"],
  ["A&E", "AAndE"],
  ["Follow-up", "FollowUp"],
  ["Glaucoma / Ocular Hypertension", "GlaucomaOcularHypertension"],
  ["Ménière's Disease", "MenieresDisease"],
  ["Sjögren", "Sjogren"],
  ["Ægir Ørsted", "AegirOrsted"],
  ["Łódź", "Lodz"],
  ["straße", "Strasse"],
  ["Þórður", "Thordur"],
  ["24/7 triage", "247Triage"],
  ["(new) clinic no. 2", "NewClinicNo2"],
  ["St. John's+", "StJohns"],
  ["2nd floor", "2ndFloor"],
];

const name = fc.string({ unit: "grapheme", maxLength: 40 });
const latin = fc.string({
  unit: fc.constantFrom(..."abcXYZ 019-&'éÖçłßÆ.,/()"),
  minLength: 1,
  maxLength: 40,
});

describe("naming rule", () => {
  for (const [text, expected] of FROZEN) {
    it(`makes “${expected}” of “${text}” [NAM-1] [NAM-2]`, () => {
      expect(namePart(text)).to.equal(expected);
    });
  }

  it("joins short name, service area and clinic name [NAM-1]", () => {
    expect(localPart("Leeds", "Cardiology", "Heart Failure")).to.equal("LeedsCardiologyHeartFailure");
  });

  it("uses a short name as it is written, with its hyphens, dots and digits [NAM-1] [NAM-2]", () => {
    for (const shortName of ["gst-tr", "lnwh-tr", "icb", "rxq.north", "7a1", "UHB2", "moorfields"]) {
      expect(localPart(shortName, "Cardiology", "Heart Failure")).to.equal(
        `${shortName}CardiologyHeartFailure`,
      );
    }
  });

  it("changes nothing when applied to its own result [NAM-2]", () => {
    fc.assert(
      fc.property(latin, (text) => {
        expect(namePart(namePart(text))).to.equal(namePart(text));
      }),
    );
  });

  it("gives letters and digits only [NAM-2]", () => {
    fc.assert(
      fc.property(name, (text) => {
        expect(namePart(text)).to.match(/^[A-Za-z0-9]*$/);
      }),
    );
  });

  it("gives the same for composed and decomposed text [NAM-2]", () => {
    fc.assert(
      fc.property(name, (text) => {
        expect(namePart(text.normalize("NFC"))).to.equal(namePart(text.normalize("NFD")));
      }),
    );
  });

  it("gives names that differ in capitals only for texts that differ in capitals only [NAM-2]", () => {
    fc.assert(
      fc.property(latin, (text) => {
        expect(namePart(text.toLowerCase()).toLowerCase()).to.equal(namePart(text).toLowerCase());
      }),
    );
  });

  it("never drops a letter that an accepted name has [NAM-2]", () => {
    fc.assert(
      fc.property(name, (text) => {
        if (checkName("clinicName", text, () => ({ file: "", line: 1, column: 1 })).length > 0) return;
        const letters = [...text].filter((character) => /[\p{L}\p{N}]/u.test(character));
        expect(namePart(text).length).to.be.at.least(letters.length);
      }),
      { numRuns: 500 },
    );
  });
});
