import { expect } from "chai";
import { near } from "../../src/spec/near";

describe("did you mean", () => {
  const fields = ["serviceArea", "clinicName", "replyTo", "phone", "admins", "viewers"];

  for (const [word, meant] of [
    ["servicearea", "serviceArea"],
    ["service_area", "serviceArea"],
    ["reply-to", "replyTo"],
    ["admin", "admins"],
    ["veiwers", "viewers"],
    ["fone", "phone"],
  ] as const) {
    it(`“${word}”: “${meant}”`, () => expect(near(word, fields)).to.equal(meant));
  }

  it("nothing for a word that is like none", () => {
    expect(near("location", fields)).to.equal(undefined);
    expect(near("x", fields)).to.equal(undefined);
    expect(near("", fields)).to.equal(undefined);
    expect(near("a".repeat(100_000), fields)).to.equal(undefined);
  });
});
