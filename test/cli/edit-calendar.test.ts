import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { run } from "../../src/cli/run";
import { SpecsFolder } from "../support/specs-folder";
import { calendar, organisation, validSpecs } from "../support/valid-specs";
import { FakeIo } from "./fake-io";

const ECHO = "specs/leeds/calendars/echo.yaml";
const SPEC = `${calendar("Cardiology", "Echo")}  # until May\n  - dan.okafor@nhs.net # for now\n`.replaceAll(
  "\n",
  "\r\n",
);

describe("bookings add, remove and set", function () {
  this.timeout(20_000);
  let folder: SpecsFolder;
  beforeEach(() => {
    folder = new SpecsFolder({
      ...validSpecs,
      [ECHO]: SPEC,
      "specs/york/organisation.yaml": organisation("York"),
    });
  });
  afterEach(() => folder.remove());
  const text = (): string => readFileSync(join(folder.root, ECHO), "utf8");
  const bookings = async (...words: string[]) => {
    const io = new FakeIo({ cwd: folder.root });
    return { code: await run(words, io), io };
  };

  it("show what would change, write it with --write, and leave every other byte [UPD-1]", async () => {
    const words = ["add", "Eve.Hall@nhs.net", "--viewer", "LeedsCardiologyEcho"];
    const shown = await bookings(...words);
    expect([shown.code, text()]).to.deep.equal([0, SPEC]);
    expect(shown.io.stdoutText).to.contain("+   - eve.hall@nhs.net");
    expect(shown.io.stderrText).to.contain("Add --write to do it.");
    await bookings(...words, "--write");
    expect(text()).to.equal(`${SPEC}viewers:\r\n  - eve.hall@nhs.net\r\n`);
    const again = await bookings(...words, "--write");
    expect(again.io.stderrText).to.equal("The specs say so already. Nothing was changed.\n");
    await bookings("remove", "eve.hall@nhs.net", "--viewer", ECHO, "--write");
    expect(text()).to.equal(SPEC);
  });

  it("move a person who has the other role, and never leave a calendar without an admin [USR-1]", async () => {
    await bookings("add", "dan.okafor@nhs.net", "--viewer", "leedscardiologyecho", "--write");
    expect(text())
      .to.match(/viewers:\r\n {2}- dan\.okafor@nhs\.net\r\n$/)
      .and.to.contain("# until May");
    const before = text();
    const { code, io } = await bookings(
      "remove",
      "amy.shah@nhs.net",
      "--admin",
      "leedscardiologyecho",
      "--write",
    );
    expect([code, text()]).to.deep.equal([3, before]);
    expect(io.stderrText).to.contain("Nothing was written.");
  });

  it("change phone and reply address, and refuse other fields and what is not an address [UPD-1]", async () => {
    expect((await bookings("set", "leedscardiologyecho", "phone", "0113 496 0100", "--write")).code).to.equal(
      0,
    );
    expect(text()).to.contain('phone: "0113 496 0100"\r\n');
    const { code, io } = await bookings("set", "leedscardiologyecho", "clinicName", "Other", "--write");
    expect([code, io.stderrText.includes("unknown-setting")]).to.deep.equal([1, true]);
    expect((await bookings("add", "eve", "--admin", "leedscardiologyecho")).io.stderrText).to.contain(
      "no-address",
    );
    expect((await bookings("add", "eve@nhs.net")).io.stderrText).to.contain("needs-calendar");
  });

  it("name the calendars that a person is on, where it is not said which to leave [UPD-1]", async () => {
    await bookings("add", "dan.okafor@nhs.net", "--viewer", "LeedsCardiologyHeartFailure", "--write");
    const { code, io } = await bookings("remove", "Dan.Okafor@nhs.net");
    expect(code).to.equal(1);
    expect(io.stderrText)
      .to.contain("dan.okafor@nhs.net is on 2 calendars: LeedsCardiologyEcho, LeedsCardiologyHeartFailure.")
      .and.contain("--admin LeedsCardiologyEcho --viewer LeedsCardiologyHeartFailure");
    const none = await bookings("remove", "eve@nhs.net");
    expect(none.io.stderrText).to.contain("eve@nhs.net is on none in the specs");
  });
});
