import { expect } from "chai";
import { validate } from "../../src/rules/validate";
import { memoryFiles } from "../../src/spec/spec-files";

const EXCEPTIONS = (problem: string, about = "") =>
  `exceptions:\n  - problem: ${problem}\n${about && `    about: ${about}\n`}    reason: as found\n    owner: IT\n    expires: 2027-01-01\n`;

function problemsOf(calendar: string, more: Record<string, string> = {}) {
  const files = {
    "specs/tenant.yaml":
      "kind: Tenant\ntenantId: 3f1c9a4e-6d52-4b8f-9c07-2a51e0d6b874\ndomain: nhs.net\nviewerRole: teamMember\nstarterService: false\nbaseLicences: [{ name: E3, sku: ENTERPRISEPACK }]\norganisationAttribute: companyName\n",
    "specs/leeds/organisation.yaml":
      "kind: Organisation\nshortName: Leeds\nname: Leeds\ndirectoryName: Leeds\n",
    ...more,
    "specs/leeds/calendars/heart.yaml": `kind: BookingCalendar\nserviceArea: Heart\nclinicName: Clinic\nreplyTo: heart@nhs.net\n${calendar}`,
  };
  return validate("", memoryFiles(files)).problems.map(({ code, severity }) => `${severity} ${code}`);
}

const ADOPTED = "adopted:\n  address: heart.clinic@nhs.net\n";
const ODD = 'phone: "ring the desk"\n';
const ADMIN = "admins: [amy.shah@nhs.net]\n";

describe("exceptions of adopted calendars", () => {
  it("make a warning of the named problem, and of no other [OPS-4]", () => {
    expect(problemsOf(ODD + ADOPTED + ADMIN)).to.deep.equal(["error phone-has-letters"]);
    expect(problemsOf(ODD + ADOPTED + ADMIN + EXCEPTIONS("phone-has-letters"))).to.deep.equal([
      "warning phone-has-letters",
    ]);
    expect(problemsOf(ODD + ADOPTED + EXCEPTIONS("phone-has-letters"))).to.have.members([
      "warning phone-has-letters",
      "error calendar-without-admin",
    ]);
  });

  it("let a calendar keep an address that begins with another organisation's short name, and a new organisation not have it unseen [NAM-2] [OPS-4]", () => {
    const spec = `phone: "0113 496 0110"\n${ADOPTED}${ADMIN}`;
    const heart = {
      "specs/heart/organisation.yaml":
        "kind: Organisation\nshortName: heart\nname: Heart\ndirectoryName: Heart\n",
    };
    expect(problemsOf(spec)).to.deep.equal([]);
    expect(problemsOf(spec, heart)).to.deep.equal(["error address-of-another"]);
    expect(problemsOf(spec + EXCEPTIONS("address-of-another"), heart)).to.deep.equal([
      "warning address-of-another",
    ]);
  });

  it("count for the person they name only, and in no calendar that was not adopted [OPS-4]", () => {
    const guest = `phone: "0113 496 0110"\n${ADMIN}viewers: [a@nhs.uk]\n`;
    const [code] = problemsOf(guest + ADOPTED).map((one) => one.replace("error ", ""));
    expect(problemsOf(guest + ADOPTED + EXCEPTIONS(code ?? "", "b@nhs.uk"))).to.deep.equal([`error ${code}`]);
    expect(problemsOf(guest + ADOPTED + EXCEPTIONS(code ?? "", "A@nhs.uk"))).to.deep.equal([
      `warning ${code}`,
    ]);
    expect(problemsOf(guest + EXCEPTIONS(code ?? ""))).to.deep.equal([`error ${code}`]);
  });
});
