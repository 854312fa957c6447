import type { EngineEvent } from "@pulumi/pulumi/automation";
import { expect } from "chai";
import { StepLedger } from "../../src/engine/internals/engine-events";
import { outcomesOf, planOf } from "../../src/engine/plan-of";
import type { CalendarChange } from "../../src/plan/change";
import { carry } from "../../src/problem/carry";
import { problem } from "../../src/problem/problem";
import { paint } from "../../src/report/paint";
import { planText } from "../../src/report/plan-text";
import { calendar, leeds, tenant } from "../support/model";
import { began, complained, ended, failedAt, inputs, refreshed, URN } from "./events";

function ledgerOf(...events: EngineEvent[]): StepLedger {
  const ledger = new StepLedger();
  for (const event of events) ledger.note(event);
  return ledger;
}

function changeAfter(...events: EngineEvent[]): CalendarChange {
  const [change] = planOf(tenant, leeds(calendar()), ledgerOf(...events)).changes;
  if (!change) throw new Error("no change");
  return change;
}

describe("a plan from the engine's events", () => {
  it("creates what the state does not know, with every field and person", () => {
    const change = changeAfter(began("create", undefined, inputs));
    expect(change.kind).to.equal("create");
    expect(change.fields.map(({ field }) => field)).to.deep.equal([
      "displayName",
      "status",
      "replyTo",
      "phone",
      "viewerRole",
    ]);
    expect(change.members).to.deep.equal([
      {
        address: "amy.shah@nhs.net",
        to: "admin",
        at: {
          file: "specs/leeds/calendars/hf.yaml",
          line: 1,
          column: 1,
          pointer: "/members/amy.shah@nhs.net",
        },
      },
    ]);
  });

  it("changes nothing when the tenant has what the specs say", () => {
    expect(changeAfter(refreshed(inputs, inputs), ended("same", inputs, inputs)).kind).to.equal("unchanged");
  });

  it("says which field and which person differ, from what to what [UPD-1]", () => {
    const live = {
      ...inputs,
      phone: "0113",
      members: { "bob.jones@nhs.net": "viewer", "amy.shah@nhs.net": "viewer" },
    };
    const change = changeAfter(refreshed(live, live), began("update", live, inputs));
    expect(change).to.include({ kind: "update", repairsDrift: false });
    expect(change.fields).to.have.length(1);
    expect(change.fields[0]).to.include({ field: "phone", from: "0113", to: "+44 113 496 0000" });
    expect(change.members.map(({ address, from, to }) => [address, from, to])).to.deep.equal([
      ["amy.shah@nhs.net", "viewer", "admin"],
      ["bob.jones@nhs.net", "viewer", undefined],
    ]);
  });

  it("shows no change of someone who is written under another of their addresses [WEB-1]", () => {
    const live = { ...inputs, members: { "amy.alias@nhs.net": "admin" } };
    const ledger = ledgerOf(refreshed(live, live), began("update", live, inputs));
    const keyOf = (address: string) => address.replace("amy.alias", "amy.shah");
    const [change] = planOf(tenant, leeds(calendar()), ledger, new Map(), keyOf).changes;
    expect(change).to.deep.include({ kind: "unchanged", fields: [], members: [] });
    const named = planOf(tenant, leeds(calendar()), ledger).changes[0];
    expect(named?.members).to.have.length(2);
  });

  it("marks what moved in the tenant where the author's own changes stand beside it [WEB-1]", () => {
    const recorded = { ...inputs, phone: "0113" };
    const live = { ...recorded, members: { ...(inputs["members"] as object), "eve.stone@nhs.net": "admin" } };
    const change = changeAfter(refreshed(recorded, live), began("update", live, inputs));
    expect(change.repairsDrift).to.equal(false);
    expect(change.fields.map(({ field, outside }) => [field, outside])).to.deep.equal([["phone", undefined]]);
    expect(change.members.map(({ address, outside }) => [address, outside])).to.deep.equal([
      ["eve.stone@nhs.net", true],
    ]);
    const text = planText({ organisation: "leeds", changes: [change] }, paint(false));
    expect(text).to.match(/Remove as admin: eve\.stone@nhs\.net .*– changed outside git/);
    expect(text.match(/changed outside git/g)).to.have.length(1);
  });

  it("knows a repair of drift: the specs are as recorded, only the tenant moved [WEB-1]", () => {
    const change = changeAfter(refreshed(inputs, { ...inputs, phone: "0113" }));
    expect(change).to.include({ kind: "update", repairsDrift: true });
  });

  it("completes what an earlier run left half made", () => {
    const half = refreshed(inputs, inputs, { live: { status: "half-made" } });
    expect(changeAfter(half).kind).to.equal("complete");
    expect(changeAfter(refreshed(inputs, inputs), began("update", inputs, inputs)).kind).to.equal("complete");
  });

  it("tells making again what the tenant lost from a plain update", () => {
    const lost = refreshed(inputs, { ...inputs, status: "missing" }, { live: { status: "missing" } });
    expect(changeAfter(lost).kind).to.equal("recreate");
  });

  it("says delete where the spec is a tombstone", () => {
    const tombstone = leeds(calendar({ status: "deleted", members: {} }));
    const [change] = planOf(tenant, tombstone, ledgerOf(refreshed(inputs, inputs))).changes;
    expect(change?.kind).to.equal("delete");
  });

  const deletion = { confirm: "", reason: "Clinic closed.", withFutureAppointments: true };
  const deleted = { ...inputs, status: "deleted", members: {} };
  const gone = leeds(calendar({ status: "deleted", members: {}, deletion }));

  it("tells with a deletion why, and how many patients are booked [DEL-1]", () => {
    const facts = new Map([["leedscardiologyheartfailure", { people: 1, futureAppointments: 12 }]]);
    const [change] = planOf(tenant, gone, ledgerOf(refreshed(inputs, inputs)), facts).changes;
    expect(change?.deletion).to.deep.equal({ reason: "Clinic closed.", futureAppointments: 12 });
    expect(change?.members.map(({ address, to }) => [address, to])).to.deep.equal([
      ["amy.shah@nhs.net", undefined],
    ]);
  });

  it("has nothing to say of a tombstone when what viewers see changes for the whole tenant [DEL-2]", () => {
    const other = { ...tenant, viewerRole: "viewer" as const };
    const ledger = ledgerOf(refreshed(deleted, deleted, { live: { status: "deleted" } }));
    expect(planOf(other, gone, ledger).changes[0]?.kind).to.equal("unchanged");
  });

  it("records a tombstone that the state does not know, and promises no deletion of what was lost before [DEL-2]", () => {
    expect(planOf(tenant, gone, ledgerOf()).changes[0]).to.deep.include({ kind: "record", fields: [] });
    const lost = refreshed(inputs, { ...inputs, status: "missing" }, { live: { status: "missing" } });
    const [change] = planOf(tenant, gone, ledgerOf(lost)).changes;
    expect(change).to.deep.include({ kind: "record", members: [] });
    const text = planText({ organisation: "leeds", changes: change ? [change] : [] }, paint(false));
    expect(text).to.contain("The tenant has lost this calendar already").and.to.contain("Reason: ");
    expect(text).not.to.contain("lose it:").and.not.to.contain("DELETE");
  });
});

