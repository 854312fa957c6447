import { expect } from "chai";
import { nearestName } from "../../src/spec/near";

const NAMES = ["LeedsCardiologyHeartFailure", "LeedsPhysiotherapyKnee", "LeedsPhysiotherapyHip"];

describe("the name that someone meant", () => {
  it("is the only one with what was typed in it, or one that is a slip away", () => {
    expect(nearestName("knee", NAMES)).to.equal("LeedsPhysiotherapyKnee");
    expect(nearestName("leedscardio", NAMES)).to.equal("LeedsCardiologyHeartFailure");
    expect(nearestName("LeedsPhysioterapyKnee@nhs.net", NAMES)).to.equal("LeedsPhysiotherapyKnee");
  });

  it("is none where several could be meant or nothing is near: calendars are deleted by name", () => {
    for (const typed of ["leeds", "york", "specs/leeds/calendars/gone.yaml", "nobody", "", "e"]) {
      expect(nearestName(typed, NAMES), typed).to.equal(undefined);
    }
    expect(nearestName("anything", [])).to.equal(undefined);
  });
});
