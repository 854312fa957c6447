import { expect } from "chai";
import { likelyPrefix, nearMatches } from "../../src/preflight/near-matches";

describe("near matches of an address", () => {
  it("puts the nearest first and leaves strangers out", () => {
    const people = ["amy.shaw@nhs.net", "amy.shah@nhs.net", "amelia.stone@nhs.net", "bob.jones@nhs.net"];
    expect(nearMatches("amy.sha@nhs.net", people)).to.deep.equal(["amy.shah@nhs.net", "amy.shaw@nhs.net"]);
  });

  it("looks among people whose first name begins alike", () => {
    expect(likelyPrefix("Amy.Shah@nhs.net")).to.equal("amy");
    expect(likelyPrefix("christopher.o'neil@nhs.net")).to.equal("chri");
  });
});
