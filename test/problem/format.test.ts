import { expect } from "chai";
import { formatText, problemsToJson } from "../../src/problem/format";
import { problem } from "../../src/problem/problem";
import { tidyProblems } from "../../src/problem/tidy-problems";

const place = (line: number, column: number, endColumn?: number) => ({
  file: "specs/leeds/calendars/a.yaml",
  line,
  column,
  ...(endColumn !== undefined && { endColumn }),
});

function shown(source: string, line: number, column: number, endColumn?: number): string[] {
  const found = problem("bad-escape", {}, place(line, column, endColumn));
  return formatText([found], { sourceOf: () => source })
    .split("\n")
    .slice(1, 3)
    .map((text) => text.slice(2));
}

describe("problems as text", () => {
  it("say place, severity, code and sentence, show the line with a caret, other places, and what to do", () => {
    const found = problem("user-has-both-roles", { user: "amy.shah@nhs.net" }, place(3, 5, 21), [
      place(1, 5),
    ]);
    const source = "a:\n  - x\n  - amy.shah@nhs.net\n";
    expect(formatText([found], { sourceOf: () => source })).to.equal(
      [
        "specs/leeds/calendars/a.yaml:3:5 error user-has-both-roles: amy.shah@nhs.net is both admin and viewer of this calendar.",
        "  3 |   - amy.shah@nhs.net",
        "    |     ^^^^^^^^^^^^^^^^",
        "  see also specs/leeds/calendars/a.yaml:1:5",
        "  → Keep one of the two (guide, section 3). An admin sees all that a viewer sees.",
        "",
        "1 error",
        "",
      ].join("\n"),
    );
  });

  it("draw a caret below the right column after tabs", () => {
    expect(shown("\tab: c", 1, 2, 4)).to.deep.equal(["1 |     ab: c", "  |     ^^"]);
  });

  it("draw a caret below the right column after wide characters and loose accents", () => {
    expect(shown("心e\u0301: c", 1, 6, 7)).to.deep.equal(["1 | 心e\u0301: c", "  |      ^"]);
    expect(shown("a: 心臓", 1, 4, 6)).to.deep.equal(["1 | a: 心臓", "  |    ^^^^"]);
  });

  it("show a window of a long line", () => {
    const [line = "", caret = ""] = shown(`${"x".repeat(300)}HERE${"y".repeat(300)}`, 1, 301, 305);
    expect(line).to.match(/^1 \| …x+HEREy+…$/);
    expect(line.length).to.be.lessThan(110);
    expect(line.slice(caret.indexOf("^"), caret.lastIndexOf("^") + 1)).to.equal("HERE");
  });

  for (const width of [40, 80, 120]) {
    it(`fit a terminal of ${width} columns, carets included`, () => {
      const found = problem("user-has-both-roles", { user: "amy.shah@nhs.net" }, place(1, 301, 305));
      const sourceOf = () => `${"x".repeat(300)}HERE${"y".repeat(300)}`;
      const lines = formatText([found], { width, sourceOf }).split("\n");
      expect(Math.max(...lines.map((line) => line.length))).to.be.at.most(width);
      const [line = "", caret = ""] = lines.filter((text) => /^ +1? \| /.test(text));
      expect(line.slice(caret.indexOf("^"), caret.lastIndexOf("^") + 1)).to.equal("HERE");
    });
  }

  it("show lines of Windows and leave out the byte-order mark", () => {
    expect(shown("\ufeffa: b\r\nc: d\r\n", 1, 1, 2)).to.deep.equal(["1 | a: b", "  | ^"]);
    expect(shown("\ufeffa: b\r\nc: d\r\n", 2, 4, 5)).to.deep.equal(["2 | c: d", "  |    ^"]);
  });

  it("point behind the end of a line, and at no line that is not there", () => {
    expect(shown("ab", 1, 3)).to.deep.equal(["1 | ab", "  |   ^"]);
    const found = problem("bad-escape", {}, place(9, 1));
    expect(formatText([found], { sourceOf: () => "a" })).not.to.include("|");
  });

  it("spell out what a terminal would act on, in lines, sentences and paths", () => {
    expect(shown("a: \u001b[2J\u202e", 1, 1)).to.deep.equal(["1 | a: <U+001B>[2J<U+202E>", "  | ^"]);
    const found = problem(
      "unknown-kind",
      { kind: "\u001b[31m", expected: "Tenant" },
      { ...place(1, 1), file: "a\u0007.yaml" },
    );
    const text = formatText([found]);
    expect(text).to.include("“<U+001B>[31m”").and.to.include("a<U+0007>.yaml:1:1");
  });

  it("use colours only on request", () => {
    const found = problem("bad-escape", {}, place(1, 1));
    const start = "\u001b[";
    expect(formatText([found])).not.to.include(start);
    expect(formatText([found], { colours: true })).to.include(`${start}31merror`);
  });

  it("are nothing when there are none", () => {
    expect(formatText([])).to.equal("");
  });

  it("end with a count of each severity", () => {
    const found = [
      problem("bad-escape", {}, place(1, 1)),
      problem("phone-length", { phone: "1", digits: 1 }, place(2, 1)),
      problem("phone-trunk-zero", { phone: "1" }, place(3, 1)),
      problem("bad-escape", {}, place(4, 1)),
    ];
    expect(formatText(found)).to.match(/\n\n2 errors, 1 warning, 1 advice\n$/);
  });
});

describe("problems as JSON", () => {
  it("have a version, words, places, arguments and counts", () => {
    const found = problem("user-listed-twice", { user: "a@nhs.net" }, place(3, 5), [place(1, 5)]);
    expect(problemsToJson([found])).to.deep.equal({
      schemaVersion: 1,
      problems: [
        {
          code: "user-listed-twice",
          severity: "error",
          sentence: "a@nhs.net is listed twice.",
          advice: "Remove one of the two. Capital and small letters make no difference in an address.",
          at: place(3, 5),
          also: [place(1, 5)],
          args: { user: "a@nhs.net" },
        },
      ],
      counts: { errors: 1, warnings: 0, advice: 0 },
    });
  });
});

describe("tidying problems", () => {
  it("sorts by file, line and column, those without a place first, and keeps each once", () => {
    const a = problem("bad-escape", {}, place(10, 1));
    const b = problem("bad-escape", {}, place(9, 2));
    const c = problem("bad-escape", {}, place(9, 1));
    const d = problem("bad-escape", {}, { ...place(1, 1), file: "specs/bradford/x.yaml" });
    const e = problem("no-specs", {});
    expect(tidyProblems([a, b, { ...b }, c, d, e])).to.deep.equal([e, d, c, b, a]);
  });
});
