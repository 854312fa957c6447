import { expect } from "chai";
import { evidenceOf } from "../../src/engine/evidence";
import { StepLedger } from "../../src/engine/internals/engine-events";
import { toAddress } from "../../src/model/address";
import type { LookedUp } from "../../src/model/person";
import type { CalendarChange, PolicyChange } from "../../src/plan/change";
import { calendar, leeds, policy, tenant } from "../support/model";

const PEOPLE = ["amy.shah", "bob.jones", "cat.lee", "dan.fox", "eve.wood", "hf"].map(
  (one) => `${one}@nhs.net`,
);

/** Everybody who was looked up, each with an account of the same name. */
const found = new Map(
  PEOPLE.map((address): [string, LookedUp] => [
    address,
    {
      id: `id of ${address}`,
      displayName: address,
      mail: address,
      addresses: [address],
      isEnabled: true,
      isGuest: false,
      mailbox: "user",
      organisation: "Leeds",
    },
  ]),
);

const echo = calendar({
  address: "LeedsCardiologyEcho@nhs.net",
  members: { "amy.shah@nhs.net": "admin", "bob.jones@nhs.net": "viewer" },
});
const visits = policy([toAddress("cat.lee@nhs.net"), toAddress("dan.fox@nhs.net")]);

const step = (change: Partial<CalendarChange>): CalendarChange => ({
  name: echo.name,
  address: echo.address,
  organisation: "Leeds",
  kind: "update",
  fields: [],
  members: [],
  repairsDrift: false,
  ...change,
});

const policyStep = (change: Partial<PolicyChange>): PolicyChange => ({
  name: visits.name,
  displayName: visits.displayName,
  organisation: "Leeds",
  kind: "update",
  applications: [],
  users: [],
  repairsDrift: false,
  ...change,
});

/** Whose accounts a plan of these steps holds, without the domain. */
function held(changes: readonly CalendarChange[], policies: readonly PolicyChange[] = []): string[] {
  const model = { ...leeds(echo), policies: [visits] };
  const plan = { organisation: "leeds", changes, policies };
  const { people } = evidenceOf(tenant, model, plan, new StepLedger(), found, "2026-11-23");
  return Object.keys(people).map((address) => address.replace("@nhs.net", ""));
}

describe("the accounts that a plan holds [OPS-3]", () => {
  it("are none where nothing changes, or a field that no rule about people judges", () => {
    expect(held([step({ kind: "unchanged" })], [policyStep({ kind: "unchanged" })])).to.deep.equal([]);
    expect(held([step({ fields: [{ field: "phone", to: "0" }] })])).to.deep.equal([]);
  });

  it("are everybody's on a calendar that is made, or that gets people or replies otherwise, with who leaves", () => {
    expect(held([step({ kind: "create" })])).to.deep.equal(["amy.shah", "bob.jones", "hf"]);
    expect(held([step({ fields: [{ field: "replyTo", to: "hf@nhs.net" }] })])).to.include("bob.jones");
    const leaves = step({ members: [{ address: "Eve.Wood@nhs.net", from: "viewer" }] });
    expect(held([leaves])).to.deep.equal(["amy.shah", "bob.jones", "eve.wood", "hf"]);
  });

  it("are only the leaving people's where a calendar is deleted", () => {
    const leaves = [{ address: "amy.shah@nhs.net", from: "admin" as const }];
    expect(held([step({ kind: "delete", members: leaves })])).to.deep.equal(["amy.shah"]);
  });

  it("are those of a policy's people who come and go, and all of its people's where its applications change", () => {
    expect(held([], [policyStep({ users: [{ name: "dan.fox@nhs.net", on: true }] })])).to.deep.equal([
      "dan.fox",
    ]);
    const applications = [{ name: "bookings", on: true }];
    expect(held([], [policyStep({ applications })])).to.deep.equal(["cat.lee", "dan.fox"]);
  });
});
