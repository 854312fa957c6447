import { expect } from "chai";
import { StepLedger } from "../../src/engine/internals/engine-events";
import { pendingAdmins, policyProblems, standingProblems } from "../../src/engine/run-problems";
import type { OrganisationModel } from "../../src/model/estate";
import type { UserPolicy } from "../../src/model/user-policy";
import type { CalendarChange } from "../../src/plan/change";
import { words } from "../../src/problem/words";
import { calendar } from "../support/model";

function told(live: Readonly<Record<string, unknown>>) {
  const ledger = new StepLedger();
  const facts = { urn: "u", failed: false, unreadable: false, begun: false, finished: false, problems: [] };
  ledger.calendars.set(calendar().name, { ...facts, liveOutputs: { live } });
  return standingProblems([calendar()], ledger);
}

describe("what a preview tells of a calendar that someone has to decide about", () => {
  it("is nothing where it stands as it should", () => {
    expect(told({ status: "active" })).to.deep.equal([]);
  });

  it("is that it may be another one, with the mark that would say that it is ours [I3]", () => {
    const [problem, ...others] = told({ status: "active", another: true });
    expect(others).to.deep.equal([]);
    expect(problem).to.include({ code: "calendar-mark-lost", severity: "error" });
    expect(problem && words(problem).advice).to.contain(
      "business type: managed from git: leeds/leedscardiologyheartfailure",
    );
  });

  it("is that its service account was taken off, which stops no other calendar", () => {
    const [problem] = told({ status: "active", operatorLost: true, operator: "svc.leeds@nhs.net" });
    expect(problem).to.include({ code: "operator-off-staff", severity: "warning" });
    expect(problem && words(problem).advice).to.contain("add svc.leeds@nhs.net as an administrator");
  });

  it("is that the tenant has lost it, or that its deletion has begun", () => {
    expect(told({ status: "missing" })[0]?.code).to.equal("calendar-missing");
    expect(told({ status: "deleting" })[0]?.code).to.equal("deletion-under-way");
  });
});

describe("what a preview tells of a change that removes an admin", () => {
  const amy = "amy.shah@nhs.net";
  const dan = "dan.brown@nhs.net";
  const wanted = calendar({ members: { [dan]: "admin" } });
  const removal: CalendarChange = {
    name: wanted.name,
    address: wanted.address,
    organisation: wanted.organisation,
    kind: "update",
    fields: [],
    members: [{ address: amy, from: "admin" }],
    repairsDrift: false,
  };

  function toldWith(staff: Readonly<Record<string, { readonly status: string }>>) {
    const ledger = new StepLedger();
    const facts = { urn: "u", failed: false, unreadable: false, begun: false, finished: false, problems: [] };
    ledger.calendars.set(wanted.name, { ...facts, liveOutputs: { live: { staff } } });
    const model = { calendars: [wanted] } as unknown as OrganisationModel;
    return pendingAdmins({ organisation: "leeds", changes: [removal] }, model, ledger);
  }

  const active = { status: "active" };
  const pending = { status: "pendingAcceptance" };

  it("is that the admin who stays has not approved yet [USR-2]", () => {
    const [problem, ...others] = toldWith({ [amy]: active, [dan]: pending });
    expect(others).to.deep.equal([]);
    expect(problem).to.include({ code: "admins-not-approved", severity: "warning" });
    expect(problem && words(problem).sentence)
      .to.contain(`removes ${amy}`)
      .and.to.contain(`${dan} has not`);
  });

  it("is nothing where one who stays has approved, or who leaves had not either, or all are new", () => {
    expect(toldWith({ [amy]: active, [dan]: active })).to.deep.equal([]);
    expect(toldWith({ [amy]: pending, [dan]: pending })).to.deep.equal([]);
    expect(toldWith({ [amy]: active })).to.deep.equal([]);
  });
});

describe("what a preview tells of a user policy that someone has to decide about", () => {
  const at = { file: "specs/leeds/policies/visits.yaml", line: 1, column: 1 };
  const policy = { name: "leedsvisits", displayName: "LeedsVisits", source: at } as unknown as UserPolicy;
  const toldOf = (live: Readonly<Record<string, unknown>>) => {
    const ledger = new StepLedger();
    const facts = { urn: "u", failed: false, unreadable: false, begun: false, finished: false, problems: [] };
    ledger.policies.set(policy.name, { ...facts, liveOutputs: { live } });
    return policyProblems([policy], ledger);
  };

  it("is nothing where its group gives its own licence alone, or was not read", () => {
    expect(toldOf({ status: "active" })).to.deep.equal([]);
    expect(policyProblems([policy], new StepLedger())).to.deep.equal([]);
  });

  it("is that someone gave its group another licence, which stops no other policy [POL-3]", () => {
    const [problem, ...others] = toldOf({ status: "active", otherLicences: ["DESKLESSPACK"] });
    expect(others).to.deep.equal([]);
    expect(problem).to.include({ code: "group-gives-others", severity: "warning" }).and.deep.include({ at });
    expect(problem && words(problem).sentence)
      .to.contain("LeedsVisits")
      .and.to.contain("DESKLESSPACK");
  });

  it("is that someone put another group into its group", () => {
    const [problem, ...others] = toldOf({ status: "active", nestedGroups: ["Cardiology nurses"] });
    expect(others).to.deep.equal([]);
    expect(problem).to.include({ code: "group-has-groups", severity: "warning" }).and.deep.include({ at });
  });
});
