import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { expectValid } from "../report/expect-valid";
import { runBookings } from "../support/run-bookings";
import { SpecsFolder } from "../support/specs-folder";
import { calendar, organisation, validSpecs } from "../support/valid-specs";

const HEART = "specs/leeds/calendars/heart-failure.yaml";
const tombstone = (clinic: string): string =>
  `${calendar("Cardiology", clinic).replace(/admins:.*/s, "")}status: deleted
deletion:
  confirm: LeedsCardiology${clinic.replace(" ", "")}@nhs.net
  reason: moved to another site
`;
const TOMBSTONE = tombstone("Heart Failure");
const OWNERS = `* @example/team
/specs/tenant.yaml @example/tenant-administrators
/specs/leeds/ @example/leeds
/specs/wharfedale/ @example/wharfedale
`;

describe("bookings check --base", function () {
  this.timeout(30_000);
  let folder: SpecsFolder;
  const git = (...words: string[]): string =>
    execFileSync("git", ["-c", "user.name=Test", "-c", "user.email=test@example.org", ...words], {
      cwd: folder.root,
      encoding: "utf8",
    });
  const commit = (): void => {
    git("add", "--all");
    git("commit", "--quiet", "--allow-empty", "--message", "a change");
  };
  const check = async (...words: string[]) => {
    const ended = await runBookings(["check", "--base", "main", "--json", ...words], { cwd: folder.root });
    const report = JSON.parse(ended.stdout);
    expectValid("check", report);
    return { ...ended, report, codes: report.problems.map(({ code }: { code: string }) => code) };
  };

  beforeEach(() => {
    folder = new SpecsFolder({
      ...validSpecs,
      "specs/wharfedale/organisation.yaml": organisation("Wharfedale"),
      "specs/wharfedale/calendars/asthma.yaml": calendar("Respiratory", "Asthma"),
      ".github/CODEOWNERS": OWNERS,
    });
    git("init", "--quiet", "--initial-branch=main");
    commit();
    git("switch", "--quiet", "--create", "change");
  });
  afterEach(() => folder.remove());

  it("says which organisations a change touches and who must approve it, without tenant or secret [OPS-5]", async () => {
    folder.write({
      [HEART]: calendar("Cardiology", "Heart Failure").replace("0000", "0001"),
      "README.md": "x",
    });
    const { code, report } = await check();
    expect(code).to.equal(0);
    expect(report).to.deep.include({ problems: [], organisations: ["leeds"], otherFiles: ["README.md"] });
    expect(report.reviewers).to.deep.equal([
      { owner: "@example/leeds", files: [HEART] },
      { owner: "@example/team", files: ["README.md"] },
    ]);
    const { stdout } = await runBookings(["check", "--base", "main"], { cwd: folder.root });
    expect(stdout).to.contain("Organisations touched: leeds.");
    expect(stdout).to.contain(`To be approved by @example/leeds: ${HEART}.`);
  });

  it("refuses a spec that merely disappears, at the place where it stood [DEL-1]", async () => {
    rmSync(join(folder.root, HEART));
    const { code, report, codes } = await check();
    expect(code).to.equal(3);
    expect(codes).to.deep.equal(["calendar-spec-vanished"]);
    expect(report.problems[0].at.file).to.equal(HEART);
  });

  it("accepts a confirmed deletion, and refuses one that names another address [DEL-1]", async () => {
    folder.write({ [HEART]: TOMBSTONE });
    expect((await check()).codes).to.deep.equal([]);
    folder.write({ [HEART]: TOMBSTONE.replace("confirm: Leeds", "confirm: Wharfedale") });
    expect((await check()).code).to.equal(3);
  });

  it("keeps tombstones as they are: none is edited, revived or removed", async () => {
    folder.write({ [HEART]: TOMBSTONE });
    commit();
    git("branch", "--force", "main");
    folder.write({ [HEART]: TOMBSTONE.replace("another site", "nowhere") });
    expect((await check()).codes).to.deep.equal(["tombstone-edited"]);
    folder.write({ [HEART]: calendar("Cardiology", "Heart Failure") });
    expect((await check()).codes).to.deep.equal(["tombstone-revived"]);
    rmSync(join(folder.root, HEART));
    expect((await check()).codes).to.deep.equal(["tombstone-vanished"]);
  });

  it("refuses an organisation that disappears with all it has", async () => {
    rmSync(join(folder.root, "specs/wharfedale"), { recursive: true });
    expect((await check()).codes).to.deep.equal(["organisation-spec-vanished"]);
  });

  it("tells a file that moved from one that vanished", async () => {
    git("mv", HEART, "specs/leeds/calendars/renamed.yaml");
    expect((await check()).codes).to.deep.equal([]);
  });

  it("does not take a calendar for vanished whose file is only broken", async () => {
    folder.write({ [HEART]: "kind: BookingCalendar\nserviceArea: [" });
    const { codes } = await check();
    expect(codes).to.not.include("calendar-spec-vanished");
    expect(codes).to.not.deep.equal([]);
  });

  it("counts limits as far as git tells, and leaves what was added to the base since out of the change", async () => {
    const clinics = ["Alpha", "Beta", "Gamma", "Delta", "Epsilon"];
    const file = (name: string) => `specs/leeds/calendars/${name.toLowerCase()}.yaml`;
    folder.write(Object.fromEntries(clinics.map((name) => [file(name), calendar("Cardiology", name)])));
    commit();
    git("branch", "--force", "main");
    folder.write(Object.fromEntries(clinics.slice(0, 4).map((name) => [file(name), tombstone(name)])));
    commit();
    git("switch", "--quiet", "main");
    folder.write({ "specs/wharfedale/calendars/new.yaml": calendar("Respiratory", "New") });
    commit();
    git("switch", "--quiet", "change");
    const { codes, report } = await check();
    expect(codes).to.deep.equal(["limit-exceeded"]);
    expect(report.problems[0].args).to.include({ count: 4, limit: "calendarsDeleted" });
    expect(report.organisations).to.deep.equal(["leeds"]);
  });

  it("reads specs of another revision as data, without checking it out", async () => {
    rmSync(join(folder.root, HEART));
    folder.write({ "package.json": "{}" });
    commit();
    git("switch", "--quiet", "main");
    const { codes, report } = await check("--head", "change");
    expect(codes).to.deep.equal(["calendar-spec-vanished"]);
    expect(report.otherFiles).to.deep.equal(["package.json"]);
  });

  it("says so where the base cannot be read: unknown is not absent", async () => {
    git("switch", "--quiet", "main");
    folder.write({ "specs/tenant.yaml": "kind: [" });
    commit();
    git("switch", "--quiet", "--create", "mended");
    folder.write(validSpecs);
    expect((await check()).codes).to.deep.equal(["base-unreadable"]);
    const ended = await runBookings(["check", "--base", "nowhere"], { cwd: folder.root });
    expect(ended.code).to.equal(1);
    expect(ended.stderr).to.contain("This clone has no revision “nowhere”");
  });

  it("writes several reports in one run", async () => {
    rmSync(join(folder.root, HEART));
    const words = ["check", "--base", "main", "--format", "github"];
    const saves = ["--save", "sarif=check.sarif", "--save", "junit=check.xml", "--save", "json=check.json"];
    const { stdout, stderr } = await runBookings([...words, ...saves], { cwd: folder.root });
    expect(stdout).to.match(/^::error file=specs\/leeds\/calendars\/heart-failure.yaml,line=1,col=1/);
    expect(stderr).to.contain("1 error");
    expect(JSON.parse(folder.read("check.sarif")).version).to.equal("2.1.0");
    expect(folder.read("check.xml")).to.contain("<failure");
    expectValid("check", JSON.parse(folder.read("check.json")));
    const wrong = await runBookings(["check", "--save", "pdf=x"], { cwd: folder.root });
    expect(wrong.stderr).to.contain("Formats: text, json, sarif, junit, github, azure");
  });

  it("gives pipelines their jobs: organisations that changed, all of them where what they share did [OPS-7]", async () => {
    const orgs = async (...words: string[]) => {
      const { stdout } = await runBookings(["orgs", "--json", ...words], { cwd: folder.root });
      const value = JSON.parse(stdout);
      expectValid("orgs", value);
      return value;
    };
    folder.write({ [HEART]: calendar("Cardiology", "Heart Failure").replace("0000", "0001") });
    expect(await orgs("--changed-since", "main")).to.deep.include({
      organisations: ["leeds"],
      jobs: [{ name: "leeds", organisations: "leeds" }],
    });
    folder.write({ "specs/tenant.yaml": `${folder.read("specs/tenant.yaml")}# a note\n` });
    expect((await orgs("--changed-since", "main")).organisations).to.deep.equal(["leeds", "wharfedale"]);
    expect((await orgs()).organisations).to.deep.equal(["leeds", "wharfedale"]);
  });
});
