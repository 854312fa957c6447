import { expect } from "chai";
import { loadEstate } from "../../src/model/load-estate";
import { validate } from "../../src/rules/validate";
import { memoryFiles } from "../../src/spec/spec-files";

const POLICY = "specs/leeds/policies/visits.yaml";
const PEOPLE = "specs/leeds/policies/people.csv";

const tree = (csv: string | undefined, extra = "") => ({
  "specs/tenant.yaml": [
    "kind: Tenant",
    "tenantId: 3f1c9a4e-6d52-4b8f-9c07-2a51e0d6b874",
    "domain: nhs.net",
    "viewerRole: teamMember",
    "starterService: false",
    "baseLicences: [{ name: Office 365 E3, sku: ENTERPRISEPACK }]",
    "organisationAttribute: companyName",
    "pipelines: {}",
    "",
  ].join("\n"),
  "specs/leeds/organisation.yaml":
    "kind: Organisation\nshortName: Leeds\nname: Leeds\ndirectoryName: Leeds\n",
  [POLICY]: `kind: UserPolicy\nname: Visits\nbaseLicence: Office 365 E3\napplications: [Microsoft Bookings]\nusersFile: people.csv\n${extra}`,
  ...(csv === undefined ? {} : { [PEOPLE]: csv }),
});

const problemsOf = (csv: string | undefined, extra?: string) => {
  const { problems } = validate("", memoryFiles(tree(csv, extra)));
  return problems.map(({ code, at }) => `${code} ${at?.file}:${at?.line}`);
};

describe("the users of a policy in a file beside it", () => {
  it("reads the portal's one-column CSV: with a byte order mark, quotes, CRLF and empty lines [POL-7]", () => {
    const csv = '\ufeffEmail Address\r\namy.shah@nhs.net\r\n\r\n"Bob.Jones@nhs.net"\r\n';
    const { estate, problems } = loadEstate("", memoryFiles(tree(csv)));
    expect(problems).to.deep.equal([]);
    const [policy] = estate?.organisations[0]?.policies ?? [];
    expect(policy?.users).to.deep.equal(["amy.shah@nhs.net", "bob.jones@nhs.net"]);
    expect(problemsOf(csv)).to.deep.equal([]);
  });

  it("reports a wrong address, a repeated one and a second column at its line of the file [POL-7]", () => {
    const csv = "Email Address\namy.shah@nhs.net\namy.shah@nhs,net\nAmy.Shah@nhs.net\nbob@nhs.uk\n";
    expect(problemsOf(csv)).to.have.members([
      `users-file-column ${PEOPLE}:3`,
      `user-listed-twice ${PEOPLE}:4`,
      `address-of-other-domain ${PEOPLE}:5`,
    ]);
  });

  it("refuses another heading, a missing file, and users in both places, each at its line [POL-7]", () => {
    expect(problemsOf("Name\namy.shah@nhs.net\n")).to.deep.equal([`users-file-heading ${PEOPLE}:1`]);
    expect(problemsOf(undefined)).to.deep.equal([`users-file-unreadable ${POLICY}:5`]);
    expect(problemsOf("Email Address\n", "users:\n  - amy.shah@nhs.net\n")).to.deep.equal([
      `users-in-two-places ${POLICY}:6`,
    ]);
  });
});
