import { expect } from "chai";
import { toAddress } from "../../src/model/address";
import { loadEstate } from "../../src/model/load-estate";
import { diskFiles, memoryFiles } from "../../src/spec/spec-files";
import { fixture } from "../rules/fixture";
import { EXAMPLE_ESTATE } from "../support/example-estate";

const CALENDAR = `=== specs/leeds/calendars/cardiology/heart-failure.yaml
# A clinic
kind: BookingCalendar
serviceArea: Cardiology
clinicName: 007
replyTo: Cardiology.Leeds@nhs.net
phone: +44 113 496 0000
admins: [Bob.Jones@nhs.net]
viewers:
  - amy.shah@nhs.net
`;

function only(text: string) {
  const { estate } = loadEstate("", fixture(text).files);
  const calendar = estate?.organisations[0]?.calendars[0];
  if (!calendar) throw new Error("no calendar");
  return calendar;
}

describe("estate", () => {
  it("has the examples: three organisations, at least 24 calendars, two policies, nothing to complain of", () => {
    const { estate, problems } = loadEstate(EXAMPLE_ESTATE, diskFiles);
    expect(problems).to.deep.equal([]);
    expect(estate?.organisations.map(({ organisation }) => organisation.stack)).to.deep.equal([
      "leeds",
      "staudreys",
      "wharfedale",
    ]);
    const calendars = estate?.organisations.flatMap(({ calendars }) => calendars) ?? [];
    expect(calendars.length).to.be.at.least(24);
    expect(estate?.organisations.flatMap(({ policies }) => policies)).to.have.length(2);
  });

  it("computes names and addresses, and keeps what the LA wrote as it is [NAM-1] [CRE-1]", () => {
    const calendar = only(CALENDAR);
    expect(calendar).to.include({
      name: "leedscardiology007",
      displayName: "LeedsCardiology007",
      address: "LeedsCardiology007@nhs.net",
      organisation: "Leeds",
      clinicName: "007",
      phone: "+44 113 496 0000",
      replyTo: "cardiology.leeds@nhs.net",
      status: "active",
    });
    expect(calendar.members).to.deep.equal({ "amy.shah@nhs.net": "viewer", "bob.jones@nhs.net": "admin" });
  });

  it("knows where every field and every member stands", () => {
    const { placeOf, memberPlace, source } = only(CALENDAR);
    const file = "specs/leeds/calendars/cardiology/heart-failure.yaml";
    expect(source).to.deep.equal({ file, line: 1, column: 1 });
    expect(placeOf("/phone")).to.include({ file, line: 6, column: 8, endColumn: 24 });
    expect(placeOf("/phone", "key")).to.include({ line: 6, column: 1, endColumn: 6 });
    expect(memberPlace(toAddress("bob.jones@nhs.net"))).to.include({ line: 7, column: 10 });
    expect(memberPlace(toAddress("amy.shah@nhs.net"))).to.include({ line: 9, column: 5 });
  });

  it("places what is absent at its nearest parent", () => {
    const { placeOf } = only(`${CALENDAR}recreate:\n  confirm: x\n`);
    expect(placeOf("/deletion/confirm")).to.include({ line: 2, column: 1, endColumn: 5 });
    expect(placeOf("/recreate/other")).to.include({ line: 10, column: 1, endColumn: 9 });
  });

  it("gives an adopted calendar the address that it has [NAM-1]", () => {
    const calendar = only(`${CALENDAR}adopted:\n  address: OldHeart@nhs.net\n  displayName: Old Heart\n`);
    expect(calendar).to.include({
      name: "leedscardiology007",
      displayName: "Old Heart",
      address: "OldHeart@nhs.net",
    });
  });

  it("does not depend on the names of files [UPD-1]", () => {
    const moved = only(CALENDAR.replace("cardiology/heart-failure", "x"));
    const { source: _a, placeOf: _b, memberPlace: _c, ...plain } = moved;
    expect(only(CALENDAR)).to.deep.include(plain);
  });

  it("fills in limits that the tenant leaves out", () => {
    const { table } = fixture("");
    const limits = "limits:\n  rolesChanged:\n    number: 7\n    percent: 8\n";
    const { estate } = loadEstate(
      "",
      memoryFiles({ ...table, "specs/tenant.yaml": table["specs/tenant.yaml"] + limits }),
    );
    expect(estate?.tenant.limits.rolesChanged).to.deep.equal({ number: 7, percent: 8 });
    expect(estate?.tenant.limits.calendarsDeleted).to.deep.equal({ number: 3, percent: 20 });
  });

  it("is empty without the tenant's file, and says so", () => {
    const { estate, problems } = loadEstate(
      "",
      memoryFiles({ "specs/leeds/organisation.yaml": "kind: Organisation" }),
    );
    expect(estate).to.equal(undefined);
    expect(problems.map(({ code }) => code)).to.include("missing-tenant-file");
  });
});
