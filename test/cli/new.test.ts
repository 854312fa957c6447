import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { run } from "../../src/cli/run";
import { validate } from "../../src/rules/validate";
import { diskFiles } from "../../src/spec/spec-files";
import { rankPeople } from "../../src/tenant/find-people";
import { type TestTenant, testTenant } from "../providers/sandbox-tenant";
import { SpecsFolder } from "../support/specs-folder";
import { organisation, TENANT_ID, validSpecs } from "../support/valid-specs";
import { FakeEngine, servicesOf } from "./fake-engine";
import { FakeIo } from "./fake-io";

const FILE = "specs/leeds/calendars/cardiology-valve-clinic.yaml";
const OPTIONS = [
  ...["--area", "Cardiology", "--clinic", "Valve Clinic", "--reply-to", "cardiology.hf@nhs.net"],
  ...["--phone", "+44 113 496 0120", "--admin", "amy.shah@nhs.net"],
];
const SPEC = `kind: BookingCalendar
serviceArea: Cardiology
clinicName: Valve Clinic
replyTo: cardiology.hf@nhs.net
phone: "+44 113 496 0120"
admins:
  - amy.shah@nhs.net
`;

describe("bookings new", function () {
  this.timeout(20_000);
  let folder: SpecsFolder;

  beforeEach(() => {
    folder = new SpecsFolder(validSpecs);
  });
  afterEach(() => folder.remove());

  const bookings = async (words: readonly string[], typed?: string) => {
    const io = new FakeIo({ cwd: folder.root, ...(typed !== undefined && { typed }) });
    const code = await run(["new", ...words], io, servicesOf(new FakeEngine({})));
    return { code, io };
  };
  const text = (file: string): string => readFileSync(join(folder.root, file), "utf8");
  const errors = (): number => validate(folder.root, diskFiles).counts.errors;

  describe("where there is no one to ask", () => {
    it("writes a calendar from options, which validates", async () => {
      const { code, io } = await bookings(["calendar", "leeds", ...OPTIONS]);
      expect(code, io.stderrText).to.equal(0);
      expect(text(FILE))
        .to.contain(SPEC)
        .and.match(/^# yaml-language-server: \$schema=\.\.\/\.\.\/\.\.\//);
      expect(io.stderrText).to.contain("LeedsCardiologyValveClinic@nhs.net");
      expect(errors()).to.equal(0);
    });

    it("says everything that is missing at once, and writes nothing", async () => {
      const { code, io } = await bookings(["calendar", "leeds", "--area", "Cardiology"]);
      expect(code).to.equal(1);
      expect(io.stderrText).to.contain("--clinic, --reply-to, --phone, --admin");
      expect(existsSync(join(folder.root, FILE))).to.equal(false);
    });

    it("writes nothing that would make the specs wrong", async () => {
      await bookings(["calendar", "leeds", ...OPTIONS]);
      const { code, io } = await bookings(["calendar", "leeds", ...OPTIONS]);
      expect(code).to.equal(3);
      expect(io.stderrText).to.contain("Nothing was written").and.contain("address-clash");
      expect(errors()).to.equal(0);
    });

    it("writes policies and organisations, which validate", async () => {
      const policy = ["policy", "leeds", "--name", "Virtual Visits", "--user", "amy.shah@nhs.net"];
      expect((await bookings([...policy, "--licence", "office 365 e3"])).code).to.equal(0);
      expect(text("specs/leeds/policies/virtual-visits.yaml")).to.contain("baseLicence: Office 365 E3\n");
      const york = ["organisation", "York", "--name", "York Hospitals", "--directory-name", "York"];
      expect((await bookings([...york, "--operator", "svc.york.bookings@nhs.net"])).code).to.equal(0);
      expect(text("specs/york/organisation.yaml")).to.contain("shortName: York\n");
      expect(errors()).to.equal(0);
      expect((await bookings([...policy, "--licence", "E9"])).io.stderrText).to.contain("Office 365 E3");
    });
  });

  describe("at a terminal", () => {
    let tenant: TestTenant;
    const kept = { ...process.env };

    before(async () => {
      const person = (address: string, displayName: string, mailbox: "user" | "shared" = "user") => ({
        address,
        displayName,
        organisation: "Leeds",
        mailbox,
      });
      const users = [
        person("amy.shah@nhs.net", "Amy Shah"),
        person("bob.jones@nhs.net", "Bob Jones"),
        person("cardiology.hf@nhs.net", "Heart Failure Clinic", "shared"),
      ];
      tenant = await testTenant({ seed: { tenant: { tenantId: TENANT_ID }, users } });
      Object.assign(process.env, tenant.env);
    });
    after(async () => {
      for (const name of Object.keys(tenant.env)) {
        const before = kept[name];
        if (before === undefined) delete process.env[name];
        else process.env[name] = before;
      }
      await tenant.close();
    });

    it("asks in words, finds people by a slip of their names, and writes what validates [USR-3]", async () => {
      const typed = [
        ...["Cardiology", "heart failure", "Valve Clinic", "cardiology.hf@nhs.net"],
        ...["ring us", "+44 113 496 0120"],
        ...["ami shaw", "1", "nobody.like.that@nhs.net", "cardiology.hf@nhs.net", "", "", "yes", ""],
      ];
      const { code, io } = await bookings(["calendar"], typed.join("\n"));
      expect(code, io.stderrText).to.equal(0);
      expect(text(FILE)).to.contain(SPEC);
      expect(io.stderrText)
        .to.contain("Another calendar has the same address")
        .and.contain("“ring us” is not a phone number.")
        .and.contain("1  Amy Shah  amy.shah@nhs.net")
        .and.contain("No one in the directory has the address nobody.like.that@nhs.net.")
        .and.contain("cardiology.hf@nhs.net is a shared mailbox. Only people can be admins")
        .and.contain("LeedsCardiologyValveClinic, LeedsCardiologyValveClinic@nhs.net");
      expect(errors()).to.equal(0);
      expect(await tenant.log("?effect=write")).to.deep.equal([]);
    });

    it("takes the part of a choice that is enough, and says what there is to choose from", async () => {
      folder.write({ "specs/york/organisation.yaml": organisation("York") });
      const typed = ["hull", "yor", "Main", "e3", "Amy.Shah@nhs.net", "", "yes", ""];
      const { code, io } = await bookings(["policy"], typed.join("\n"));
      expect(code, io.stderrText).to.equal(0);
      expect(io.stderrText).to.contain("There is no organisation “hull”. Use one of: leeds, york.");
      expect(text("specs/york/policies/main.yaml")).to.contain("baseLicence: Office 365 E3\n");
    });

    it("writes nothing without a yes, nor where the answers end", async () => {
      expect(
        (await bookings(["calendar", "leeds", ...OPTIONS, "--viewer", "bob.jones@nhs.net"], "no\n")).code,
      ).to.equal(0);
      expect((await bookings(["calendar", "leeds"], "Cardiology\n")).code).to.equal(1);
      expect(existsSync(join(folder.root, FILE))).to.equal(false);
    });
  });

  it("ranks people by how near they are to what was typed", () => {
    const people = ["Amy Shah", "Amelia Shaw", "Bob Jones", "Siobhan O'Neill"].map((displayName) => ({
      displayName,
      mail: `${displayName.toLowerCase().replace(" ", ".")}@nhs.net`,
    }));
    const found = (words: string): string[] =>
      rankPeople(words, people).map(({ displayName }) => displayName);
    expect(found("shah")).to.deep.equal(["Amy Shah", "Amelia Shaw"]);
    expect(found("siobahn oneill")).to.deep.equal(["Siobhan O'Neill"]);
    expect(found("zzz")).to.deep.equal([]);
  });
});
