import { expect } from "chai";
import { words } from "../../src/problem/words";
import { limits } from "../../src/spec/limits";
import { readDocument, readSpecs } from "../../src/spec/read-specs";

const TENANT = `kind: Tenant
tenantId: 8d1f6f3c-5a53-4f8e-9a53-1f0c6f3f7b21
domain: nhs.net
viewerRole: teamMember
starterService: true
baseLicences:
  - name: Office 365 E3
    sku: ENTERPRISEPACK
organisationAttribute: companyName
`;

const LEEDS = `kind: Organisation
shortName: Leeds
name: Leeds Riverside Hospitals NHS Trust
directoryName: Leeds
`;

const POLICY = `kind: UserPolicy
name: Virtual Visits
baseLicence: Office 365 E3
applications:
  - Microsoft Bookings
users:
  - amy.shah@nhs.net
`;

function told(file: string, text: string): string[] {
  return readDocument(file, Buffer.from(text)).problems.map((problem) => {
    const { sentence, advice } = words(problem);
    return `${problem.at?.line}:${problem.at?.column} ${problem.code}: ${sentence} ${advice}`;
  });
}

const tenant = (from: string, to: string) => told("specs/tenant.yaml", TENANT.replace(from, to));
const leeds = (from: string, to: string) => told("specs/leeds/organisation.yaml", LEEDS.replace(from, to));
const policy = (from: string, to: string) => told("specs/leeds/policies/p.yaml", POLICY.replace(from, to));

describe("the shape of specs", () => {
  it("the tenant has to say which role a viewer gets: there is no default [USR-9]", () => {
    expect(tenant("viewerRole: teamMember\n", "")).to.deep.equal([
      "1:1 missing-field: The field “viewerRole” is missing in a Tenant. For example: viewerRole: teamMember",
    ]);
    expect(tenant("teamMember", "team member")).to.deep.equal([
      "4:13 wrong-value: “team member” is not one of the values that “viewerRole” may have. Did you mean “teamMember”?",
    ]);
    expect(tenant("teamMember", "guest")).to.deep.equal([
      "4:13 wrong-value: “guest” is not one of the values that “viewerRole” may have. Write one of “teamMember”, “viewer”.",
    ]);
    expect(tenant("teamMember", "")).to.deep.equal([
      "4:1 empty-value: There is nothing after “viewerRole”. Write a value, or leave the whole field out if it is not needed. For example: viewerRole: teamMember",
    ]);
  });

  it("says once that a group stands where a word is wanted, and not that it is none of the words", () => {
    expect(
      policy("  - Microsoft Bookings\n", "  - Microsoft Bookings:\n      - amy.shah@nhs.net\n"),
    ).to.deep.equal([
      '5:5 wrong-type: “applications, entry 1” has to be text, but is a group of fields. For example: - "…"',
    ]);
  });

  for (const word of ["yes", "True", "on", "1", "'maybe'"]) {
    it(`“${word}” is neither true nor false`, () => {
      const [problem = ""] = tenant("starterService: true", `starterService: ${word}`);
      expect(problem).to.match(/^5:17 wrong-type: “starterService” has to be “true” or “false”, but is /);
      expect(problem.includes("Did you mean “true”?")).to.equal(["yes", "True", "on"].includes(word));
    });
  }

  it("“true” in quotes is true all the same", () => {
    expect(tenant("starterService: true", 'starterService: "true"')).to.deep.equal([]);
  });

  for (const [text, code] of [
    ["007", "wrong-type"],
    ["0x10", "wrong-type"],
    ["1e3", "wrong-type"],
    ["-1", "wrong-type"],
    ["3.5", "wrong-type"],
    ["12345678901234567890", "wrong-type"],
    ["101", "number-out-of-range"],
  ] as const) {
    it(`${text} is no share in per cent`, () => {
      const limit = `limits:\n  rolesChanged: { number: 3, percent: ${text} }\n`;
      const [problem = "", ...more] = tenant("organisationAttribute", `${limit}organisationAttribute`);
      expect(problem).to.match(new RegExp(`^10:39 ${code}: .*“?limits.rolesChanged.percent`));
      expect(more).to.deep.equal([]);
    });
  }

  it("has forms that are explained with an example", () => {
    expect(tenant("8d1f6f3c-", "")[0]).to.include("2:11 wrong-form").and.to.include("GUID");
    expect(tenant("domain: nhs.net", "domain: '@nhs.net'")[0])
      .to.include("3:9 wrong-form")
      .and.to.include("without “@”");
    expect(tenant("ENTERPRISEPACK", "E 3")[0])
      .to.include("8:10 wrong-form: “E 3” does not have the form that “baseLicences, entry 1: sku” asks for")
      .and.to.include("For example: sku: ENTERPRISEPACK");
    for (const shortName of [
      "-leeds",
      "L",
      "Leeds--2",
      "gst-tr.",
      "Leeds Community",
      "L".repeat(21),
      "Lééds",
    ]) {
      expect(leeds("shortName: Leeds", `shortName: ${shortName}`)[0]).to.include("2:12 wrong-form");
    }
  });

  it("knows fields inside fields", () => {
    expect(leeds("directoryName", "helpdesk:\n  mail: x\ndirectoryName")).to.deep.equal([
      "4:1 missing-field: The field “name” is missing in “helpdesk”. For example: name: Leeds IT Service Desk",
      "5:3 unknown-field: There is no field “mail” in “helpdesk”. Did you mean “email”?",
    ]);
  });

  it("names an organisation with the right article", () => {
    expect(leeds("directoryName: Leeds\n", "")[0]).to.include("missing in an Organisation");
  });

  it("suggests applications", () => {
    expect(policy("Microsoft Bookings", "Microsoft Booking")[0]).to.include(
      "Did you mean “Microsoft Bookings”?",
    );
    expect(policy("Microsoft Bookings", "Minesweeper for Windows")[0]).to.include(
      "Write one of “Microsoft Bookings”",
    );
  });

  it("bounds lists", () => {
    const many = Array.from({ length: 51 }, () => "  - Sway\n").join("");
    expect(policy("  - Microsoft Bookings\n", many)).to.deep.equal([
      "4:1 too-many-entries: “applications” has 51 entries, more than the 50 that it may have. Split it.",
    ]);
  });

  it("tells at most fifty problems of a file and counts the rest", () => {
    const fields = Array.from({ length: 60 }, (_, index) => `x${index}: y\n`).join("");
    const problems = policy("kind: UserPolicy\n", `kind: UserPolicy\n${fields}`);
    expect(problems).to.have.length(limits.problems + 1);
    expect(problems.at(-1)).to.include("more-problems: There are 10 more problems in this file.");
  });

  it("counts the rest also of a file that cannot be understood", () => {
    const problems = policy("kind: UserPolicy\n", `kind: UserPolicy\n${"x: y\n".repeat(61)}`);
    expect(problems).to.have.length(limits.problems + 1);
    expect(problems.at(-1)).to.include("more-problems: There are 10 more problems in this file.");
  });

  it("keeps long texts out of sentences", () => {
    const [problem = ""] = tenant("teamMember", "x".repeat(1_900));
    expect(problem.length).to.be.below(300);
  });

  it("bounds the number of files", () => {
    const file = {
      path: "specs/leeds/calendars/x.yaml",
      kind: "file" as const,
      size: () => 0,
      read: () => Buffer.alloc(0),
    };
    const { problems, documents } = readSpecs("", { readTree: () => new Array(limits.files + 1).fill(file) });
    expect(problems.map(({ code }) => code)).to.include("too-many-files");
    expect(documents).to.deep.equal([]);
  });
});
