import { stripVTControlCharacters } from "node:util";
import { expect } from "chai";
import type { Outcome } from "../../src/plan/change";
import { deedWords } from "../../src/records/journal-words";
import { KIND_WORDS, KINDS, OUTCOME_SIGNS } from "../../src/report/change-words";
import { outcomeText } from "../../src/report/outcome-text";
import { type Paint, paint } from "../../src/report/paint";
import { planText } from "../../src/report/plan-text";
import { everyKind } from "./changes";

const OUTCOMES: readonly Outcome[] = ["done", "failed", "unknown", "not-tried"];

const planned = (brushes: Paint): string =>
  planText({ organisation: "leeds", changes: everyKind }, brushes, { verbose: true });

const told = (brushes: Paint): string =>
  OUTCOMES.map((outcome) => {
    const outcomes = everyKind.map((change) => ({ change, outcome, problems: [] }));
    return outcomeText({ organisation: "leeds", outcomes, plan: {} }, brushes, { verbose: true });
  }).join("");

/** Brushes that write their names, so that a test sees what each paints. */
const named: Paint = {
  strong: (text) => text,
  faint: (text) => text,
  good: (text) => `<good>${text}</>`,
  warning: (text) => `<warning>${text}</>`,
  bad: (text) => `<bad>${text}</>`,
};

/** The first word or sign of what is painted, and by which brushes. */
function marks(text: string): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const [, brush = "", painted = ""] of text.matchAll(/<(good|warning|bad)>(.*?)<\/>/g)) {
    const mark = painted.trim().split(" ")[0] ?? "";
    found.set(mark, (found.get(mark) ?? new Set()).add(brush));
  }
  return found;
}

describe("plans and outcomes without colour", () => {
  for (const [name, text] of Object.entries({ plans: planned, outcomes: told })) {
    it(`say the same to whoever sees no colours: ${name}`, () => {
      const coloured = text(paint(true));
      expect(coloured).to.contain("\u001b[");
      expect(stripVTControlCharacters(coloured)).to.equal(text(paint(false)));
    });

    it(`have a sign or word of its own for each coloured mark: ${name}`, () => {
      const found = marks(text(named));
      expect(found.size).to.be.above(1);
      for (const [mark, brushes] of found) {
        expect(mark).not.to.equal("");
        expect([...brushes], mark).to.have.length(1);
      }
    });
  }

  it("name each kind of change and each outcome otherwise than all others", () => {
    for (const words of [
      KINDS.map((kind) => KIND_WORDS[kind].before),
      KINDS.map((kind) => deedWords(kind, "done")),
      KINDS.map((kind) => deedWords(kind, "failed")),
      OUTCOMES.map((outcome) => OUTCOME_SIGNS[outcome]),
    ])
      expect(new Set(words).size).to.equal(words.length);
  });
});
