import { expect } from "chai";
import type { RunResult } from "../../src/engine/run-result";
import { problemsToJson } from "../../src/problem/format";
import { problem } from "../../src/problem/problem";
import { journalJson } from "../../src/report/journal-report";
import { listJson, statusJson } from "../../src/report/listing";
import { previewJson, upJson } from "../../src/report/run-json";
import { calendars } from "./calendars";
import { everyKind, place } from "./changes";
import { expectValid, outputSchema } from "./expect-valid";
import { journalLines } from "./journal-lines";
import { policies } from "./policies";

const NAMES = [
  "validate",
  "preview",
  "up",
  "status",
  "list",
  "drift",
  "user",
  "journal",
  "doctor",
  "check",
  "orgs",
  "plan",
  "refusal",
] as const;

const problems = [
  problem("needs-yes", {}),
  problem("unknown-calendar", { name: "x", near: "y" }, place(3), [place(4)]),
];

const result: RunResult = {
  organisation: "leeds",
  plan: { organisation: "leeds", changes: everyKind },
  problems,
  outcomes: everyKind.map((change) => ({
    change,
    outcome: "failed",
    problems: [problem("handler-failed", { message: "Graph answered 503." })],
  })),
  outcome: "partial",
  behind: [],
  pulumiOutput: "",
  seconds: 1.5,
};

/** Every object schema at any depth. */
function objects(schema: unknown): Record<string, unknown>[] {
  if (typeof schema !== "object" || schema === null) return [];
  const inner = Object.values(schema).flatMap(objects);
  return "properties" in schema ? [schema as Record<string, unknown>, ...inner] : inner;
}

describe("what --json prints", () => {
  it("is described by a published schema: validate", () => expectValid("validate", problemsToJson(problems)));
  it("is described by a published schema: preview", () =>
    expectValid("preview", previewJson("changed", [result])));
  it("is described by a published schema: up", () => expectValid("up", upJson("partial", [result])));
  it("is described by a published schema: status", () =>
    expectValid(
      "status",
      statusJson(calendars, policies, [
        { organisation: "leeds", since: "2026-11-01" },
        { organisation: "york" },
      ]),
    ));
  it("is described by a published schema: journal", () =>
    expectValid(
      "journal",
      journalJson(journalLines, [{ file: ".bookings/journal/leeds.jsonl", lines: [3] }]),
    ));
  it("is described by a published schema: list", () => expectValid("list", listJson(calendars, policies)));

  for (const name of NAMES) {
    it(`has a schema that describes every property and refuses others: ${name}`, () => {
      for (const { properties, additionalProperties, description } of objects(outputSchema(name))) {
        expect(description).to.be.a("string");
        expect(additionalProperties).to.equal(false);
        for (const [key, property] of Object.entries(properties as Record<string, object>)) {
          expect("description" in property || "$ref" in property, key).to.equal(true);
        }
      }
    });
  }

  it("has no times in it: the same state gives the same bytes", () => {
    const later = { ...result, seconds: 99 };
    expect(previewJson("changed", [later])).to.deep.equal(previewJson("changed", [result]));
  });
});
