import { expect } from "chai";
import fc from "fast-check";
import { versionAtLeast } from "../../src/engine/install/choose-engine";

describe("comparing versions as programs print them", () => {
  for (const [version, least, answer] of [
    ["v3.258.0", "3.200.0", true],
    ["v3.99.9", "3.200.0", false],
    ["go1.26", "1.25.11", true],
    ["go1.25.9", "1.25.11", false],
    ["3.200.0-dev", "3.200.0", true],
    ["v4.0.0", "3.200.0", true],
    ["no version at all", "3.200.0", false],
    ["", "3.200.0", false],
  ] as const)
    it(`${answer ? "takes" : "does not take"} “${version}” for at least ${least}`, () => {
      expect(versionAtLeast(version, least)).to.equal(answer);
    });

  it("is an order: of two versions one is at least the other, both only when equal", () => {
    const version = fc.tuple(fc.nat(99), fc.nat(99), fc.nat(99)).map((numbers) => numbers.join("."));
    fc.assert(
      fc.property(version, version, (a, b) => {
        const both = versionAtLeast(a, b) && versionAtLeast(b, a);
        return (versionAtLeast(a, b) || versionAtLeast(b, a)) && both === (a === b);
      }),
    );
  });
});
