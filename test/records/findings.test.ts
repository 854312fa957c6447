import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { Findings, type Found, type SearchLine, spansOf } from "../../src/records/findings";

const leaver = (address: string): Found => ({
  code: "drift-leaver",
  calendar: "LeedsHF@nhs.net",
  about: address,
  reason: "disabled",
});

function line(at: string, found: readonly Found[], gone: readonly Found[] = []): SearchLine {
  const run = { id: `search of ${at}`, host: "h", user: "u" };
  return { schema: 1, at, organisation: "leeds", run, found, gone, previous: "" };
}

const told = (...lines: SearchLine[]): unknown[] =>
  spansOf(lines).map(({ finding, found, gone }) => [finding.about, found.at, gone?.at]);

describe("what searches for drift found", () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "findings-"));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it("goes from the search that found it to the one that no longer did, and may come again [OPS-5]", () => {
    const amy = leaver("amy@nhs.net");
    expect(
      told(line("1", [amy, leaver("bob@nhs.net")]), line("2", [], [amy]), line("3", [amy])),
    ).to.deep.equal([
      ["amy@nhs.net", "1", "2"],
      ["bob@nhs.net", "1", undefined],
      ["amy@nhs.net", "3", undefined],
    ]);
  });

  it("is one finding where two searches at once noted it, and in any case of letters", () => {
    const amy = leaver("amy@nhs.net");
    const lines = [line("1", [amy]), line("2", [leaver("AMY@nhs.net")]), line("3", [], [amy])];
    expect(told(...lines, line("4", [], [amy]))).to.deep.equal([["amy@nhs.net", "1", "3"]]);
  });

  it("is kept in lines that name the one before, none too long to be found again at the end", async () => {
    const findings = new Findings({ root, env: { BOOKINGS_RUN: "r1" } }, "leeds");
    const many = Array.from({ length: 450 }, (_, index) => leaver(`${"p".repeat(200)}${index}@nhs.net`));
    await findings.note(many, many.slice(0, 1));
    await findings.note([], many.slice(1, 2));
    const { lines, broken, cut } = await findings.read();
    expect({ broken, cut }).to.deep.equal({ broken: [], cut: [] });
    expect(lines.map(({ found, gone }) => [found.length, gone.length])).to.deep.equal([
      [200, 1],
      [200, 0],
      [50, 0],
      [0, 1],
    ]);
    expect(lines[0]?.run.id).to.equal("r1");
    const file = join(root, ".bookings", "findings", "leeds.jsonl");
    expect(readFileSync(file, "utf8").split("\n")).to.have.length(5);
  });
});
