import { spawnSync } from "node:child_process";
import { join, sep } from "node:path";
import { expect } from "chai";
import { validate } from "../../src/rules/validate";
import { memoryFiles } from "../../src/spec/spec-files";
import { fixture } from "./fixture";

const root = join(__dirname, "..", "..", "..");

const CALENDAR = `kind: BookingCalendar
serviceArea: Cardiology
clinicName: Heart
replyTo: a@nhs.net
phone: "111"
admins:
  - amy@nhs.net
`;

const table = {
  ...fixture("").table,
  "specs/leeds/calendars/a.yaml": CALENDAR,
  "specs/leeds/calendars/b.yaml": CALENDAR,
  "specs/leeds/calendars/c.yaml": CALENDAR.replace("Heart", "Lung").replace("phone", "fone"),
};

function told(...paths: string[]): string[] {
  return validate("", memoryFiles(table), paths).problems.map(({ code, at }) => `${code} ${at?.file ?? ""}`);
}

describe("validate", () => {
  it("tells every problem of every file, and gives no estate to act on", () => {
    expect(told()).to.deep.equal([
      "address-clash specs/leeds/calendars/b.yaml",
      "unknown-field specs/leeds/calendars/c.yaml",
    ]);
    expect(validate("", memoryFiles(table)).estate).to.equal(undefined);
  });

  it("with paths tells what concerns them, a clash with another file included [NAM-2]", () => {
    expect(told("specs/leeds/calendars/a.yaml")).to.deep.equal([
      "address-clash specs/leeds/calendars/b.yaml",
    ]);
    expect(told("./specs/leeds/calendars/c.yaml")).to.have.length(1);
    expect(told("specs/leeds/")).to.have.length(2);
    expect(told("specs\\leeds\\calendars\\c.yaml")).to.have.length(1);
    expect(told(".")).to.have.length(2);
    expect(told("specs/leeds/organisation.yaml")).to.deep.equal([]);
  });

  it("says of a path without a spec that there is none", () => {
    expect(told("specs/leds")).to.deep.equal(["no-such-path "]);
    expect(told("specs/leeds/calendars/a")).to.deep.equal(["no-such-path "]);
  });

  it("with paths gives no estate either while there are errors elsewhere", () => {
    const { estate, problems, counts } = validate("", memoryFiles(table), ["specs/tenant.yaml"]);
    expect([estate, problems, counts.errors]).to.deep.equal([undefined, [], 0]);
  });

  it("gives an estate when there are only warnings", () => {
    const warned = {
      ...fixture("").table,
      "specs/leeds/calendars/a.yaml": CALENDAR.replace('"111"', '"0113"'),
    };
    const { estate, counts } = validate("", memoryFiles(warned));
    expect(counts).to.include({
      errors: 0,
      warnings: 1,
      files: 3,
      organisations: 1,
      calendars: 1,
      policies: 0,
    });
    expect(estate?.organisations[0]?.calendars).to.have.length(1);
  });

  it("loads neither ajv nor Pulumi nor anything of Graph", () => {
    const program = `
      const { validate } = require("./dist/src/rules/validate.js");
      const { diskFiles } = require("./dist/src/spec/spec-files.js");
      validate(process.cwd(), diskFiles);
      validate(process.cwd(), { readTree: () => [{ path: "specs/tenant.yaml", kind: "file", size: () => 1, read: () => Buffer.from("kind: Tenant") }] });
      console.log(JSON.stringify(Object.keys(require.cache)));`;
    const { stdout } = spawnSync(process.execPath, ["-e", program], { cwd: root, encoding: "utf8" });
    const loaded = JSON.parse(stdout) as string[];
    const packages = loaded.flatMap((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []);
    expect([...new Set(packages)].sort()).to.deep.equal(["fastest-levenshtein", "yaml"]);
    const ours = loaded.filter((file) => file.startsWith(join(root, "dist")));
    const folders = ours.map((file) =>
      file
        .slice(join(root, "dist").length + 1)
        .split(sep, 2)
        .join("/"),
    );
    expect([...new Set(folders)].sort()).to.deep.equal(["src/model", "src/problem", "src/rules", "src/spec"]);
  });
});
