import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { Findings, type Found } from "../../src/records/findings";
import { openRecords } from "../../src/records/open-records";
import { runBookings } from "../support/run-bookings";
import { calendar, organisation, validSpecs } from "../support/valid-specs";
import { GitEstate } from "./git-estate";

const FILE = "specs/leeds/calendars/heart-failure.yaml";
const ADDRESS = "LeedsCardiologyHeartFailure@nhs.net";
const BOTH = `${calendar("Cardiology", "Heart Failure")}viewers:\n  - bob.jones@nhs.net\n`;

const ADOPTED = `${calendar("Cardiology", "Old Clinic").split("admins:")[0]}adopted:
  address: old.clinic@nhs.net
exceptions:
  - problem: calendar-without-admin
    reason: Found when it was adopted.
    owner: Leeds IT Service Desk
    expires: 2026-12-31
`;

const BOB = { code: "drift-leaver", calendar: ADDRESS, about: "bob.jones@nhs.net", reason: "disabled" };
const PHONE = { code: "drift-field-changed", calendar: ADDRESS, about: "phone" };
const STAFF = { code: "drift-person-unmanaged", calendar: ADDRESS, about: "cat.lee@nhs.net" };

type Row = Readonly<Record<string, string>>;

describe("bookings audit, as a process", function () {
  this.timeout(120_000);
  let estate: GitEstate;
  const commits: string[] = [];
  const audit = (out: string, ...words: string[]) =>
    runBookings(["audit", "--out", out, ...words], { cwd: estate.root });
  const rows = (out: string, table: string): Row[] =>
    (JSON.parse(readFileSync(join(estate.root, out, "evidence", `${table}.json`), "utf8")) as { rows: Row[] })
      .rows;
  const search = (at: string, id: string, found: readonly Found[], gone: readonly Found[]) =>
    new Findings({ root: estate.root, env: { BOOKINGS_RUN: id }, now: () => new Date(at) }, "leeds").note(
      found,
      gone,
    );
  const contents = (out: string): Map<string, string> =>
    new Map(
      readdirSync(join(estate.root, out), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => join(parentPath, name))
        .map((path) => [path.slice(join(estate.root, out).length + 1), readFileSync(path, "utf8")] as const)
        .sort(),
    );

  before(async () => {
    estate = new GitEstate({
      ...validSpecs,
      ".gitignore": ".bookings/\naudit-*\n",
      "specs/york/organisation.yaml": organisation("York"),
      CODEOWNERS: "# who approves\n/specs/leeds/ @leeds-approvers\n",
    });
    commits.push(estate.commit("Begin", "2026-01-05T09:00:00Z"));
    estate.write({ [FILE]: BOTH, "specs/leeds/calendars/adopted.yaml": ADOPTED });
    commits.push(estate.commit("Add Bob", "2026-02-01T09:00:00Z", "Ann Other <ann.other@nhs.net>"));
    let now = new Date("2026-02-01T15:00:00Z");
    const env = { BOOKINGS_APPROVED_BY: "Pat Approver", BOOKINGS_RUN: "r1", GITHUB_SHA: commits[1] ?? "" };
    const records = openRecords({ root: estate.root, env, now: () => now });
    const people = [{ address: "bob.jones@nhs.net", to: "viewer" }];
    await records.note("leeds", { calendar: ADDRESS, what: "update", outcome: "done", people });
    estate.write({ [FILE]: calendar("Cardiology", "Heart Failure") });
    commits.push(estate.commit("Bob leaves", "2026-03-01T09:00:00Z"));
    now = new Date("2026-03-02T02:17:00Z");
    const gone = [{ address: "bob.jones@nhs.net", from: "viewer" }];
    await records.note("leeds", { calendar: ADDRESS, what: "update", outcome: "done", people: gone });
    estate.write({
      [FILE]: `${calendar("Cardiology", "Heart Failure").split("admins:")[0]}status: deleted\ndeletion:\n  confirm: ${ADDRESS}\n  reason: Moved to <b>Bradford</b>.\n`,
      "specs/leeds/organisation.yaml": `${organisation("Leeds")}limitOverrides:\n  - limit: calendarsDeleted\n    number: 5\n    reason: Merger\n    expires: 2026-04-30\n`,
    });
    commits.push(estate.commit("Delete it", "2026-05-01T09:00:00Z"));
    now = new Date("2026-05-02T09:00:00Z");
    await records.note("leeds", {
      calendar: ADDRESS,
      what: "delete",
      outcome: "done",
      backup: "/x/backup-1.json",
    });
    for (const [stack, what, other] of [
      ["leeds", "hand-over", "York"],
      ["york", "take-over", "Leeds"],
    ] as const) {
      const reason = what === "hand-over" ? { reason: "The clinic moved." } : {};
      const passed = { calendar: "LeedsOld@nhs.net", what, other, outcome: "done", ...reason } as const;
      await records.note(stack, passed);
    }
    await search("2026-02-10T02:17:00Z", "s1", [BOB, PHONE, STAFF], []);
    await search("2026-02-20T02:17:00Z", "s2", [], [STAFF]);
    const { code, stderr } = await audit("audit-1");
    expect(code, stderr).to.equal(0);
  });
  after(() => estate.remove());

  it("tells who had access from when to when, who gave it, who approved it, and when it was applied [OPS-5]", () => {
    const people = rows("audit-1", "people");
    expect(people.map(({ Person, Role, Since, Until }) => [Person, Role, Since, Until])).to.deep.equal([
      ["amy.shah@nhs.net", "admin", "2026-01-05", "2026-05-01"],
      ["bob.jones@nhs.net", "viewer", "2026-02-01", "2026-03-01"],
    ]);
    expect(people[1]).to.include({
      Calendar: ADDRESS,
      "Since commit": commits[1]?.slice(0, 12),
      "Requested by": "Ann Other <ann.other@nhs.net>",
      "Approved by": "Pat Approver",
      Applied: "2026-02-01T15:00:00.000Z",
    });
    expect(people[0]).to.include({ "Approved by": "not recorded", Applied: "not recorded" });
    const added = rows("audit-1", "changes").find(
      ({ Person, What }) => Person === "bob.jones@nhs.net" && What === "added",
    );
    expect(added).to.include({ Hours: "6.0", Subject: "Add Bob" });
  });

  it("tells when a leaver was seen and removed, and the days between, also of one who is removed already [OPS-5]", () => {
    const bob = rows("audit-1", "leavers").find(({ Person }) => Person === "bob.jones@nhs.net");
    expect(bob).to.include({
      Seen: "2026-02-10",
      "Seen as": "bob.jones@nhs.net has a disabled account.",
      "Removal requested": "2026-03-01",
      Removed: "2026-03-02T02:17:00.000Z",
      "Days since seen": "20.0",
      "Days since requested": "0.7",
    });
  });

  it("tells when drift was found, when it was closed, and by which search or run [OPS-5]", () => {
    const told = rows("audit-1", "drift").map((row) =>
      ["State", "Found", "Found by", "Closed", "Closed by", "What"].map((column) => row[column]),
    );
    const first = ["2026-02-10T02:17:00.000Z", "search s1"];
    expect(told).to.deep.equal([
      [
        ...["removed", ...first, "2026-03-02T02:17:00.000Z", "run r1"],
        "bob.jones@nhs.net has a disabled account.",
      ],
      ["open", ...first, "", "", "phone: not as the spec says"],
      [
        ...["closed", ...first, "2026-02-20T02:17:00.000Z", "search s2"],
        "cat.lee@nhs.net: on the calendar, not in the spec",
      ],
    ]);
    const { about } = JSON.parse(
      readFileSync(join(estate.root, "audit-1", "evidence", "drift.json"), "utf8"),
    ) as { about: string };
    expect(about).to.contain("Searches are on record since 2026-02-10. No search is on record of york.");
  });

  it("tells what passed from one organisation to another, and when each did its part [OPS-5] [OPS-9]", () => {
    const told = rows("audit-1", "handovers").map((row) => [
      ...[row["Organisation"], row["What"], row["Other organisation"], row["Reason"], row["Approved by"]],
    ]);
    expect(told).to.deep.equal([
      ["leeds", "handed over", "York", "The clinic moved.", "Pat Approver"],
      ["york", "taken over", "Leeds", "", "Pat Approver"],
    ]);
    expect(rows("audit-1", "handovers")[0]).to.include({ Calendar: "LeedsOld@nhs.net" });
  });

  it("tells deletions with their reason, exceptions with their last day, and who approves what [OPS-5]", () => {
    expect(rows("audit-1", "deletions")).to.have.length(1);
    expect(rows("audit-1", "deletions")[0]).to.include({
      "Calendar or policy": ADDRESS,
      Reason: "Moved to <b>Bradford</b>.",
      Applied: "2026-05-02T09:00:00.000Z",
      Backup: "backup-1.json",
    });
    expect(rows("audit-1", "exceptions")[0]).to.include({
      "Last day": "2026-04-30",
      State: "expired",
      Owner: "Lee Admin <lee.admin@nhs.net>",
      Since: "2026-05-01",
    });
    expect(rows("audit-1", "exceptions")[1]).to.include({
      Calendar: "old.clinic@nhs.net",
      "Limit or problem": "calendar-without-admin",
      Owner: "Leeds IT Service Desk",
      "Last day": "2026-12-31",
      State: "in force",
    });
    expect(rows("audit-1", "identities").map(({ "Used by": who }) => who)).to.include("@leeds-approvers");
    expect(rows("audit-1", "calendars")[0]).to.include({
      Status: "deleted",
      Account: "not read",
      Admins: "0",
    });
  });

  it("shows what was asked for at a commit or a day in the past [OPS-5]", async () => {
    for (const [out, at] of [
      ["audit-2", "2026-02-15"],
      ["audit-3", commits[1] ?? ""],
    ] as const) {
      const { code, stderr } = await audit(out, "--at", at);
      expect(code, stderr).to.equal(0);
      expect(rows(out, "people").map(({ Person, Until }) => [Person, Until])).to.deep.equal([
        ["amy.shah@nhs.net", ""],
        ["bob.jones@nhs.net", ""],
      ]);
      expect(rows(out, "deletions")).to.deep.equal([]);
    }
    const early = await audit("audit-4", "--at", "2025-12-31");
    expect(early.code).to.equal(1);
    expect(early.stderr).to.contain("neither a commit nor a date");
  });

  it("gives the same bytes for the same commit, and digests of all files [OPS-5]", async () => {
    const { code } = await audit("audit-5");
    expect(code).to.equal(0);
    const files = contents("audit-5");
    expect([...files]).to.deep.equal([...contents("audit-1")]);
    const { sha256, coveragePercent } = JSON.parse(files.get("evidence/manifest.json") ?? "") as {
      sha256: Record<string, string>;
      coveragePercent: Record<string, number>;
    };
    expect(Object.keys(sha256).sort()).to.deep.equal(
      [...files.keys()].filter((path) => path !== "evidence/manifest.json").sort(),
    );
    for (const [path, digest] of Object.entries(sha256))
      expect(
        createHash("sha256")
          .update(files.get(path) ?? "")
          .digest("hex"),
        path,
      ).to.equal(digest);
    expect(coveragePercent).to.include({ approvedBy: 50, applied: 50 });
  });

  it("is about the organisations that are named only", async () => {
    expect((await audit("audit-6", "--organisation", "york")).code).to.equal(0);
    expect(rows("audit-6", "people")).to.deep.equal([]);
    for (const [path, text] of contents("audit-6")) expect(text, path).not.to.contain(ADDRESS);
  });

  it("writes into an empty folder only, and says that a file could not be understood", async () => {
    mkdirSync(join(estate.root, "audit-7"));
    writeFileSync(join(estate.root, "audit-7", "old.html"), "");
    const full = await audit("audit-7");
    expect(full.code).to.equal(1);
    expect(full.stderr).to.contain("is not empty. Nothing was written.");
    estate.write({ "specs/york/calendars/broken.yaml": "kind: BookingCalendar\nadmins: [" });
    estate.commit("Break a file", "2026-06-01T09:00:00Z");
    const { code } = await audit("audit-8");
    expect(code).to.equal(7);
    estate.take("specs/york/calendars/broken.yaml");
    estate.commit("Mend it", "2026-06-02T09:00:00Z");
  });
});
