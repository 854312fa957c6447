import { expect } from "chai";
import { searchCalendars, searchPolicies } from "../../src/report/search";
import { calendars } from "./calendars";
import { policy } from "./policies";

const NAMES = new Map([["leeds", "Leeds Teaching Hospitals"]]);
const found = (search: string): string[] =>
  searchCalendars(calendars, search, NAMES).map(({ displayName }) => displayName);

describe("search", () => {
  for (const [what, search] of [
    ["display name, in any case", "heartfail"],
    ["address", "LeedsCardiologyHeartFailure@nhs.net"],
    ["person by address", "bob.jones@nhs.net"],
    ["person by name", "Bob Jones"],
    ["person's own organisation, where it is another", "york"],
    ["several words at once, in any order", "jones cardiology"],
    ["a name without its accents", "Bób Jönes"],
  ] as const) {
    it(`finds a calendar by ${what} [UPD-3]`, () => {
      expect(found(search)).to.deep.equal(["LeedsCardiologyHeartFailure"]);
    });
  }

  it("finds calendars by reply address and by the organisation's short and full name [UPD-3]", () => {
    for (const search of ["cardiology.hf@nhs.net", "leeds", "teaching hospitals"]) {
      expect(found(search)).to.have.length(calendars.length);
    }
    expect(found("bradford")).to.deep.equal([]);
  });

  it("finds policies by name, organisation, application and person [UPD-3]", () => {
    for (const search of ["LeedsBookings", "teaching", "bookings", "amy shah"]) {
      expect(searchPolicies([policy], search, NAMES), search).to.deep.equal([policy]);
    }
    expect(searchPolicies([policy], "cat lowe", NAMES)).to.deep.equal([]);
  });
});
