import { expect } from "chai";
import { CALENDAR_TYPE } from "../../src/engine/internals/engine-events";
import { recordedIn } from "../../src/engine/recorded";
import { inventoryOf } from "../../src/preflight/compare-with-inventory";
import { calendar, leeds, tenant } from "../support/model";
import { inputs, URN } from "./events";

const deployment = (...resources: unknown[]) => ({ version: 3, deployment: { resources } });
const stack = {
  type: "pulumi:pulumi:Stack",
  urn: "urn:pulumi:leeds::nhsmail-bookings::pulumi:pulumi:Stack::nhsmail-bookings-leeds",
  outputs: { inventory: inventoryOf(tenant, leeds(calendar())) },
};

describe("reading what the state records", () => {
  it("is nothing for a stack that never ran", () => {
    expect(recordedIn({ version: 3, deployment: {} })).to.deep.equal([]);
  });

  it("gives each calendar with its file, its people and who has still to confirm [USR-8]", () => {
    const live = {
      status: "active",
      actualAddress: "LeedsCardiologyHeartFailure@nhs.net",
      staff: { "amy.shah@nhs.net": { id: "1", status: "pendingAcceptance" } },
    };
    const members = {
      "zoe.ali@nhs.net": "admin",
      "bob.jones@nhs.net": "viewer",
      "amy.shah@nhs.net": "admin",
    };
    const outputs = { ...inputs, members, organisation: "Leeds", live };
    const [recorded] = recordedIn(deployment(stack, { type: CALENDAR_TYPE, urn: URN, outputs }));
    expect(recorded).to.include({
      status: "active",
      file: "specs/leeds/calendars/hf.yaml",
      organisation: "Leeds",
    });
    expect(recorded?.members).to.deep.equal([
      { address: "amy.shah@nhs.net", role: "admin", membership: "pending" },
      { address: "zoe.ali@nhs.net", role: "admin", membership: "unknown" },
      { address: "bob.jones@nhs.net", role: "viewer", membership: "unknown" },
    ]);
  });

  it("tells what the specs of the last run asked for: what the tenant has may have been changed there since", () => {
    const [recorded] = recordedIn(deployment(stack, { type: CALENDAR_TYPE, urn: URN, outputs: inputs }));
    expect(recorded?.asked).to.deep.equal({
      replyTo: "hf@nhs.net",
      phone: "+44 113 496 0000",
      members: { "amy.shah@nhs.net": "admin" },
      viewerRole: "teamMember",
    });
  });

  it("calls a calendar without a live record half made, never active [UPD-2]", () => {
    const [recorded] = recordedIn(deployment({ type: CALENDAR_TYPE, urn: URN, outputs: inputs }));
    expect(recorded?.status).to.equal("half-made");
  });

  it("refuses an inventory that it cannot read, rather than forgetting its locks", () => {
    const torn = { ...stack, outputs: { inventory: { schema: 9 } } };
    expect(() => recordedIn(deployment(torn))).to.throw("in a form that this version cannot read");
  });
});
