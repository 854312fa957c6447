import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { run } from "../../src/cli/run";
import { runBookings } from "../support/run-bookings";
import { SpecsFolder } from "../support/specs-folder";
import { calendar, organisation, validSpecs } from "../support/valid-specs";
import { FakeIo } from "./fake-io";

const [HF, ECHO, YORK] = [
  "specs/leeds/calendars/heart-failure.yaml",
  "specs/leeds/calendars/echo.yaml",
  "specs/york/calendars/knee.yaml",
];
const SPECS = {
  ...validSpecs,
  [ECHO]: `${calendar("Cardiology", "Echo")}  - dan.okafor@nhs.net # for now\n`,
  "specs/york/organisation.yaml": organisation("York"),
  [YORK]: calendar("Physio", "Knee"),
};
const POLICY = `kind: UserPolicy
name: Virtual Visits
baseLicence: Office 365 E3
applications: [Microsoft Bookings]
usersFile: people.csv
`;
const [AMY, DAN] = ["amy.shah@nhs.net", "dan.okafor@nhs.net"];

describe("bookings replace", function () {
  this.timeout(20_000);
  let folder: SpecsFolder;
  beforeEach(() => {
    folder = new SpecsFolder(SPECS);
  });
  afterEach(() => folder.remove());
  const text = (file: string): string => readFileSync(join(folder.root, file), "utf8");
  const replace = async (...words: string[]) => {
    const io = new FakeIo({ cwd: folder.root });
    return { code: await run(["replace", ...words], io), io };
  };

  it("shows what would change in all specs, and writes nothing [UPD-3]", async () => {
    const { code, io } = await replace(AMY, DAN);
    expect(code).to.equal(0);
    expect(io.stdoutText).to.equal(
      [ECHO, "    …", "    admins:", "  -   - amy.shah@nhs.net", "      - dan.okafor@nhs.net # for now", ""]
        .join("\n")
        .concat(
          [HF, YORK]
            .map((file) => [file, "    …", "    admins:", `  -   - ${AMY}`, `  +   - ${DAN}`, ""].join("\n"))
            .join(""),
        ),
    );
    expect(io.stderrText).to.contain("3 specs would change; nothing was written. Add --write to do it.");
    for (const [file, before] of Object.entries(SPECS)) expect(text(file)).to.equal(before);
  });

  it("writes with --write, in the organisations that are named only [UPD-3]", async () => {
    expect((await replace(AMY, DAN, "york", "--write")).code).to.equal(0);
    expect(text(YORK)).to.contain(DAN).and.not.to.contain(AMY);
    expect(text(HF)).to.equal(SPECS[HF as keyof typeof SPECS]);
    expect((await replace(AMY, DAN, "--write")).code).to.equal(0);
    expect(text(ECHO)).to.contain("dan.okafor@nhs.net").and.not.to.contain(AMY);
  });

  it("replaces a person in the CSV file with the users of a policy too, once, with every other byte as it was [POL-7]", async () => {
    const csv = "specs/leeds/policies/people.csv";
    const before = `\uFEFFEmail Address\r\n"${AMY}"\r\nBob.Jones@nhs.net\r\n${AMY}\r\n`;
    folder.write({ "specs/leeds/policies/visits.yaml": POLICY, [csv]: before });
    expect((await replace(AMY, DAN, "leeds", "--write")).code).to.equal(0);
    expect(text(csv)).to.equal(`\uFEFFEmail Address\r\n"${DAN}"\r\nBob.Jones@nhs.net\r\n`);
    expect((await replace("bob.jones@nhs.net", DAN, "leeds", "--write")).code).to.equal(0);
    expect(text(csv)).to.equal(`\uFEFFEmail Address\r\n"${DAN}"\r\n`);
    expect(
      (await replace(DAN, "dan@gmail.com", "leeds", "--write")).code,
      "an address that no one has",
    ).to.equal(3);
  });

  it("writes nothing that would make the specs wrong", async () => {
    const { code, io } = await replace(AMY, "amy.shah@gmail.com", "--write");
    expect(code).to.equal(3);
    expect(io.stderrText)
      .to.contain("The specs would have errors. Nothing was written.")
      .and.to.contain(`${HF}:7:`);
    expect(text(HF)).to.equal(SPECS[HF as keyof typeof SPECS]);
  });

  it("says so where no one is found, and where a word is not an address", async () => {
    expect((await replace("nobody@nhs.net", DAN)).io.stderrText).to.contain(
      "No spec that can be changed names",
    );
    expect((await replace(AMY, "dan: [x]")).io.stderrText).to.contain("is not a");
  });

  it("works as a process, with the difference on stdout alone [UPD-3]", async () => {
    const { code, stdout, stderr } = await runBookings(["replace", AMY, DAN, "york"], { cwd: folder.root });
    expect(code, stderr).to.equal(0);
    expect(stdout.split("\n")[0]).to.equal(YORK);
  });
});
