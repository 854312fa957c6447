import { expect } from "chai";
import fc from "fast-check";
import { fragmentsOf, nameBeginnings, nearMatches } from "../../src/tenant/near-matches";

const named = (mail: string, displayName = "") => ({ mail, displayName });

/** One slip of the finger at a place of a name: a letter too many, too few, another one, or two the wrong way round. */
const SLIPS: readonly ((name: string, at: number) => string)[] = [
  (name, at) => `${name.slice(0, at)}x${name.slice(at)}`,
  (name, at) => name.slice(0, at) + name.slice(at + 1),
  (name, at) => `${name.slice(0, at)}x${name.slice(at + 1)}`,
  (name, at) => name.slice(0, at) + name.slice(at + 1, at + 2) + name.slice(at, at + 1) + name.slice(at + 2),
];

const isFoundBy = (mistyped: string, right: string): boolean =>
  fragmentsOf(mistyped).some(({ start, end }) => right.startsWith(start) && right.endsWith(end));

describe("near matches of an address", () => {
  it("puts the nearest first and leaves strangers out", () => {
    const people = ["amy.shaw@nhs.net", "amy.shah@nhs.net", "amelia.stone@nhs.net", "bob.jones@nhs.net"];
    expect(
      nearMatches(
        "amy.sha@nhs.net",
        people.map((one) => named(one)),
      ),
    ).to.deep.equal(["amy.shah@nhs.net", "amy.shaw@nhs.net"]);
  });

  it("knows people by their names too, in whatever order they are written, with their organisation behind", () => {
    const people = [
      named("a.shah4@nhs.net", "SHAH, Amy (Leeds Teaching Hospitals)"),
      named("amy.shore@nhs.net"),
    ];
    for (const written of ["amy.shah@nhs.net", "shah.amy@nhs.net"]) {
      expect(nearMatches(written, people)[0], written).to.equal("a.shah4@nhs.net");
    }
    expect(nearMatches("amy.shore2@nhs.net", people)[0]).to.equal("amy.shore@nhs.net");
  });

  it("asks for no more than fifteen things at once, and never for everybody", () => {
    const letters = fc.string({ minLength: 1, maxLength: 64, unit: fc.constantFrom(..."abc.-1") });
    fc.assert(
      fc.property(letters, (name) => {
        const fragments = fragmentsOf(`${name}@nhs.net`);
        expect(fragments.length * 2).to.be.at.most(15);
        for (const { start, end } of fragments) expect(start + end.replace("@nhs.net", "")).not.to.equal("");
      }),
    );
  });

  it("finds someone in spite of one slip at any place, the first letters included [USR-3]", () => {
    const names = fc.string({ minLength: 5, maxLength: 40, unit: fc.constantFrom(..."abcdefg.'") });
    fc.assert(
      fc.property(names, fc.nat(39), fc.constantFrom(...SLIPS), (name, place, slip) => {
        const mistyped = slip(name, place % name.length);
        fc.pre(mistyped.length > 4);
        expect(isFoundBy(`${mistyped}@nhs.net`, `${name}@nhs.net`)).to.equal(true);
      }),
    );
  });

  it("looks for names only where there are two words of them", () => {
    expect(nameBeginnings("Amy.Shah2@nhs.net")).to.deep.equal(["amy", "sha"]);
    expect(nameBeginnings("cardiology@nhs.net")).to.deep.equal([]);
  });
});
