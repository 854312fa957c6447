import { expect } from "chai";
import fc from "fast-check";
import { namesFor } from "../../src/adopt/adopt-names";
import { localPart, namePart } from "../../src/model/naming";
import { checkName } from "../../src/rules/names";

const AT = () => ({ file: "x", line: 1, column: 1 });

describe("names for calendars that exist", () => {
  it("splits an address that follows the rule, so that it is computed again [NAM-1] [OPS-4]", () => {
    for (const [shortName, local] of [
      ["Leeds", "LeedsCardiologyHeartFailure"],
      ["gst-tr", "gst-trENTVoiceClinic2"],
      ["Leeds", "LeedsPhysiotherapyKnee"],
    ] as const) {
      const { serviceArea, clinicName, isOdd } = namesFor(shortName, `${local}@nhs.net`, local);
      expect(isOdd).to.equal(false);
      expect(localPart(shortName, serviceArea, clinicName)).to.equal(local);
    }
  });

  it("keeps what does not follow it as odd: other capitals, another display name, one word only [NAM-1]", () => {
    expect(namesFor("Leeds", "leedscardiologyknee@nhs.net", "leedscardiologyknee").isOdd).to.equal(true);
    expect(namesFor("Leeds", "LeedsCardiologyKnee@nhs.net", "Knee clinic").isOdd).to.equal(true);
    expect(namesFor("Leeds", "LeedsKnee@nhs.net", "LeedsKnee").isOdd).to.equal(true);
  });

  it("finds names that the rules accept for whatever a calendar is called [NAM-1] [OPS-4]", () => {
    const AWKWARD = [
      "O'Neill – A&E / Minor Injuries",
      "Ysbyty'r Tri Chwm",
      "Women's & Children's (OPD) [Virtual]",
      "COVID-19; Flu, RSV",
      "Clinic – 9–5",
      "…",
      "x".repeat(249),
    ];
    const check = (name: string): void => {
      const { serviceArea, clinicName } = namesFor("Leeds", "leeds.heart@nhs.net", name);
      for (const [field, part] of Object.entries({ serviceArea, clinicName })) {
        expect(checkName(field, part, AT), `${name} → ${part}`).to.deep.equal([]);
        expect(part.length).to.be.within(1, 64);
        expect(namePart(part)).to.not.equal("");
      }
    };
    AWKWARD.forEach(check);
    fc.assert(fc.property(fc.string({ unit: "grapheme", maxLength: 80 }), check));
  });
});
