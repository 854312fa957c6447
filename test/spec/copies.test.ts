import { expect } from "chai";
import { words } from "../../src/problem/words";
import { validate } from "../../src/rules/validate";
import { memoryFiles } from "../../src/spec/spec-files";
import { fixture } from "../rules/fixture";

const FOLDER = "specs/leeds/calendars/";

const calendar = (clinic = "Heart"): string => `kind: BookingCalendar
serviceArea: Cardiology
clinicName: ${clinic}
replyTo: a@nhs.net
phone: "+44 113 496 0000"
admins:
  - amy@nhs.net
`;

const policy = `kind: UserPolicy
name: Front desk
baseLicence: Office 365 E3
applications: [Microsoft Bookings]
users: [amy@nhs.net, bob@nhs.net]
`;

describe("a copy inside specs/", () => {
  const estate = { ...fixture("").table, [`${FOLDER}cardiology.yaml`]: calendar() };

  /** Every error of the estate with these files too. */
  function told(files: Readonly<Record<string, string>>): string[] {
    const { problems } = validate("", memoryFiles({ ...estate, ...files }));
    return problems
      .filter(({ severity }) => severity === "error")
      .map((one) => `${one.at?.file}: ${words(one).sentence} ${words(one).advice}`);
  }

  const MAKERS: Readonly<Record<string, string>> = {
    "cardiology - Copy.yaml": "Windows Explorer",
    "cardiology - Copy (2).yaml": "Windows Explorer",
    "Copy of cardiology.yaml": "Windows Explorer",
    "Copy (3) of cardiology.yaml": "Windows Explorer",
    "cardiology (1).yaml": "a browser or a file manager",
    "cardiology(1).yaml": "a browser or a file manager",
    "cardiology copy.yaml": "the Finder of macOS",
    "cardiology copy 2.yaml": "the Finder of macOS",
    "cardiology (copy).yaml": "a file manager",
    "cardiology (another copy).yaml": "a file manager",
    "cardiology (3rd copy).yaml": "a file manager",
    "cardiology (Amy's conflicted copy 2026-11-29).yaml": "a program that keeps folders the same",
    "cardiology_REMOTE_4711.yaml": "git’s merge tool",
  };

  for (const [name, maker] of Object.entries(MAKERS))
    it(`is told once as what it is, with what helps: ${name}`, () => {
      const other = "If it is to be another calendar, rename the file and give it a clinic name of its own.";
      const expected = `${FOLDER}${name}: “${name}” is a copy of “cardiology.yaml” that ${maker} made. Remove it. ${other}`;
      expect(told({ [FOLDER + name]: calendar() }), "the same").to.deep.equal([expected]);
      const edited = calendar("heart").replace("+44 113", "+44 114");
      expect(told({ [FOLDER + name]: edited }), "the same calendar").to.deep.equal([expected]);
    });

  it("that became another calendar is a spec like any other", () => {
    expect(told({ [`${FOLDER}cardiology - Copy.yaml`]: calendar("Valves") })).to.deep.equal([]);
  });

  it("without its original is a spec like any other", () => {
    expect(told({ [`${FOLDER}neurology - Copy.yaml`]: calendar("Valves") })).to.deep.equal([]);
  });

  it("is one mistake, also where the original has mistakes of its own", () => {
    const broken = calendar().replace("replyTo: a@nhs.net", "replyTo: not an address");
    const alone = told({ [`${FOLDER}cardiology.yaml`]: broken });
    const both = told({ [`${FOLDER}cardiology.yaml`]: broken, [`${FOLDER}cardiology (1).yaml`]: broken });
    expect(both.filter((one) => !alone.includes(one))).to.have.length(1);
  });

  it("of a policy is one mistake, however many people are in it", () => {
    const folder = "specs/leeds/policies/";
    const files = { [`${folder}desk.yaml`]: policy, [`${folder}desk - Copy.yaml`]: policy };
    expect(told({ [`${folder}desk.yaml`]: policy }).join("\n")).to.equal("");
    expect(told(files)).to.have.length(1);
    expect(told(files)[0]).to.contain("another policy").and.to.contain("a name of its own");
  });

  for (const file of ["specs/tenant", "specs/leeds/organisation"])
    it(`can be nothing else beside ${file}.yaml`, () => {
      const text = fixture("").table[`${file}.yaml`] ?? "";
      const [only, ...more] = told({ [`${file} - Copy.yaml`]: text.replace("Leeds", "York") });
      expect(more).to.deep.equal([]);
      expect(only)
        .to.contain(" - Copy.yaml” is a copy of ")
        .and.to.contain("Remove it.")
        .and.not.to.contain("rename");
    });

  it("of a whole folder is one mistake, whatever is in it", () => {
    const copied = Object.entries(estate).filter(([path]) => path.startsWith("specs/leeds/"));
    const into = (folder: string) =>
      Object.fromEntries(copied.map(([path, text]) => [path.replace("specs/leeds/", folder), text]));
    const [only, ...more] = told({
      ...into("specs/leeds - Copy/"),
      "specs/leeds - Copy/calendars/new.yaml": calendar("Valves"),
    });
    expect(more).to.deep.equal([]);
    expect(only).to.contain("“leeds - Copy” is a copy of “leeds” that Windows Explorer made.");
    expect(told({ "specs/leeds/calendars (1)/cardiology.yaml": calendar() })).to.have.length(1);
  });

  it("of a folder of calendars is told for what is the same, and the rest are calendars", () => {
    const files = {
      [`${FOLDER}north/one.yaml`]: calendar("One"),
      [`${FOLDER}north/two.yaml`]: calendar("Two"),
      [`${FOLDER}north (1)/one.yaml`]: calendar("One"),
      [`${FOLDER}north (1)/two.yaml`]: calendar("Two"),
      [`${FOLDER}north (1)/three.yaml`]: calendar("Three"),
    };
    const [only, ...more] = told(files);
    expect(more).to.deep.equal([]);
    expect(only).to.contain("“north (1)” is a copy of “north”");
  });

  it("that an editor or git kept is told as that, and is never to overwrite the spec", () => {
    for (const [end, maker] of Object.entries({
      ".bak": "an editor",
      "~": "an editor",
      ".orig": "git",
      ".old": "an editor",
    }))
      expect(told({ [`${FOLDER}cardiology.yaml${end}`]: calendar() })).to.deep.equal([
        `${FOLDER}cardiology.yaml${end}: “cardiology.yaml${end}” is a copy of “cardiology.yaml” that ${maker} made. Remove it. Earlier versions of a spec are in git.`,
      ]);
    expect(told({ [`${FOLDER}valves.yaml.bak`]: calendar("Valves") })).to.deep.equal([
      `${FOLDER}valves.yaml.bak: “valves.yaml.bak” looks like a copy of “valves.yaml” that an editor made, and “valves.yaml” is not here. It is not read. If it is the spec, rename it to “valves.yaml”. Otherwise remove it.`,
    ]);
  });

  it("with another end is told as a copy too, not sent to another name first", () => {
    expect(told({ [`${FOLDER}cardiology - Copy.yml`]: calendar() })).to.have.length(1);
    expect(told({ [`${FOLDER}cardiology - Copy.yml`]: calendar() })[0]).to.contain(
      "is a copy of “cardiology.yaml”",
    );
  });
});
