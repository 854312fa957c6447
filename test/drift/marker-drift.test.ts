import { expect } from "chai";
import type { RecordedFacts } from "../../src/drift/recorded-facts";
import type { Address } from "../../src/model/address";
import type { BookingCalendar } from "../../src/model/booking-calendar";
import { calendar } from "../support/model";
import { ADDRESS, driftWith, recorded, seen, told } from "./facts";

describe("drift of a calendar's marker", () => {
  it("tells a marker that was taken away as changed, one that no run has written as ahead, and minds none that is not asked for [OPS-4]", () => {
    const marker = "managed from git: leeds/leedscardiologyheartfailure";
    const sights = (text: string) => ({ [ADDRESS]: seen({ marker: text, mark: "none" }) });
    const adopted = (isAsked: boolean) =>
      calendar({
        marker: isAsked ? marker : "",
        adopted: { address: ADDRESS as Address, displayName: "Heart Failure", mark: isAsked },
      });
    const asked = adopted(true);
    const marked = [recorded({ knownBy: { marker: "ours", rows: [] } }, asked)];
    const unmarked = [recorded({ knownBy: { marker: "none", rows: [] } }, asked)];
    const drift = (calendars: BookingCalendar[], recordedFacts: RecordedFacts[]) =>
      told(driftWith({ calendars, recorded: recordedFacts, sightings: sights("Clinic") }));
    expect(drift([asked], marked)).to.deep.equal(["changed drift-field-changed /adopted/mark"]);
    expect(drift([asked], unmarked)).to.deep.equal(["information drift-not-applied"]);
    expect(drift([adopted(false)], marked)).to.deep.equal([]);
  });

  it("tells what someone wrote over the marker of a calendar that was created from specs, where one was seen [OPS-3]", () => {
    const drift = (text: string, marker: "ours" | "none") =>
      driftWith({
        recorded: [recorded({ knownBy: { marker, rows: [] } })],
        sightings: { [ADDRESS]: seen({ marker: text, mark: "none" }) },
      });
    const overwritten = drift("Clinic", "ours");
    expect(told(overwritten)).to.deep.equal(["changed drift-marker-overwritten"]);
    expect(overwritten.findings[0]?.problem.args).to.include({
      tenant: "Clinic",
      marker: "managed from git: leeds/leedscardiologyheartfailure",
    });
    expect(told(drift("", "ours"))).to.deep.equal([]);
    expect(told(drift("Clinic", "none"))).to.deep.equal([]);
  });
});
