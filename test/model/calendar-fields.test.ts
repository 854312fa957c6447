import { expect } from "chai";
import { diffCalendar, tombstoneDiffers } from "../../providers/booking-calendar/diff";
import {
  fixedLabels,
  graphFields,
  lockedFields,
  managedFields,
  rowOf,
  specFields,
} from "../../src/model/calendar-fields";
import { compareFields, comparePeople } from "../../src/plan/compare";
import { tombstoneEdits } from "../../src/preflight/compare-with-inventory";
import { calendar } from "../support/model";

const texts = {
  displayName: "LeedsCardiologyHeartFailure",
  status: "active",
  replyTo: "hf@nhs.net",
  phone: "ext. one",
  marker: "managed from git: leeds/leedscardiologyheartfailure",
  viewerRole: "viewer",
};
const record = (more: object = {}) => ({ ...texts, members: {}, live: { status: "active" }, ...more });

/** Fields in which another case of letters is a difference, and fields that a tombstone locks. */
const CASE_COUNTS = ["displayName", "status", "phone", "viewerRole"];
const LOCKED = ["displayName", "status", "replyTo", "phone"];

describe("The table of a calendar's fields", () => {
  it("says what is compared, written, watched and locked", () => {
    expect(managedFields).to.have.members(Object.keys(texts));
    expect(graphFields).to.have.members(["displayName", "replyTo", "phone", "marker"]);
    expect(managedFields.filter((field) => rowOf(field).drift)).to.have.members([
      "displayName",
      "replyTo",
      "phone",
      "marker",
    ]);
    expect(specFields).to.have.members(["replyTo", "phone"]);
    expect(lockedFields).to.have.members(LOCKED);
    expect(Object.keys(fixedLabels)).to.have.members([
      "tenantId",
      "organisation",
      "serviceArea",
      "clinicName",
      "address",
    ]);
  });

  for (const field of managedFields) {
    const louder = { [field]: texts[field].toUpperCase() };
    const counts = CASE_COUNTS.includes(field);

    it(`${counts ? "tells" : "does not tell"} ${field} apart by case, in plans as in the handler's diff`, () => {
      expect(compareFields(texts, { ...texts, ...louder })).to.have.length(counts ? 1 : 0);
      expect(diffCalendar(record(), record(louder))).to.equal(counts);
    });

    it(`${LOCKED.includes(field) ? "locks" : "does not lock"} ${field} of a deleted calendar`, () => {
      const deleted = record({ status: "deleted", live: { status: "deleted" } });
      expect(tombstoneDiffers(deleted, { ...deleted, [field]: "other" })).to.equal(
        field === "status" || LOCKED.includes(field),
      );
    });
  }

  for (const field of specFields) {
    it(`refuses ${field} in an edited tombstone, at its line`, () => {
      const deletion = { confirm: "x", reason: "closed", withFutureAppointments: false };
      const entry = { ...calendar(), file: "x.yaml", status: "deleted" as const };
      const [edited] = tombstoneEdits(entry, calendar({ status: "deleted", deletion, [field]: "other" }));
      expect(edited?.at?.pointer).to.equal(`/${field}`);
    });
  }

  it("knows a person under another of their addresses where the directory tells", () => {
    const now: Record<string, string> = { "old@nhs.net": "admin" };
    const wanted: Record<string, string> = { "new@nhs.net": "admin" };
    expect(comparePeople(now, wanted)).to.have.length(2);
    expect(comparePeople(now, wanted, () => "object-id")).to.deep.equal([]);
  });
});
