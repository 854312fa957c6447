import { expect } from "chai";
import { type KnownPeople, knownPeople, type LookedUp, readPeople } from "../../src/model/person";
import { personName } from "../../src/report/phrases";

const people: KnownPeople = {
  "amy.shah@nhs.net": { name: "Amy Shah-Lowe" },
  "bob.jones@nhs.net": { name: "Bob Jones", organisation: "York" },
  "odd@nhs.net": { name: "A\u001b[2Jb" },
};

describe("people's names", () => {
  for (const [address, shown] of [
    ["amy.shah@nhs.net", "Amy Shah-Lowe (amy.shah@nhs.net)"],
    ["Bob.Jones@nhs.net", "Bob Jones (Bob.Jones@nhs.net, York)"],
    ["cat.lee@nhs.net", "cat.lee@nhs.net"],
  ] as const) {
    it(`are the directory's, and never made from the address: ${shown}`, () => {
      expect(personName(address, people)).to.equal(shown);
    });
  }

  it("move no cursor", () => expect(personName("odd@nhs.net", people)).to.not.contain("\u001b"));

  it("come with the organisation only where it is another's", () => {
    const person = { id: "1", addresses: [], mail: "x", isEnabled: true, isGuest: false, mailbox: "user" };
    const found = new Map<string, LookedUp>([
      ["b@nhs.net", { ...person, displayName: "B", organisation: "York" }],
      ["a@nhs.net", { ...person, displayName: "A", organisation: " leeds " }],
      ["c@nhs.net", { near: [] }],
    ]);
    expect(knownPeople(found, { directoryName: "Leeds" })).to.deep.equal({
      "a@nhs.net": { name: "A" },
      "b@nhs.net": { name: "B", organisation: "York" },
    });
  });

  it("that a state does not hold in this form are left out", () => {
    expect(readPeople(undefined)).to.deep.equal({});
    expect(
      readPeople({ "a@nhs.net": { name: 1 }, "b@nhs.net": null, "c@nhs.net": { name: "C" } }),
    ).to.deep.equal({
      "c@nhs.net": { name: "C" },
    });
  });
});
