import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { formatText } from "../../src/problem/format";
import { validate } from "../../src/rules/validate";
import { readSpecs } from "../../src/spec/read-specs";
import { diskFiles, type SpecFile, type SpecFiles, sourceReader } from "../../src/spec/spec-files";
import { fixture } from "../rules/fixture";

const CALENDAR = `kind: BookingCalendar
serviceArea: Cardiology
clinicName: Heart
replyTo: a@nhs.net
phone: "111"
admins:
  - amy@nhs.net
`;

describe("specs on a disk", () => {
  let root = "";

  function write(path: string, content: string): void {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }

  function told(): string[] {
    return validate(root, diskFiles).problems.map(({ code, at }) => `${code} ${at?.file}`);
  }

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "specs-"));
    for (const [path, content] of Object.entries(fixture("").table)) write(path, content);
    write("specs/leeds/calendars/a.yaml", CALENDAR);
  });

  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it("are read with notes, hidden files and empty folders beside them", () => {
    write("specs/README.md", "# Notes");
    write("specs/leeds/calendars/.a.yaml.swp", "\0");
    write("specs/.git/config.yaml", "{");
    mkdirSync(join(root, "specs/leeds/policies"));
    expect(told()).to.deep.equal([]);
    expect(validate(root, diskFiles).counts).to.include({ files: 3, organisations: 1, calendars: 1 });
  });

  it("are not read through links, neither to files inside nor outside, nor to folders, nor in the place of an organisation", () => {
    write("outside.yaml", CALENDAR);
    const links = {
      b: join(root, "outside.yaml"),
      c: "/etc/passwd",
      d: "/",
      e: "nowhere",
      f: "a.yaml",
      loop: ".",
    };
    for (const [name, target] of Object.entries(links))
      symlinkSync(target, join(root, `specs/leeds/calendars/${name}.yaml`));
    symlinkSync("leeds", join(root, "specs/york"));
    expect(told()).to.deep.equal([
      ...Object.keys(links).map((name) => `link-in-specs specs/leeds/calendars/${name}.yaml`),
      "link-in-specs specs/york",
    ]);
  });

  it("never lend the first line of another file to a problem's excerpt", () => {
    write("secret.txt", "BOOKINGS_SECRET=hunter2\n");
    mkdirSync(join(root, "elsewhere"));
    write("elsewhere/x.yaml", "BOOKINGS_SECRET=hunter2\n");
    symlinkSync(join(root, "secret.txt"), join(root, "specs/leeds/calendars/b.yaml"));
    symlinkSync(join(root, "elsewhere"), join(root, "specs/york"));
    symlinkSync("/dev/zero", join(root, "specs/leeds/calendars/z.yaml"));
    const { problems } = validate(root, diskFiles);
    expect(problems).to.have.length(3);
    const sourceOf = sourceReader(root);
    expect(formatText(problems, { sourceOf })).to.not.contain("hunter2");
    expect([sourceOf("specs/york/x.yaml"), sourceOf("specs/leeds/calendars/z.yaml")]).to.deep.equal([
      undefined,
      undefined,
    ]);
    expect(sourceOf("specs/leeds/calendars/a.yaml")).to.equal(CALENDAR);
  });

  it("that take the parser very long are not all read", () => {
    for (let index = 0; index < 8; index += 1) write(`specs/leeds/calendars/slow-${index}.yaml`, "[");
    let ms = 0;
    // every file seems to take two seconds and a half of the processor
    const { problems } = readSpecs(root, diskFiles, () => (ms += 2500));
    const [slow] = problems.filter(({ code }) => code === "specs-too-slow");
    expect(slow?.at?.file).to.match(/slow-/);
  });

  it("that are too much together are not all read", () => {
    const bytes = Buffer.alloc(250 * 1024, "#");
    const many = Array.from({ length: 400 }, (_, index): SpecFile => {
      const path = `specs/leeds/calendars/${index}.yaml`;
      return { path, kind: "file", size: () => bytes.length, read: () => bytes };
    });
    const { problems } = readSpecs(root, { readTree: () => many });
    expect(problems.map(({ code }) => code)).to.include("specs-too-large");
    expect(problems.length).to.be.lessThan(400);
  });

  it("that are pipes are not waited for", () => {
    expect(spawnSync("mkfifo", [join(root, "specs/leeds/calendars/p.yaml")]).status).to.equal(0);
    expect(told()).to.deep.equal(["not-a-regular-file specs/leeds/calendars/p.yaml"]);
  });

  it("that may not be read are told, not thrown", () => {
    // Not by chmod: root reads everything.
    const refusing: SpecFiles = {
      readTree: (from, folder) =>
        diskFiles
          .readTree(from, folder)
          .map((file) =>
            file.path.endsWith("/a.yaml") ? { ...file, read: () => readFileSync(join(root, "gone")) } : file,
          ),
    };
    const { problems } = validate(root, refusing);
    expect(problems.map(({ code, args }) => [code, args])).to.deep.equal([
      ["unreadable-file", { reason: "there is no such file" }],
    ]);
  });

  it("that are folders with the name of a file are no specs", () => {
    mkdirSync(join(root, "specs/leeds/calendars/x.yaml"));
    expect(told()).to.deep.equal([]);
  });

  it("that look like specs are not passed over", () => {
    for (const name of ["b.yml", "c.YAML", "d.yaml.txt", "e.yaml~", "f.json"])
      write(`specs/leeds/calendars/${name}`, "x");
    expect(told()).to.deep.equal(
      ["b.yml", "c.YAML", "d.yaml.txt", "e.yaml~", "f.json"].map(
        (name) =>
          `${name.endsWith("~") ? "only-copy-of-spec" : "wrong-extension"} specs/leeds/calendars/${name}`,
      ),
    );
  });

  it("in a wrong folder are told where they belong", () => {
    write("specs/leeds/b.yaml", CALENDAR);
    write("specs/leeds/calenders/c.yaml", CALENDAR);
    write("specs/d.yaml", "kind: Tenant\n");
    write("specs/leeds/policies/e.yaml", CALENDAR);
    const { problems } = validate(root, diskFiles);
    expect(problems.map(({ code, at, args }) => [code, at?.file, args["belongs"]])).to.deep.equal([
      ["file-in-wrong-folder", "specs/d.yaml", "The tenant's settings are in specs/tenant.yaml."],
      [
        "file-in-wrong-folder",
        "specs/leeds/b.yaml",
        "A calendar belongs in specs/<organisation>/calendars/.",
      ],
      [
        "file-in-wrong-folder",
        "specs/leeds/calenders/c.yaml",
        "A calendar belongs in specs/<organisation>/calendars/.",
      ],
      [
        "kind-in-wrong-folder",
        "specs/leeds/policies/e.yaml",
        "A calendar belongs in specs/<organisation>/calendars/.",
      ],
    ]);
  });

  it("without their organisation or tenant say which file is missing", () => {
    write("specs/bradford/calendars/a.yaml", CALENDAR);
    write("specs/bradford/calendars/b.yaml", CALENDAR);
    rmSync(join(root, "specs/tenant.yaml"));
    expect(told()).to.deep.equal([
      "missing-organisation-file specs/bradford/calendars/a.yaml",
      "missing-tenant-file specs/tenant.yaml",
    ]);
  });

  it("that are not there at all are one problem", () => {
    rmSync(join(root, "specs"), { recursive: true });
    expect(told()).to.deep.equal(["no-specs undefined"]);
    mkdirSync(join(root, "specs"));
    expect(told()).to.deep.equal(["no-specs undefined"]);
  });
});
