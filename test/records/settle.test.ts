import { expect } from "chai";
import type { JournalEvent, JournalLine } from "../../src/records/journal";
import { type Standing, settlements } from "../../src/records/settle";

const line = (run: string, event: JournalEvent): JournalLine => ({
  schema: 1,
  at: "2026-11-23T04:30:00.000Z",
  organisation: "Leeds",
  run: { id: run, host: "runner-1", user: "ci" },
  specs: "",
  previous: "",
  ...event,
});

const begun = line("dead", {
  calendar: "A@nhs.net",
  what: "update",
  outcome: "begun",
  fields: [{ field: "phone", from: "1", to: "2" }],
  people: [
    { address: "amy@nhs.net", from: "viewer", to: "admin" },
    { address: "bob@nhs.net", from: "viewer" },
  ],
});

const now: Standing = { fields: { phone: "2" }, people: { "amy@nhs.net": "admin" } };

describe("a line of a run that died", () => {
  it("is settled with what was done, where nothing is left to do [CRE-2] [OPS-5]", () => {
    expect(settlements([begun], () => now)).to.deep.equal([
      {
        calendar: "A@nhs.net",
        what: "update",
        outcome: "done",
        fields: begun.fields,
        people: begun.people,
        settles: "dead",
      },
    ]);
  });

  it("does not claim what the specs have taken back since", () => {
    const [part] = settlements([begun], () => ({ ...now, people: { "bob@nhs.net": "viewer" } }));
    expect(part).to.deep.include({ outcome: "done", people: [] });
    const [none] = settlements([begun], () => ({
      fields: { phone: "1" },
      people: { "bob@nhs.net": "viewer" },
    }));
    expect(none).to.deep.include({ outcome: "failed", fields: [], people: [], problem: "engine-gone" });
  });

  it("stays open where something is left to do, and is not settled twice", () => {
    expect(settlements([begun], () => undefined)).to.deep.equal([]);
    const [event] = settlements([begun, begun], () => now);
    expect(event && settlements([begun, line("later", event)], () => now)).to.deep.equal([]);
  });

  it("of a policy is settled whatever the order of its applications", () => {
    const fields = [{ field: "applications", from: "Bookings", to: "Bookings, Teams" }];
    const ofPolicy = line("dead", { policy: "LeedsBase", what: "update", outcome: "begun", fields });
    const standing = { fields: { applications: "Teams, Bookings" }, people: {} };
    expect(settlements([ofPolicy], () => standing)).to.deep.equal([
      { policy: "LeedsBase", what: "update", outcome: "done", fields, settles: "dead" },
    ]);
  });
});
