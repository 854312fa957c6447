import { expect } from "chai";
import { words } from "../../src/problem/words";
import { readDocument, readSpecs } from "../../src/spec/read-specs";
import { memoryFiles } from "../../src/spec/spec-files";

const SPEC = `kind: BookingCalendar
serviceArea: Cardiology
clinicName: Heart Failure
replyTo: cardiology.leeds@nhs.net
phone: "0113 496 0110"
admins:
  - amara.shah@nhs.net
`;

const read = (text: string) => readDocument("specs/leeds/calendars/a.yaml", Buffer.from(text));
const told = (from: string, to: string): string[] =>
  read(SPEC.replace(from, to)).problems.map((one) => `${one.at?.line}:${one.at?.column} ${one.code}`);
const advice = (from: string, to: string): string | undefined =>
  read(SPEC.replace(from, to)).problems.map((one) => words(one).advice)[0];

describe("slips of the pen in a spec", () => {
  it("are told once each: a misspelt field is not missing as well", () => {
    expect(told("clinicName", "clinicNmae")).to.deep.equal(["3:1 unknown-field"]);
    expect(told("clinicName: Heart Failure\n", "extra: x\n")).to.deep.equal([
      "1:1 missing-field",
      "3:1 unknown-field",
    ]);
  });

  it("that git left in a merge are one problem, at the first marker", () => {
    const merged = '<<<<<<< HEAD\nphone: "1"\n=======\nphone: "2"\n>>>>>>> theirs\n';
    expect(told('phone: "0113 496 0110"\n', merged)).to.deep.equal(["5:1 merge-conflict"]);
    expect(told('phone: "0113 496 0110"\n', merged.replaceAll("\n", "\r\n"))).to.deep.equal([
      "5:1 merge-conflict",
    ]);
  });

  for (const quoted of [
    "“Heart Failure”",
    "‘Heart Failure’",
    "„Heart Failure“",
    '"Heart Failure”',
    '“Heart Failure"',
  ]) {
    it(`of a word processor are recognised: ${quoted}`, () => {
      expect(told("Heart Failure", quoted)).to.deep.equal(["3:13 typographic-quotes"]);
      expect(advice("Heart Failure", quoted)).to.equal('Write straight quotes: "Heart Failure"');
    });
  }

  it("are not the apostrophe of a name, nor quotes inside a text", () => {
    for (const fine of ["Children’s Clinic", "‘Pre’ and ‘Post’ Care", '"The “Voice” clinic"'])
      expect(told("Heart Failure", fine), fine).to.deep.equal([]);
  });

  it("of a number sign: what follows it is a comment, and that is a warning for words of one's own", () => {
    expect(told("Heart Failure", "Heart #1 Failure")).to.deep.equal(["3:19 text-cut-by-comment"]);
    expect(advice("Heart Failure", "Heart #1 Failure")).to.contain('"Heart #1 Failure"');
    for (const fine of ['"Heart #1"', "Heart#1"]) expect(told("Heart Failure", fine), fine).to.deep.equal([]);
    expect(told("amara.shah@nhs.net", "amara.shah@nhs.net # lead nurse")).to.deep.equal([]);
    expect(told("  - amara", "  # lead nurse\n  - amara")).to.deep.equal([]);
  });

  it("of an editor that keeps copies: no advice puts an old spec in the place of a new one", () => {
    const names = ["a.yaml", "a.yaml~", "a.yaml.bak", "a.yml", "b.yml"];
    const table = Object.fromEntries(names.map((name) => [`specs/leeds/calendars/${name}`, SPEC]));
    const { problems } = readSpecs("", memoryFiles(table));
    const about = new Map(problems.map((one) => [one.at?.file.split("/").at(-1), words(one).advice]));
    expect(about.get("a.yaml~")).to.contain("Remove it");
    expect(about.get("a.yaml.bak")).to.contain("Remove it");
    expect(about.get("a.yml")).to.contain("“a.yaml” is there already");
    expect(about.get("b.yml")).to.equal("Rename it to “b.yaml”.");
  });
});
