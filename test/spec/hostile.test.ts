import { expect } from "chai";
import { formatText } from "../../src/problem/format";
import { validate } from "../../src/rules/validate";
import { decode } from "../../src/spec/decode";
import { limits } from "../../src/spec/limits";
import { memoryFiles } from "../../src/spec/spec-files";
import { fixture } from "../rules/fixture";
import { type HostileInput, hostileInputs, odditiesThatAreFine } from "./hostile-inputs";

const FILE = "specs/leeds/calendars/x.yaml";
// Far more than any input takes on a slow machine; a hang is what it is there for.
const PATIENCE = 20_000;

function problemsOf(content: HostileInput["content"]) {
  return validate("", memoryFiles({ ...fixture("").table, [FILE]: content })).problems;
}

describe("hostile inputs", () => {
  for (const { name, content, expected } of hostileInputs) {
    it(`${name}: told with its place`, () => {
      const problems = problemsOf(content);
      const [first = ""] = expected;
      const told = problems.map(({ code, at }) => `${code} ${at?.line}:${at?.column}`);
      // Floods are cut off; of them the first code, and the place where it is certain, are looked at.
      if (problems.length > 40 || !first.includes(" "))
        expect(told[0]).to.match(new RegExp(`^${first}( |$)`));
      else expect(told.sort()).to.deep.equal([...expected].sort());
      for (const { at } of problems) expect(at?.file).to.equal(FILE);
      expect(formatText(problems)).not.to.match(/undefined|NaN|\[object/);
    }).timeout(PATIENCE);
  }

  it("of the largest size cost little, whatever their lines end with", () => {
    for (const end of ["\r", "\u2028", "x"]) {
      const line = `${end.repeat(limits.lineLength)}\n`;
      const content = line.repeat(Math.floor(limits.bytes / Buffer.byteLength(line)));
      const before = process.cpuUsage();
      expect(decode(FILE, Buffer.from(content)).problems.map(({ code }) => code)).to.not.contain("long-line");
      const { user } = process.cpuUsage(before);
      expect(user / 1000, JSON.stringify(end)).to.be.below(500);
    }
  });

  it("are more than forty", () => expect(hostileInputs.length).to.be.above(40));

  for (const { name, content } of odditiesThatAreFine) {
    it(`${name}: fine`, () => expect(problemsOf(content)).to.deep.equal([]));
  }

  it("are all told in one run, with those of other files", () => {
    const table = {
      ...fixture("").table,
      "specs/leeds/calendars/a.yaml": "a: b: c\n",
      "specs/leeds/calendars/b.yaml": "",
      "specs/leeds/policies/c.yaml": "kind: UserPolicy\nnmae: x\n",
      "specs/leeds/calendars/d.yaml":
        'kind: BookingCalendar\nserviceArea: A\nclinicName: B\nreplyTo: me\nphone: "111"\nextra: x\n',
    };
    const { problems, estate } = validate("", memoryFiles(table));
    expect(estate).to.equal(undefined);
    expect(problems.map(({ code, at }) => `${at?.file.slice(-6, -5)} ${code}`)).to.deep.equal([
      "a colon-in-text",
      "b empty-file",
      "d not-an-address",
      "d unknown-field",
      "c missing-field",
      "c missing-field",
      "c unknown-field",
    ]);
  });
});
