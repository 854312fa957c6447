import { expect } from "chai";
import fc from "fast-check";
import { membership } from "../../src/model/membership";

const address = fc.constantFrom("amy@nhs.net", "Amy@nhs.net", "bob@nhs.net", "carol@nhs.net", "DAN@NHS.NET");
const lists = fc.tuple(fc.array(address, { maxLength: 6 }), fc.array(address, { maxLength: 6 }));

describe("membership", () => {
  it("joins admins and viewers by address in lower case [USR-1]", () => {
    expect(membership(["Bob@nhs.net"], ["amy@nhs.net"])).to.deep.equal({
      members: { "amy@nhs.net": "viewer", "bob@nhs.net": "admin" },
      repeats: [],
    });
  });

  it("tells who is in both lists, with both places [USR-1]", () => {
    const { repeats, members } = membership(["amy@nhs.net"], ["bob@nhs.net", "Amy@nhs.net"]);
    expect(repeats).to.deep.equal([
      { address: "amy@nhs.net", first: "/admins/0", again: "/viewers/1", both: true },
    ]);
    expect(members).to.have.property("amy@nhs.net", "admin");
  });

  it("has every person once, with the role of the first mention, whatever the lists [USR-1]", () => {
    fc.assert(
      fc.property(lists, ([admins, viewers]) => {
        const { members, repeats } = membership(admins, viewers);
        const written = [...admins, ...viewers].map((text) => text.toLowerCase());
        expect(Object.keys(members)).to.deep.equal([...new Set(written)].sort());
        expect(repeats).to.have.length(written.length - new Set(written).size);
        for (const [one, role] of Object.entries(members)) {
          const isAdmin = admins.some((text) => text.toLowerCase() === one);
          expect(role).to.equal(isAdmin ? "admin" : "viewer");
        }
      }),
    );
  });

  it("does not depend on the order of a list [USR-1]", () => {
    fc.assert(
      fc.property(lists, ([admins, viewers]) => {
        const turned = membership([...admins].reverse(), [...viewers].reverse()).members;
        expect(JSON.stringify(turned)).to.equal(JSON.stringify(membership(admins, viewers).members));
      }),
    );
  });
});
