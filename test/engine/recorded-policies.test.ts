import { expect } from "chai";
import { POLICY_TYPE } from "../../src/engine/internals/engine-events";
import { recordedPoliciesIn } from "../../src/engine/recorded";
import type { PolicyRecord } from "../../src/model/policy-fields";

const outputs: PolicyRecord = {
  schema: 1,
  id: "g1",
  tenantId: "t",
  organisation: "Leeds",
  organisationAttribute: "companyName",
  directoryName: "Leeds",
  policyName: "Virtual Visits",
  displayName: "LeedsVirtualVisits",
  licence: "ENTERPRISEPACK",
  applications: { "Microsoft Bookings": true },
  users: { "amy@nhs.net": true, "bob@nhs.net": true, "cat@nhs.net": true },
  grantsLicence: false,
  status: "active",
  live: {
    status: "active",
    group: "g1",
    plans: ["MICROSOFTBOOKINGS"],
    helperPlans: [],
    failures: { "cat@nhs.net": "CountViolation", "dan@nhs.net": "NotInDirectory" },
    waiting: ["bob@nhs.net"],
    unlisted: 2,
  },
};
const entry = {
  file: "specs/leeds/policies/visits.yaml",
  displayName: "LeedsVirtualVisits",
  policyName: "Virtual Visits",
  baseLicence: "Office 365 E3",
  status: "active",
  users: [],
};
const state = (live: object = {}, policies: object = { leedsvirtualvisits: entry }) => ({
  version: 3,
  deployment: {
    resources: [
      {
        type: "pulumi:pulumi:Stack",
        urn: "urn:pulumi:leeds::nhsmail-bookings::pulumi:pulumi:Stack::nhsmail-bookings-leeds",
        outputs: { inventory: { schema: 1, tenantId: "t", viewerRole: "viewer", calendars: {}, policies } },
      },
      {
        type: POLICY_TYPE,
        urn: `urn:pulumi:leeds::nhsmail-bookings::nhsmail:Organisation$${POLICY_TYPE}::leedsvirtualvisits`,
        outputs: { ...outputs, live: { ...outputs.live, ...live } },
      },
    ],
  },
});

describe("reading what the state records of user policies", () => {
  it("gives each with its file, its licence's name, and everybody with what became of their licence [UPD-3]", () => {
    expect(recordedPoliciesIn(state())).to.deep.equal([
      {
        name: "leedsvirtualvisits",
        displayName: "LeedsVirtualVisits",
        organisation: "Leeds",
        baseLicence: "Office 365 E3",
        applications: ["Microsoft Bookings"],
        status: "active",
        file: "specs/leeds/policies/visits.yaml",
        users: [
          { address: "amy@nhs.net", licence: "processed" },
          { address: "bob@nhs.net", licence: "in-progress" },
          { address: "cat@nhs.net", licence: "failed", word: "CountViolation" },
          { address: "dan@nhs.net", licence: "failed", word: "NotInDirectory" },
        ],
        unlisted: 2,
        persons: {},
        record: outputs,
      },
    ]);
  });

  for (const status of ["retiring", "deleted", "missing"] as const) {
    it(`says of one that is ${status} that it is [UPD-2]`, () => {
      expect(recordedPoliciesIn(state({ status }))[0]).to.include({ status });
    });
  }

  it("calls the licence by its part number where the inventory does not know the policy", () => {
    const [recorded] = recordedPoliciesIn(state({}, {}));
    expect(recorded).to.include({ baseLicence: "ENTERPRISEPACK" }).and.not.have.property("file");
  });

  it("is nothing for a stack that never ran", () => {
    expect(recordedPoliciesIn({ version: 3, deployment: {} })).to.deep.equal([]);
  });
});
