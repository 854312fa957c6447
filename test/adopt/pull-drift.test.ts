import { expect } from "chai";
import { type Pull, pullsOf } from "../../src/adopt/pull-drift";
import { choosePulls } from "../../src/cli/verbs/specs/pull";
import { findDrift } from "../../src/drift/find-drift";
import type { Estate } from "../../src/model/estate";
import { loadEstate } from "../../src/model/load-estate";
import type { SeenCalendar } from "../../src/model/tenant-facts";
import { VisibleError } from "../../src/problem/visible-error";
import { diskFiles } from "../../src/spec/spec-files";
import { FakeIo } from "../cli/fake-io";
import { directoryWith } from "../drift/facts";
import { SpecsFolder } from "../support/specs-folder";
import { organisation, validSpecs } from "../support/valid-specs";

const HF = "specs/leeds/calendars/hf.yaml";
const POLICY = "specs/leeds/policies/visits.yaml";
const CSV = "specs/leeds/policies/people.csv";
const ADDRESS = "LeedsCardiologyHeartFailure@nhs.net";
const [AMY, BOB, CAT, DAN] = ["amy.shah@nhs.net", "bob.jones@nhs.net", "cat.lee@nhs.net", "dan.fox@nhs.net"];

/** Specs cannot name them: drift tells them, and no pull takes them. */
const LOCUM = "locum.agency@example.com";

const SPEC = `# The clinic on floor 2\r
kind: BookingCalendar\r
clinicName: 'Heart Failure'\r
serviceArea: Cardiology\r
phone: '0113 496 0000' # switchboard\r
replyTo: hf@nhs.net\r
viewers: # by rota\r
  - ${BOB} # Mondays\r
  - ${CAT}\r
admins:\r
  - "${AMY}"\r
`;
const PULLED = `# The clinic on floor 2\r
kind: BookingCalendar\r
clinicName: 'Heart Failure'\r
serviceArea: Cardiology\r
phone: '0113 496 9999' # switchboard\r
replyTo: hf@nhs.net\r
viewers: # by rota\r
  - ${DAN}\r
admins:\r
  - "${AMY}"\r
  - "${CAT}"\r
`;

/** The calendar as someone left it: another phone, Bob gone, Dan and a locum there, Cat an admin. */
const BY_HAND: SeenCalendar = {
  ...{ address: ADDRESS, displayName: "LeedsCardiologyHeartFailure", replyTo: "hf@nhs.net" },
  ...{ phone: "0113 496 9999", marker: "", mark: "ours" },
  people: [
    { address: AMY, role: "admin", membership: "active" },
    { address: CAT, role: "admin", membership: "active" },
    { address: DAN, role: "viewer", membership: "active" },
    { address: LOCUM, role: "viewer", membership: "active" },
  ],
};
const POLICY_SPEC = `kind: UserPolicy
name: Visits
baseLicence: Office 365 E3
applications: [Microsoft Bookings] # and no other
usersFile: people.csv
`;

describe("pulling drift into specs", () => {
  let folder: SpecsFolder;
  beforeEach(() => {
    folder = new SpecsFolder({
      "specs/tenant.yaml": validSpecs["specs/tenant.yaml"] ?? "",
      "specs/leeds/organisation.yaml": organisation("Leeds"),
      [HF]: SPEC,
      [POLICY]: POLICY_SPEC,
      [CSV]: `Email Address\r\n"${AMY}"\r\n"${BOB}"\r\n`,
    });
  });
  afterEach(() => folder.remove());

  const drift = () => {
    const estate = loadEstate(folder.root, diskFiles).estate as Estate;
    const [model] = estate.organisations;
    if (!model) throw new Error("no specs");
    const [{ name, source } = { name: "", source: { file: "" } }] = model.calendars;
    const asked = { replyTo: "hf@nhs.net", phone: "0113 496 0000", viewerRole: "teamMember" };
    const { findings } = findDrift({
      ...{ tenant: estate.tenant, model },
      recorded: [
        {
          ...{ name, address: ADDRESS, status: "active", file: source.file },
          asked: { ...asked, members: { [AMY]: "admin", [BOB]: "viewer", [CAT]: "viewer" } },
        },
      ],
      seen: {
        sightings: new Map([[ADDRESS.toLowerCase(), { what: "there", calendar: BY_HAND }]]),
        listing: { what: "listed", addresses: [ADDRESS] },
        directory: directoryWith({ [CAT]: {}, [DAN]: {}, [LOCUM]: {} }),
      },
      policies: {
        recorded: [{ name: "leedsvisits", displayName: "LeedsVisits", status: "active" }],
        sightings: new Map([
          [
            "leedsvisits",
            {
              what: "there",
              policy: {
                applications: ["Microsoft Bookings", "Sway"],
                users: [AMY, DAN, LOCUM],
                failures: {},
              },
            },
          ],
        ]),
      },
    });
    return pullsOf(findings, model);
  };
  const apply = (pulls: readonly Pull[]): void => {
    for (const { file, change } of pulls) folder.write({ [file]: change(folder.read(file)) });
  };

  it("takes fields, people and roles, and keeps comments, order, quotes and ends of lines; no one of another domain [WEB-1]", () => {
    apply(drift());
    expect(folder.read(HF)).to.equal(PULLED);
    expect(folder.read(POLICY)).to.equal(POLICY_SPEC.replace("Bookings]", "Bookings, Sway]"));
    expect(folder.read(CSV)).to.equal(`Email Address\r\n"${AMY}"\r\n"${DAN}"\r\n`);
    expect(drift(), "nothing is left to take").to.deep.equal([]);
  });

  it("takes what is chosen: by calendar, by person, by number on a terminal [WEB-1]", async () => {
    const pulls = drift();
    const none = new FakeIo({ cwd: folder.root });
    const chosen = async (io: FakeIo, choice = {}) =>
      (await choosePulls(io, pulls, choice)).map(({ person, subject }) => person ?? subject);
    expect(await chosen(none, { person: [DAN.toUpperCase()] })).to.deep.equal([DAN, DAN]);
    expect(await chosen(none, { calendar: ["leedsvisits"] })).to.deep.equal([DAN, BOB, "LeedsVisits"]);
    expect(await chosen(none, { calendar: [ADDRESS], person: [DAN] })).to.deep.equal([DAN]);
    const terminal = new FakeIo({ cwd: folder.root, typed: "2, 1\n" });
    expect(await chosen(terminal)).to.have.length(2);
    expect(terminal.stderrText).to.contain(`   1  ${ADDRESS}: ${DAN} is on the calendar as a viewer`);
    expect(await chosen(new FakeIo({ cwd: folder.root, typed: "\n" }))).to.deep.equal([]);
    expect(await chosen(new FakeIo({ cwd: folder.root, typed: "all\n" }))).to.have.length(pulls.length);
  });

  it("takes nothing that no one chose [WEB-1]", async () => {
    const pulls = drift();
    const refusal = async (io: FakeIo, choice = {}) => {
      const error = await choosePulls(io, pulls, choice).catch((one: unknown) => one);
      return error instanceof VisibleError ? error.problems.map(({ code }) => code) : error;
    };
    expect(await refusal(new FakeIo({ cwd: folder.root }))).to.deep.equal(["pull-needs-choice"]);
    expect(await refusal(new FakeIo({ cwd: folder.root, typed: "1 77\n" }))).to.deep.equal([
      "pull-no-such-number",
    ]);
    expect(await refusal(new FakeIo({ cwd: folder.root }), { person: ["no.one@nhs.net"] })).to.deep.equal([
      "pull-not-found",
    ]);
  });
});
