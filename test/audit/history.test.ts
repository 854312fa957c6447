import { expect } from "chai";
import { historyOf } from "../../src/audit/history";
import type { Revision } from "../../src/audit/revision";
import { calendar, validSpecs } from "../support/valid-specs";

const FILE = "specs/leeds/calendars/heart-failure.yaml";

/** Revisions, a day each, from what files say at each; undefined = no longer there. */
function revisions(...steps: Readonly<Record<string, string | undefined>>[]): Revision[] {
  return steps.map((files, index) => ({
    commit: String(index),
    at: `2026-01-0${index + 1}T00:00:00.000Z`,
    writtenAt: `2026-01-0${index + 1}T00:00:00.000Z`,
    author: "Lee",
    subject: "",
    files: Object.entries(files).map(([path, text]) => ({
      path,
      ...(text !== undefined && { bytes: Buffer.from(text) }),
    })),
  }));
}

const told = (...steps: Readonly<Record<string, string | undefined>>[]) =>
  historyOf(revisions(...steps)).accesses.map(({ thing, person, role, since, until }) =>
    [thing.split("@")[0], person.split("@")[0], role, since.commit, until?.commit ?? "now"].join(" "),
  );

describe("the history of access", () => {
  it("goes on when a file is moved", () => {
    const moved = "specs/leeds/calendars/hf.yaml";
    expect(told(validSpecs, { [FILE]: undefined, [moved]: validSpecs[FILE] })).to.deep.equal([
      "LeedsCardiologyHeartFailure amy.shah admin 0 now",
    ]);
  });

  it("ends and begins with a change of role", () => {
    const text = calendar("Cardiology", "Heart Failure");
    const viewer = text.replace("admins:", "viewers:").concat("admins:\n  - bob.jones@nhs.net\n");
    expect(told(validSpecs, { [FILE]: viewer })).to.deep.equal([
      "LeedsCardiologyHeartFailure amy.shah admin 0 1",
      "LeedsCardiologyHeartFailure amy.shah viewer 1 now",
      "LeedsCardiologyHeartFailure bob.jones admin 1 now",
    ]);
  });

  it("ends nothing because a file cannot be understood", () => {
    const history = historyOf(revisions(validSpecs, { [FILE]: "kind: [" }, { [FILE]: validSpecs[FILE] }));
    expect(history.accesses.map(({ since, until }) => [since.commit, until])).to.deep.equal([
      ["0", undefined],
    ]);
    expect(history.unreadable).to.deep.equal([{ path: FILE, commit: "1" }]);
  });

  it("ends when the file or the calendar's name goes", () => {
    expect(told(validSpecs, { [FILE]: undefined })).to.deep.equal([
      "LeedsCardiologyHeartFailure amy.shah admin 0 1",
    ]);
    expect(told(validSpecs, { [FILE]: calendar("Cardiology", "Pacemaker") })).to.deep.equal([
      "LeedsCardiologyHeartFailure amy.shah admin 0 1",
      "LeedsCardiologyPacemaker amy.shah admin 1 now",
    ]);
  });

  it("has the people of user policies, also those of a file that a policy names", () => {
    const policy = (more: string): string =>
      `kind: UserPolicy\nname: Virtual Visits\nbaseLicence: Office 365 E3\napplications:\n  - Microsoft Bookings\n${more}`;
    const path = "specs/leeds/policies/vv.yaml";
    const table = "specs/leeds/policies/users.csv";
    expect(
      told(
        {
          ...validSpecs,
          [FILE]: undefined,
          [path]: policy("usersFile: users.csv\n"),
          [table]: "Email Address\namy.shah@nhs.net\n",
        },
        { [table]: "Email Address\nbob.jones@nhs.net\n" },
      ),
    ).to.deep.equal(["LeedsVirtualVisits amy.shah user 0 1", "LeedsVirtualVisits bob.jones user 1 now"]);
  });

  it("tells who gave leave to exceed a limit, and when it was taken out [OPS-5]", () => {
    const file = "specs/leeds/organisation.yaml";
    const overrides = (...limits: string[]): string =>
      `${validSpecs[file]}limitOverrides:\n${limits.map((limit) => `  - limit: ${limit}\n    number: 5\n    reason: Merger\n    expires: "2026-04-30"\n`).join("")}`;
    const { permissions } = historyOf(
      revisions(
        validSpecs,
        { [file]: overrides("membersRemoved", "calendarsDeleted") },
        { [file]: "kind: [" },
        { [file]: overrides("membersRemoved") },
      ),
    );
    expect(
      permissions.map(({ what, owner, since, until }) => [what, owner, since.commit, until?.commit]),
    ).to.deep.equal([
      ["calendarsDeleted", "Lee", "1", "3"],
      ["membersRemoved", "Lee", "1", undefined],
    ]);
  });
});
