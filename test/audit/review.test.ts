import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { dueReviews, type Review } from "../../src/audit/review";
import { run } from "../../src/cli/run";
import { FakeEngine, servicesOf } from "../cli/fake-engine";
import { FakeIo } from "../cli/fake-io";
import { expectValid } from "../report/expect-valid";
import { runBookings } from "../support/run-bookings";
import { SpecsFolder } from "../support/specs-folder";
import { calendar, validSpecs } from "../support/valid-specs";

const FILE = "specs/leeds/calendars/heart-failure.yaml";
const TEXT = `${calendar("Cardiology", "Heart Failure")}  - cat.lee@nhs.net   # covers for Amy
viewers: [bob.jones@nhs.net, dan.fox@nhs.net]
`;

describe("bookings review, as a process", function () {
  this.timeout(60_000);
  let folder: SpecsFolder;
  const bookings = (...words: string[]) => runBookings(words, { cwd: folder.root });
  const reviewFile = (): string => `reviews/leeds/${readdirSync(join(folder.root, "reviews", "leeds"))[0]}`;
  const decide = (decisions: Readonly<Record<string, string>>): void => {
    let text = folder.read(reviewFile());
    for (const [person, decision] of Object.entries(decisions))
      text = text.replace(
        new RegExp(`("${person}@nhs.net", role: \\w+, decision:) "[^"]*"`),
        `$1 "${decision}"`,
      );
    folder.write({ [reviewFile()]: text });
  };

  beforeEach(() => {
    folder = new SpecsFolder({ ...validSpecs, [FILE]: TEXT });
  });
  afterEach(() => folder.remove());

  it("asks for a decision per person, and makes the decisions changes of the specs [OPS-8]", async () => {
    const { code, stderr } = await bookings("review", "start", "leeds");
    expect(code, stderr).to.equal(0);
    expect(folder.read(reviewFile())).to.contain('{ person: "amy.shah@nhs.net", role: admin, decision: "" }');
    decide({ "amy.shah": "keep", "cat.lee": "viewer", "bob.jones": "remove", "dan.fox": "keep" });
    const text = folder
      .read(reviewFile())
      .replace('reviewer: ""', "reviewer: Lee Admin")
      .replace('next: ""', 'next: "2099-03-31"');
    folder.write({ [reviewFile()]: text });
    const finished = await bookings("review", "finish", reviewFile());
    expect(finished.code, finished.stderr).to.equal(0);
    expect(folder.read(FILE)).to.equal(
      `${calendar("Cardiology", "Heart Failure")}viewers: [dan.fox@nhs.net, cat.lee@nhs.net]\n`,
    );
    expect(folder.read(reviewFile())).to.match(/^finished: "?\d{4}-\d\d-\d\d"?$/m);
    expect((await bookings("validate")).code).to.equal(0);
    expect((await bookings("review", "due")).stdout).to.equal("");
    const again = await bookings("review", "finish", reviewFile());
    expect(again.code).to.equal(1);
    expect(again.stderr).to.contain("finished already");
  });

  it("names its file by the path that leads there from where one is", async () => {
    const cwd = join(folder.root, "specs", "leeds");
    const started = await runBookings(["review", "start", "leeds"], { cwd });
    const [, named = ""] = /bookings review finish (\S+)/.exec(started.stderr) ?? [];
    expect(named).to.equal(join("..", "..", reviewFile()));
    for (const path of [named, join(folder.root, reviewFile())])
      expect((await runBookings(["review", "finish", path], { cwd })).stderr).to.contain("review-incomplete");
  });

  it("is not finished before everything is decided, and changes nothing until then [OPS-8]", async () => {
    await bookings("review", "start");
    decide({ "amy.shah": "keep", "bob.jones": "maybe" });
    const { code, stderr } = await bookings("review", "finish", reviewFile());
    expect(code).to.equal(1);
    for (const text of [
      "reviewer",
      "next",
      "cat.lee@nhs.net on",
      "bob.jones@nhs.net on",
      "“maybe”",
      "Nothing was changed",
    ])
      expect(stderr).to.contain(text);
    expect(folder.read(FILE)).to.equal(TEXT);
  });

  it("is not finished when the specs have changed meanwhile, nor with a decision that leaves no admin", async () => {
    await bookings("review", "start");
    decide({ "amy.shah": "remove", "cat.lee": "remove", "bob.jones": "keep", "dan.fox": "keep" });
    const filled = folder
      .read(reviewFile())
      .replace('reviewer: ""', "reviewer: Lee")
      .replace('next: ""', 'next: "2099-03-31"');
    folder.write({ [reviewFile()]: filled });
    const noOne = await bookings("review", "finish", reviewFile());
    expect(noOne.code, noOne.stderr).not.to.equal(0);
    expect(folder.read(FILE)).to.equal(TEXT);
    folder.write({ [FILE]: TEXT.replace("dan.fox", "eve.wood") });
    const changed = await bookings("review", "finish", reviewFile());
    expect(changed.code).to.equal(1);
    expect(changed.stderr)
      .to.contain("dan.fox@nhs.net is not viewer")
      .and.contain("eve.wood@nhs.net on")
      .and.contain("was not reviewed");
  });

  it("says which organisations are due [OPS-8]", async () => {
    const { stdout } = await bookings("review", "due");
    expect(stdout).to.equal("leeds\tnever reviewed\n");
    expect(existsSync(join(folder.root, "reviews"))).to.equal(false);
    const review = (finished: string, next: string): Review => ({
      file: "",
      organisation: "leeds",
      started: "",
      finished,
      next,
      decisions: [],
    });
    const all = [review("2026-01-01", "2026-06-30"), review("2025-01-01", "2099-01-01")];
    expect(dueReviews(["leeds"], all, "2026-06-29")).to.deep.equal([]);
    expect(dueReviews(["leeds"], all, "2026-06-30")).to.deep.equal([
      { organisation: "leeds", due: "2026-06-30" },
    ]);
  });

  it("is shown by status where it is due, once reviews are held [OPS-8]", async () => {
    const status = async (...words: string[]): Promise<string> => {
      const io = new FakeIo({ cwd: folder.root });
      expect(await run(["status", ...words], io, servicesOf(new FakeEngine({})))).to.equal(0);
      return io.stdoutText;
    };
    const due = async (...words: string[]): Promise<unknown> => {
      const printed = JSON.parse(await status(...words, "--json")) as { reviewsDue: unknown };
      expectValid("status", printed);
      return printed.reviewsDue;
    };
    expect(await due()).to.deep.equal([]);
    expect(await status()).not.to.contain("Access reviews");
    const held = (next: string) =>
      `kind: AccessReview\norganisation: leeds\nstarted: 2026-01-01\nreviewer: Lee\nnext: ${next}\nfinished: 2026-01-02\ncalendars: []\n`;
    folder.write({ "reviews/leeds/2026-01-01.yaml": held("2026-06-30") });
    expect(await status()).to.contain(
      "Access reviews that are due:\n  leeds: its access review was due on 2026-06-30: bookings review start leeds\n",
    );
    expect(await due()).to.deep.equal([{ organisation: "leeds", since: "2026-06-30" }]);
    folder.write({
      "reviews/leeds/2026-01-01.yaml": held("2026-06-30").replace(/^finished.*\n/m, 'finished: ""\n'),
    });
    expect(await due()).to.deep.equal([{ organisation: "leeds" }]);
    folder.write({ "reviews/leeds/2026-01-01.yaml": held("2099-06-30") });
    expect(await status()).not.to.contain("Access reviews");
  });
});
