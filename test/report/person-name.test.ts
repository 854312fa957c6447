import { expect } from "chai";
import { personName } from "../../src/report/phrases";

const CASES: readonly (readonly [address: string, shown: string])[] = [
  ["amy.shah@nhs.net", "Amy Shah (amy.shah@nhs.net)"],
  ["bob.jones12@nhs.net", "Bob Jones (bob.jones12@nhs.net)"],
  ["a.shah@nhs.net", "A Shah (a.shah@nhs.net)"],
  ["anne-marie.o'neill@nhs.net", "Anne-Marie O'Neill (anne-marie.o'neill@nhs.net)"],
  ["iain.mcdonald@nhs.net", "Iain McDonald (iain.mcdonald@nhs.net)"],
  ["zoë.brontë@nhs.net", "Zoë Brontë (zoë.brontë@nhs.net)"],
  ["reception@nhs.net", "reception@nhs.net"],
  ["ward.12@nhs.net", "ward.12@nhs.net"],
  ["a..b@nhs.net", "a..b@nhs.net"],
  ["no-address", "no-address"],
  ["", ""],
];

describe("a person by name of address", () => {
  for (const [address, shown] of CASES) {
    it(`shows «${address}» as «${shown}»`, () => expect(personName(address)).to.equal(shown));
  }
});
