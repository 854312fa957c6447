import { expect } from "chai";
import { inventoryOf } from "../../src/preflight/compare-with-inventory";
import { neededIdentities } from "../../src/preflight/needed-identities";
import { calendar, leeds, tenant } from "../support/model";

const before = inventoryOf(tenant, leeds(calendar()));
const needed = (model = leeds(calendar()), last: typeof before | undefined = before, of = tenant) =>
  neededIdentities(of, model, last);

describe("the identities that what changed in the specs needs", () => {
  it("are none where nothing changed, where a file moved, or where the engine keeps another order", () => {
    const noOne = { calendars: false, policies: false };
    expect(needed()).to.deep.equal(noOne);
    expect(needed(leeds(calendar({ file: "specs/leeds/calendars/elsewhere.yaml" })))).to.deep.equal(noOne);
    const entries = Object.entries(before.calendars).map(([name, entry]) => [
      name,
      Object.fromEntries(Object.entries(entry).reverse()),
    ]);
    expect(needed(undefined, { ...before, calendars: Object.fromEntries(entries) })).to.deep.equal(noOne);
  });

  it("are the calendar operator for a new calendar, a person, and another role of viewers", () => {
    const calendars = { calendars: true, policies: false };
    expect(neededIdentities(tenant, leeds(calendar()), undefined)).to.deep.equal(calendars);
    const members = { "amy.shah@nhs.net": "admin", "bob.jones@nhs.net": "viewer" } as const;
    expect(needed(leeds(calendar({ members })))).to.deep.equal(calendars);
    const viewerRole = tenant.viewerRole === "viewer" ? "teamMember" : "viewer";
    expect(needed(undefined, before, { ...tenant, viewerRole })).to.deep.equal(calendars);
  });
});
