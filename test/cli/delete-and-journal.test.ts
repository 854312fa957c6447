import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { run } from "../../src/cli/run";
import { openRecords } from "../../src/records/open-records";
import { validate } from "../../src/rules/validate";
import { diskFiles } from "../../src/spec/spec-files";
import { SpecsFolder } from "../support/specs-folder";
import { calendar, validSpecs } from "../support/valid-specs";
import { FakeIo } from "./fake-io";

const ADDRESS = "LeedsCardiologyHeartFailure@nhs.net";
const FILE = "specs/leeds/calendars/heart-failure.yaml";

describe("asking for a deletion, and the journal", () => {
  let folder: SpecsFolder;
  const spec = () => readFileSync(join(folder.root, FILE), "utf8");
  const io = (options: Partial<ConstructorParameters<typeof FakeIo>[0]> = {}) =>
    new FakeIo({ cwd: folder.root, ...options });
  const bookings = async (words: readonly string[], streams: FakeIo) => ({
    code: await run(words, streams),
    stdout: streams.stdoutText,
    stderr: streams.stderrText,
  });
  beforeEach(() => {
    folder = new SpecsFolder(validSpecs);
  });
  afterEach(() => folder.remove());

  it("writes a tombstone that validates, and says what comes next [DEL-1]", async () => {
    const words = ["delete", ADDRESS, "--confirm", ADDRESS, "--reason", "Moved to York."];
    const { code, stderr } = await bookings(words, io());
    expect(code, stderr).to.equal(0);
    expect(spec()).to.contain("status: deleted").and.to.contain(`confirm: ${ADDRESS}`);
    expect(spec()).to.not.contain("amy.shah");
    expect(validate(folder.root, diskFiles).problems).to.deep.equal([]);
    expect(stderr).to.contain("Nothing has been deleted yet").and.to.contain("bookings preview leeds");
    const again = await bookings(words, io());
    expect(again.code).to.equal(5);
    expect(again.stderr).to.contain("already asks to delete");
  });

  it("finds it by name or file, and says that patients are booked when told so [DEL-1]", async () => {
    const options = ["--confirm", ADDRESS.toLowerCase(), "--reason", "x", "--with-future-appointments"];
    expect((await bookings(["delete", FILE, ...options], io())).code).to.equal(0);
    expect(spec()).to.contain("withFutureAppointments: true");
    expect((await bookings(["delete", "leedscardiologyheartfailur", ...options], io())).stderr).to.contain(
      "Did you mean",
    );
  });

  it("finds it by its file as seen from where someone is, and by its whole path [DEL-1]", async () => {
    const options = ["--confirm", ADDRESS, "--reason", "x"];
    const from = (...parts: string[]) => io({ cwd: join(folder.root, ...parts) });
    const before = spec();
    for (const [file, streams] of [
      [`./${FILE}`, from()],
      ["calendars/heart-failure.yaml", from("specs", "leeds")],
      [join(folder.root, FILE), from("specs")],
    ] as const) {
      expect((await bookings(["delete", file, ...options], streams)).code, file).to.equal(0);
      folder.write({ [FILE]: before });
    }
  });

  it("names no other calendar for one that is far from all, and says that specs have errors [DEL-1]", async () => {
    const options = ["--confirm", ADDRESS, "--reason", "x"];
    const far = await bookings(["delete", "specs/leeds/calendars/gone.yaml", ...options], io());
    expect(far.code).to.equal(1);
    expect(far.stderr).to.not.contain("Did you mean");
    folder.write({ [FILE]: spec().replace("admins:", "admins: [") });
    const broken = await bookings(["delete", ADDRESS, ...options], io());
    expect(broken.stderr).to.contain("Some specs have errors").and.to.contain("bookings validate");
  });

  it("writes nothing that would be no right spec, and says what would be wrong [DEL-1]", async () => {
    const before = spec();
    const confirmed = ["delete", ADDRESS, "--confirm", ADDRESS, "--reason"];
    const odd = await bookings([...confirmed, "\u001b[2Jgone"], io());
    expect(odd.code, odd.stderr).to.equal(3);
    expect(odd.stderr).to.contain("Nothing was written").and.to.contain(FILE).and.to.not.contain("\u001b");
    expect((await bookings([...confirmed, "x".repeat(3000)], io())).code).to.equal(3);
    expect(spec()).to.equal(before);
    folder.write({ [FILE]: `${before}colour: blue\n` });
    const misspelt = await bookings([...confirmed, "closed"], io());
    expect(misspelt.code, misspelt.stderr).to.equal(3);
    expect(misspelt.stderr).to.contain("colour");
  });

  it("says that a spec could not be written, as one would to a person [DEL-1]", async () => {
    // no room in the name for what is written beside it first
    const file = `specs/leeds/calendars/${"x".repeat(245)}.yaml`;
    folder.write({ [file]: calendar("Skin", "Eczema") });
    const address = "LeedsSkinEczema@nhs.net";
    const { code, stderr } = await bookings(["delete", address, "--confirm", address, "--reason", "x"], io());
    expect(code).to.equal(1);
    expect(stderr).to.contain("could not be written: its name is too long. It is as it was.");
    expect(stderr).to.contain("error file-not-written: ").and.to.contain("→ Free some space");
    expect(folder.read(file)).to.equal(calendar("Skin", "Eczema"));
  });

  it("says of a user policy what to write to retire it [POL-6]", async () => {
    const policy =
      "kind: UserPolicy\nname: Visits\nbaseLicence: Office 365 E3\napplications:\n  - Sway\nusers:\n  - amy.shah@nhs.net\n";
    folder.write({ "specs/leeds/policies/visits.yaml": policy });
    const { code, stderr } = await bookings(["delete", "leedsvisits"], io());
    expect(code).to.equal(1);
    expect(stderr).to.contain("is a user policy").and.to.contain("specs/leeds/policies/visits.yaml");
    expect(stderr).to.contain("→   confirm: LeedsVisits");
  });

  it("says at an interruption and at the end of input that nothing was changed [DEL-1]", async () => {
    const before = spec();
    const interruption = new AbortController();
    const streams = io({ typed: "", signal: interruption.signal });
    const waiting = bookings(["delete", ADDRESS], streams);
    interruption.abort("SIGINT");
    const { code, stderr } = await waiting;
    expect(code).to.equal(130);
    expect(stderr).to.match(/to go on: Nothing was changed\.\n$/);
    const ended = await bookings(["delete", ADDRESS], io({ typed: "" }));
    expect(ended.stderr).to.contain("to go on: \nerror wrong-confirmation: Nothing was changed");
    expect(spec()).to.equal(before);
  });

  it("asks for the address on a terminal, and changes nothing without it [DEL-1]", async () => {
    const before = spec();
    const wrong = await bookings(
      ["delete", ADDRESS, "--reason", "x"],
      io({ typed: "LeedsCardiology@nhs.net\n" }),
    );
    expect(wrong.code).to.equal(1);
    expect(wrong.stderr).to.contain("you did not type the calendar's address");
    expect((await bookings(["delete", ADDRESS], io())).stderr).to.contain(`--confirm ${ADDRESS}`);
    expect((await bookings(["delete", ADDRESS, "--confirm", ADDRESS], io())).stderr).to.contain("--reason");
    expect(spec()).to.equal(before);
    expect(
      (await bookings(["delete", ADDRESS, "--reason", "x"], io({ typed: `${ADDRESS}\n` }))).code,
    ).to.equal(0);
  });

  it("takes a deliberate no as an answer, and not as an error [DEL-1]", async () => {
    const before = spec();
    for (const typed of ["no\n", "N\n"]) {
      const { code, stderr } = await bookings(["delete", ADDRESS, "--reason", "x"], io({ typed }));
      expect(code, stderr).to.equal(0);
      expect(stderr).to.match(/to go on: Nothing was changed\.\n$/);
    }
    const given = await bookings(["delete", ADDRESS, "--reason", "x", "--confirm", "no"], io());
    expect(given.code, "an option is no answer to a question").to.equal(1);
    expect(spec()).to.equal(before);
  });

  it("shows the journal of one calendar, for people and for machines, and what was tampered with [DEL-2]", async () => {
    const records = openRecords({ root: folder.root, env: {} });
    expect((await bookings(["journal"], io())).stderr).to.contain("nothing on that yet");
    const unknown = await bookings(["journal", "nowhere", "--json"], io());
    expect([unknown.code, JSON.parse(unknown.stdout).events]).to.deep.equal([1, []]);
    expect(unknown.stderr).to.contain("nothing-in-journal");
    await records.note("Leeds", { calendar: ADDRESS, what: "create", outcome: "done" });
    await records.note("Leeds", { calendar: "LeedsX@nhs.net", what: "create", outcome: "done" });
    const one = await bookings(["journal", "leedscardiologyheartfailure"], io());
    expect(one.code).to.equal(0);
    expect(one.stdout).to.contain(`Created ${ADDRESS}`).and.to.not.contain("LeedsX");
    const json = JSON.parse((await bookings(["journal", "--json"], io())).stdout) as {
      isWhole: boolean;
      events: [];
    };
    expect([json.isWhole, json.events.length]).to.deep.equal([true, 2]);
    const last = await bookings(["journal", "--last", "1", "--since", "1d"], io());
    expect(last.stdout).to.contain("LeedsX").and.to.not.contain(ADDRESS);
    const wrong = await bookings(["journal", "leedscardiologyhartfailure"], io());
    expect([wrong.code, wrong.stdout]).to.deep.equal([1, ""]);
    expect(wrong.stderr).to.contain("Did you mean “LeedsCardiologyHeartFailure”?");
    for (const words of [
      ["--last", "0"],
      ["--since", "yesterday"],
    ])
      expect((await bookings(["journal", ...words], io())).code, words.join(" ")).to.equal(1);
    const ofLeeds = await bookings(["journal", "Leeds"], io());
    expect(ofLeeds.stdout).to.contain(`Created ${ADDRESS}`).and.to.contain("LeedsX");
    const file = join(folder.root, ".bookings", "journal", "leeds.jsonl");
    folder.write({
      ".bookings/journal/leeds.jsonl": readFileSync(file, "utf8").replace(ADDRESS, "Other@nhs.net"),
    });
    const bad = await bookings(["journal", "--organisation", "LEEDS"], io());
    expect(bad.code).to.equal(7);
    expect(bad.stderr).to.contain("has been changed: line 2");
  });
});
