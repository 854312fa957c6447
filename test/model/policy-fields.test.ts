import { expect } from "chai";
import { differingFields, policyFields, policySets, setChanges } from "../../src/model/policy-fields";

const policy = {
  tenantId: "t",
  organisation: "Leeds",
  policyName: "Visits",
  displayName: "LeedsVisits",
  licence: "ENTERPRISEPACK",
  applications: { Sway: true },
  users: { "amy@nhs.net": true },
  grantsLicence: false,
  status: "active",
};

describe("the table of a policy's fields", () => {
  it("tells an editable field from a fixed one, and sees no change in another case of an address", () => {
    const other = { ...policy, users: { "AMY@nhs.net": true }, grantsLicence: true, licence: "SPE_F1" };
    expect(differingFields(policy, other, "editable")).to.deep.equal(["grantsLicence"]);
    expect(differingFields(policy, other, "fixed")).to.deep.equal(["licence"]);
  });

  it("no longer compares the locked fields of a retired policy", () => {
    const retired = { ...policy, status: "deleted" };
    const edited = {
      ...retired,
      users: {},
      applications: {},
      displayName: "LeedsVisit",
      grantsLicence: true,
    };
    expect(differingFields(retired, edited, "editable")).to.deep.equal([]);
    expect(differingFields(policy, edited, "editable")).to.have.members([
      "users",
      "applications",
      "displayName",
      "grantsLicence",
      "status",
    ]);
  });

  it("takes an adopted group as changed only when its people become complete", () => {
    const adopted = { ...policy, adopt: { group: "g", complete: false } };
    expect(differingFields(adopted, policy, "editable")).to.deep.equal(["adopt"]);
    expect(
      differingFields({ ...policy, adopt: { group: "g", complete: true } }, policy, "editable"),
    ).to.deep.equal([]);
  });

  it("names what is added and what is removed, sorted", () => {
    expect(setChanges({ b: true, c: true }, ["a", "B"])).to.deep.equal([
      { name: "a", on: true },
      { name: "c", on: false },
    ]);
    expect(setChanges(undefined, [])).to.deep.equal([]);
  });

  it("gives every set words for people and problems for drift", () => {
    for (const set of policySets) {
      expect(policyFields[set].drift).to.include.keys("on", "off");
      expect(policyFields[set].set).to.include.keys("add", "remove");
    }
  });
});
