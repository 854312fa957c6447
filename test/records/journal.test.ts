import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import {
  type JournalAction,
  type JournalEvent,
  readJournal,
  unseenCreations,
} from "../../src/records/journal";
import { knowledgeOf } from "../../src/records/journal-knowledge";
import { openRecords, specDigest } from "../../src/records/open-records";
import { SpecsFolder } from "../support/specs-folder";
import { validSpecs } from "../support/valid-specs";

const event = (calendar: string) => ({ calendar, what: "update", outcome: "done" }) as const;

describe("the journal", () => {
  let folder: SpecsFolder;
  const file = () => join(folder.root, ".bookings", "journal", "leeds.jsonl");
  const records = (env = {}) => openRecords({ root: folder.root, env, now: () => new Date(0) });
  beforeEach(() => {
    folder = new SpecsFolder(validSpecs);
  });
  afterEach(() => folder.remove());

  it("is a line for each event, for its owner only, each naming the one before [DEL-2]", async () => {
    const one = records({
      BOOKINGS_RUN: "run-1",
      GITHUB_RUN_ID: "7",
      GITHUB_SERVER_URL: "https://x",
      GITHUB_REPOSITORY: "a/b",
      GITHUB_SHA: "abc",
    });
    await one.note("Leeds", event("a@nhs.net"));
    await records().note("Leeds", event("b@nhs.net"));
    const { lines, broken } = readJournal(file());
    expect(broken).to.deep.equal([]);
    expect(lines.map(({ calendar }) => calendar)).to.deep.equal(["a@nhs.net", "b@nhs.net"]);
    expect(lines[0]).to.deep.include({
      schema: 1,
      at: "1970-01-01T00:00:00.000Z",
      organisation: "Leeds",
      previous: "",
    });
    expect(lines[0]?.run).to.include({
      id: "run-1",
      pipeline: "https://x/a/b/actions/runs/7",
      commit: "abc",
    });
    expect(lines[1]?.previous).to.match(/^[0-9a-f]{64}$/);
    expect(statSync(file()).mode & 0o777).to.equal(0o600);
  });

  it("says under which plan, change and approval something was done, as far as the pipeline tells [OPS-3]", async () => {
    const github = { GITHUB_SERVER_URL: "https://x", GITHUB_REPOSITORY: "a/b" };
    const reviews = [
      { BOOKINGS_PLAN: "sha256:1", BOOKINGS_CHANGE: "https://x/1", BOOKINGS_APPROVED_BY: "Pat" },
      { ...github, GITHUB_REF: "refs/pull/7/merge" },
      { ...github, GITHUB_REF: "refs/heads/gh-readonly-queue/main/pr-8-abcdef" },
      { ...github, GITHUB_REF: "refs/heads/main" },
    ];
    for (const env of reviews) await records(env).note("Leeds", event("a@nhs.net"));
    const said = readJournal(file()).lines.map(({ run: { plan, change, approvedBy } }) => [
      plan,
      change,
      approvedBy,
    ]);
    expect(said).to.deep.equal([
      ["sha256:1", "https://x/1", "Pat"],
      [undefined, "https://x/a/b/pull/7", undefined],
      [undefined, "https://x/a/b/pull/8", undefined],
      [undefined, undefined, undefined],
    ]);
  });

  it("has backups that say who deletes a calendar and from which commit, one for all runs of the same [DEL-2]", async () => {
    const env = { GITHUB_SHA: "abc", BOOKINGS_CHANGE: "https://x/1", BOOKINGS_APPROVED_BY: "Pat" };
    const files = ["run-1", "run-2"].map((BOOKINGS_RUN) =>
      records({ ...env, BOOKINGS_RUN }).backUp("Leeds", "a", { address: "a@nhs.net" }),
    );
    const [one = "", other] = await Promise.all(files);
    expect(one).to.equal(other);
    const { address, by } = JSON.parse(readFileSync(one, "utf8")) as { address: string; by: object };
    expect(address).to.equal("a@nhs.net");
    expect(by)
      .to.include({ commit: "abc", change: "https://x/1", approvedBy: "Pat" })
      .and.to.not.have.property("id");
    expect(by).to.have.keys("host", "user", "commit", "change", "approvedBy");
  });

  it("keeps its order when many handlers of several processes write at once", async () => {
    const writers = [records(), records(), records()];
    await Promise.all(
      Array.from({ length: 60 }, (_, i) => writers[i % 3]?.note("Leeds", event(`c${i}@nhs.net`))),
    );
    const { lines, broken } = readJournal(file());
    expect(lines).to.have.length(60);
    expect(broken).to.deep.equal([]);
  });

  it("tells which calendars have been there, also those on which not everything succeeded [DEL-1]", () => {
    const line = (calendar: string, what: JournalAction, outcome: JournalEvent["outcome"]) => ({
      calendar: `${calendar}@nhs.net`,
      what,
      outcome,
    });
    const lines = [
      line("Whole", "create", "done"),
      line("Half", "create", "partly"),
      line("Never", "create", "failed"),
      line("Gone", "update", "done"),
      line("Gone", "delete", "done"),
      line("Going", "update", "done"),
      line("Going", "delete", "partly"),
    ];
    expect([...knowledgeOf(lines).made]).to.deep.equal(["whole@nhs.net", "half@nhs.net", "going@nhs.net"]);
  });

  it("waits for no creation that was discarded, also where Graph had made it under another address [NAM-3]", () => {
    const created = {
      calendar: "Hip@nhs.net",
      what: "create",
      outcome: "partly",
      problem: "other-address-given",
    } as const;
    const discarded = { calendar: "Hip1@nhs.net", what: "discard", outcome: "done" } as const;
    const waitedFor = (...lines: Parameters<typeof unseenCreations>[0]) => [...unseenCreations(lines).keys()];
    expect(waitedFor(created)).to.deep.equal(["hip@nhs.net"]);
    expect(waitedFor(created, { ...discarded, wanted: "HIP@nhs.net" })).to.deep.equal([]);
    expect(waitedFor(created, { ...discarded, wanted: "Knee@nhs.net" })).to.deep.equal(["hip@nhs.net"]);
  });

  it("tells which run died over a calendar, and never takes the run that asks for one [UPD-2]", async () => {
    const begun = { calendar: "a@nhs.net", what: "complete", outcome: "begun" } as const;
    await records({ BOOKINGS_RUN: "dead" }).note("Leeds", begun);
    const alone = records({ BOOKINGS_RUN: "later" });
    await alone.note("Leeds", begun);
    expect(alone.diedOver("Leeds", "A@nhs.net")?.run.id).to.equal("dead");
    await alone.note("Leeds", { ...begun, calendar: "b@nhs.net" });
    expect(records({ BOOKINGS_RUN: "later" }).diedOver("Leeds", "b@nhs.net")).to.equal(undefined);
  });

  it("shows a line that was changed or taken out", async () => {
    for (const name of ["a", "b", "c", "d"]) await records().note("Leeds", event(`${name}@nhs.net`));
    const text = readFileSync(file(), "utf8");
    writeFileSync(file(), text.replace("b@nhs.net", "x@nhs.net"));
    expect(readJournal(file()).broken).to.deep.equal([3]);
    const lines = text.split("\n");
    writeFileSync(file(), [lines[0], ...lines.slice(2)].join("\n"));
    expect(readJournal(file()).broken).to.deep.equal([2]);
  });

  it("shows what a power failure left of a line apart from what someone changed, and goes on after it", async () => {
    await records().note("Leeds", event("a@nhs.net"));
    appendFileSync(file(), '{"schema":1,"at":"2026');
    expect(readJournal(file())).to.deep.include({ broken: [], cut: [2] });
    await records().note("Leeds", event("b@nhs.net"));
    const { lines, broken, cut } = readJournal(file());
    expect(lines.map(({ calendar }) => calendar)).to.deep.equal(["a@nhs.net", "b@nhs.net"]);
    expect({ broken, cut }).to.deep.equal({ broken: [], cut: [2] });
    writeFileSync(file(), readFileSync(file(), "utf8").replace('"at":"2026\n', '"at":"2025\n'));
    expect(readJournal(file())).to.deep.include({ broken: [2, 3], cut: [] });
  });

  it("tells from which specs: another text is another digest, another organisation's is not [DEL-2]", () => {
    const before = specDigest(folder.root, "Leeds");
    folder.write({ "specs/york/organisation.yaml": "kind: Organisation\n" });
    expect(specDigest(folder.root, "Leeds")).to.equal(before);
    folder.write({ "specs/leeds/calendars/x.yaml": "kind: BookingCalendar\n" });
    expect(specDigest(folder.root, "Leeds")).to.not.equal(before);
  });

  it("goes where the environment says", async () => {
    const shared = mkdtempSync(join(tmpdir(), "journal-"));
    await records({ BOOKINGS_JOURNAL: shared }).note("Leeds", event("a@nhs.net"));
    expect(readJournal(join(shared, "leeds.jsonl")).lines).to.have.length(1);
    rmSync(shared, { recursive: true });
  });

  it("keeps tokens and patients out of whatever it is given", async () => {
    const token = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl";
    const one = records();
    await one.note("Leeds", { ...event(`Bearer ${token}`), problem: `x ${token}` });
    const backup = await one.backUp("Leeds", "a", {
      business: {
        notes: `a ${token}\nb`,
        customers: [{ name: "Zebedee Quill" }],
        calendarView: ["Zebedee Quill"],
      },
    });
    const text = readFileSync(file(), "utf8") + readFileSync(backup, "utf8");
    expect(text).to.not.contain("eyJ").and.to.not.contain("Zebedee");
    expect(text).to.contain("(token hidden)\\nb");
  });
});
