import { mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Ajv from "ajv";
import { expect } from "chai";
import { type Ended, runBookings } from "../support/run-bookings";
import { SpecsFolder } from "../support/specs-folder";
import { calendar, organisation, validSpecs } from "../support/valid-specs";

interface Found {
  readonly problems: readonly {
    code: string;
    at?: { file: string; line: number };
    also?: { file: string }[];
  }[];
}

describe("bookings validate as a process", function () {
  this.timeout(20_000);
  const folders: SpecsFolder[] = [];

  after(() => {
    for (const folder of folders) folder.remove();
  });

  function specs(more: Readonly<Record<string, string>>): SpecsFolder {
    const folder = new SpecsFolder({ ...validSpecs, ...more });
    folders.push(folder);
    return folder;
  }

  const validate = (folder: SpecsFolder, ...words: string[]): Promise<Ended> =>
    runBookings(["validate", ...words], { cwd: folder.root });

  async function found(folder: SpecsFolder, ...words: string[]): Promise<Found> {
    const { stdout, code } = await validate(folder, "--json", ...words);
    expect(code).to.equal(3);
    return JSON.parse(stdout) as Found;
  }

  it("says that all is right, and how much it looked at", async () => {
    expect(await validate(specs({}))).to.deep.equal({
      code: 0,
      stdout: "All right: 3 specs of 1 organisation, 1 calendar, no user policies.\n",
      stderr: "",
    });
  });

  it("takes an organisation's short name, as every other verb does", async () => {
    const folder = specs({
      "specs/york/organisation.yaml": organisation("York"),
      "specs/york/calendars/eye.yaml": calendar("Eye", "Glaucoma").replace("phone:", "fone:"),
    });
    expect(await validate(folder, "Leeds")).to.include({ code: 0 });
    expect((await validate(folder, "york")).stdout).to.contain("specs/york/calendars/eye.yaml:5:1 error");
    expect((await validate(folder, "hull")).stdout).to.contain("no-such-path");
  });

  it("takes absolute paths, also through a link to the folder", async () => {
    const folder = specs({});
    const link = `${folder.root}-link`;
    symlinkSync(folder.root, link);
    try {
      for (const root of [folder.root, link])
        expect((await validate(folder, join(root, "specs/leeds"))).code, root).to.equal(0);
    } finally {
      rmSync(link);
    }
  });

  it("says in a folder without specs that there are none, and never checks the program's examples", async () => {
    const folder = mkdtempSync(join(tmpdir(), "no-estate-"));
    try {
      const { code, stdout, stderr } = await runBookings(["validate"], { cwd: folder });
      expect({ code, stdout }).to.deep.equal({ code: 1, stdout: "" });
      expect(stderr).to.contain(`neither ${folder} nor a folder above it has specs/tenant.yaml`);
      expect(
        (await runBookings(["validate"], { cwd: folder, env: { BOOKINGS_ROOT: specs({}).root } })).code,
      ).to.equal(0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("shows every problem as file:line:column, code, sentence, advice and source line with a caret", async () => {
    const text = calendar("Cardiology", "Heart Failure").replace("phone:", "fone:");
    const { code, stdout, stderr } = await validate(
      specs({ "specs/leeds/calendars/heart-failure.yaml": text }),
    );
    expect({ code, stderr }).to.deep.equal({ code: 3, stderr: "" });
    expect(stdout).to.match(/^specs\/leeds\/calendars\/heart-failure\.yaml:\d+:\d+ error [a-z-]+: .+$/m);
    expect(stdout)
      .to.contain("5 | fone:")
      .and.to.match(/^ +\| +\^+$/m)
      .and.to.contain("  → ");
    expect(stdout).to.contain("phone");
  });

  it("refuses two calendars with one address and names both places [NAM-2]", async () => {
    const folder = specs({
      "specs/leeds/calendars/other.yaml": calendar("cardio-logy", "heart failure"),
    });
    const { code, stdout } = await validate(folder);
    expect(code).to.equal(3);
    expect(stdout).to.contain("specs/leeds/calendars/heart-failure.yaml:");
    expect(stdout).to.contain("specs/leeds/calendars/other.yaml:");
    const { problems } = await found(folder);
    for (const { at, also = [] } of problems) {
      expect([at?.file, ...also.map(({ file }) => file)].sort()).to.deep.equal([
        "specs/leeds/calendars/heart-failure.yaml",
        "specs/leeds/calendars/other.yaml",
      ]);
    }
  });

  it("refuses the address of a deleted calendar to another one [NAM-2]", async () => {
    const tombstone = `kind: BookingCalendar
serviceArea: CARDIOLOGY
clinicName: HEART-FAILURE
replyTo: cardiology.hf@nhs.net
phone: "+44 113 496 0000"
status: deleted
deletion:
  confirm: LeedsCARDIOLOGYHEARTFAILURE@nhs.net
  reason: The clinic moved.
`;
    const { problems } = await found(specs({ "specs/leeds/calendars/gone.yaml": tombstone }));
    const files = problems.flatMap(({ at, also = [] }) => [at?.file, ...also.map(({ file }) => file)]);
    expect(files).to.include("specs/leeds/calendars/heart-failure.yaml");
    expect(files).to.include("specs/leeds/calendars/gone.yaml");
  });

  it("refuses an organisation whose short name begins another's, with both places [NAM-2]", async () => {
    const folder = specs({ "specs/leedsnorth/organisation.yaml": organisation("LeedsNorth") });
    const { code, stdout } = await validate(folder);
    expect(code).to.equal(3);
    expect(stdout).to.contain("specs/leeds/organisation.yaml:");
    expect(stdout).to.contain("specs/leedsnorth/organisation.yaml:");
  });

  it("shows the problems of the paths that are named, relative to where one is", async () => {
    const broken = "kind: BookingCalendar\n";
    const folder = specs({
      "specs/leeds/calendars/a.yaml": broken,
      "specs/york/organisation.yaml": organisation("York"),
      "specs/york/calendars/b.yaml": broken,
    });
    const { problems } = await found(folder, "specs/york");
    expect(new Set(problems.map(({ at }) => at?.file))).to.deep.equal(
      new Set(["specs/york/calendars/b.yaml"]),
    );
    const inside = await runBookings(["validate", "a.yaml", "--json"], {
      cwd: join(folder.root, "specs/leeds/calendars"),
    });
    expect(inside.stdout).to.contain("specs/leeds/calendars/a.yaml").and.not.to.contain("york");
  });

  it("says that there is no such path", async () => {
    const { code, stdout } = await validate(specs({}), "specs/lleeds");
    expect(code).to.equal(3);
    expect(stdout).to.contain("no-such-path");
  });

  it("survives hostile files with a position and exit 3", async () => {
    const hostile: Readonly<Record<string, string>> = {
      "tabs.yaml": "kind:\tBookingCalendar\n\tserviceArea: x\n",
      "twice.yaml": `${calendar("A", "B")}phone: "1"\n`,
      "bomb.yaml": `a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: [*c,*c]\n`,
      "empty.yaml": "",
      "proto.yaml": `${calendar("C", "D")}__proto__: { x: 1 }\n`,
      "nul.yaml": "kind: Booking\u0000Calendar\n",
      "several.yaml": "kind: BookingCalendar\n---\nkind: BookingCalendar\n",
      "tag.yaml": "kind: !!js/function 'x'\n",
    };
    const files = Object.entries(hostile).map(([name, text]) => [`specs/leeds/calendars/${name}`, text]);
    const folder = specs(Object.fromEntries(files) as Record<string, string>);
    const { problems } = await found(folder);
    for (const [file] of files) {
      const own = problems.filter(({ at }) => at?.file === file);
      expect(own, file).not.to.have.length(0);
      for (const { at } of own) expect(at?.line).to.be.greaterThan(0);
    }
  });

  it("prints JSON that its published schema describes", async () => {
    const schema = JSON.parse(readFileSync("schemas/output/validate.schema.json", "utf8")) as object;
    const ajv = new Ajv({ strict: true });
    const value: unknown = await found(specs({ "specs/leeds/calendars/a.yaml": "kind: BookingCalendar\n" }));
    expect(ajv.validate(schema, value), ajv.errorsText()).to.equal(true);
  });
});