describe("what became of a plan", () => {
  const outcomes = (...events: EngineEvent[]) => {
    const ledger = ledgerOf(...events);
    return outcomesOf(planOf(tenant, leeds(calendar()), ledger).changes, ledger.calendars);
  };

  it("is done when the engine says so", () => {
    const all = outcomes(began("create", undefined, inputs), ended("create", undefined, inputs));
    expect(all.map(({ outcome }) => outcome)).to.deep.equal(["done"]);
  });

  it("failed with the handler's sentences, without colour codes", () => {
    const all = outcomes(
      began("create", undefined, inputs),
      failedAt("create"),
      complained("<{%fg 1%}>no licence<{%reset%}>", URN),
    );
    expect(all.map(({ outcome, problems }) => [outcome, problems])).to.deep.equal([
      ["failed", [problem("handler-failed", { message: "no licence" })]],
    ]);
  });

  it("is not known when the run ended during it [CRE-2]", () => {
    const all = outcomes(began("create", undefined, inputs));
    expect(all.map(({ outcome }) => outcome)).to.deep.equal(["unknown"]);
  });

  it("was not tried when the handler left it alone because another came out under a wrong address [NAM-3]", () => {
    const args = { calendar: calendar().address, first: "Other", wanted: "a@nhs.net", given: "a@elsewhere" };
    const stopped = problem("creates-stopped", args);
    const all = outcomes(
      began("create", undefined, inputs),
      failedAt("create"),
      complained(carry([stopped]), URN),
    );
    expect(all.map(({ outcome }) => outcome)).to.deep.equal(["not-tried"]);
    expect(all[0]?.problems).to.deep.equal([stopped]);
  });

  it("was not tried when the run stopped before it", () => {
    const all = outcomes(refreshed({ ...inputs, phone: "1" }, { ...inputs, phone: "1" }));
    expect(all.map(({ outcome }) => outcome)).to.deep.equal(["not-tried"]);
  });
});
