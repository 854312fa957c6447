import { expect } from "chai";
import fc from "fast-check";
import { parse } from "yaml";
import { run } from "../../src/cli/run";
import { problem } from "../../src/problem/problem";
import { safeText } from "../../src/problem/safe-text";
import { FakeEngine, servicesOf } from "../cli/fake-engine";
import { FakeIo } from "../cli/fake-io";
import { creation } from "../report/changes";
import { SpecsFolder } from "../support/specs-folder";
import { validSpecs } from "../support/valid-specs";

/** Pieces of which someone would make a text that acts. */
const PIECES = [
  "##vso[task.setvariable variable=x]y",
  "##[error]",
  "::error::",
  "::add-mask::x",
  "\n::set-output name=a::b",
  "\u001b[2J",
  "\u001b]0;title\u0007",
  "\u009b31m",
  "\u202e",
  "\u2066",
  "\u2028",
  "\r",
  "\0",
  "é",
  "😀",
  "\\",
  '"',
  " ",
] as const;

const hostile = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string()), { maxLength: 6 })
  .map((all) => all.join(""));

const OURS = [
  "\r\u001b[2K",
  "\r\n",
  "\n",
  "\t",
  ...[0, 1, 2, 22, 31, 32, 33, 34, 35, 36, 39].map((code) => `\u001b[${code}m`),
];

/** Whether a terminal or a pipeline would act on anything of it that is not ours. */
function acts(text: string): boolean {
  const rest = OURS.reduce((left, one) => left.replaceAll(one, ""), text);
  return (
    /##vso\[|##\[|^[^\S\r\n]*::/im.test(text) ||
    /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(rest)
  );
}

describe("text that leaves", () => {
  it("moves no cursor, turns no letters and is no pipeline's command, whatever it is made of", () => {
    fc.assert(
      fc.property(hostile, (text) => !acts(safeText(text))),
      { numRuns: 2000 },
    );
  });

  it("is the same JSON as before", () => {
    fc.assert(
      fc.property(fc.dictionary(hostile, hostile), (value) => {
        const json = safeText(JSON.stringify(value, undefined, 2));
        expect(() => JSON.parse(json)).not.to.throw();
        // read by another parser: V8's takes an escaped key for another one that it has parsed before
        expect(parse(json, { schema: "json" })).to.deep.equal(value);
      }),
      { numRuns: 500 },
    );
  });

  it("is left alone where there is nothing in it, colours and progress lines included", () => {
    const text =
      "\r\u001b[2Kleeds: reading …\n\u001b[1m\u001b[31merror\u001b[39m\u001b[22m: a::b, #1\t“é”\r\n";
    expect(safeText(text)).to.equal(text);
    fc.assert(fc.property(hostile, (some) => safeText(safeText(some)) === safeText(some)));
  });

  it("goes through there from every verb that shows names: text and JSON, warnings and Pulumi's own words", async () => {
    const folder = new SpecsFolder(validSpecs);
    try {
      await fc.assert(
        fc.asyncProperty(
          hostile,
          fc.constantFrom(
            ["preview"],
            ["preview", "--json"],
            ["up", "--yes"],
            ["preview", "--pulumi-output"],
          ),
          async (text, words) => {
            const change = { ...creation, displayName: text, address: text };
            const result = {
              outcome: "changed" as const,
              plan: { organisation: text, changes: [change] },
              problems: [problem("engine-failed", { organisation: text, message: text })],
              pulumiOutput: text,
            };
            const io = new FakeIo({ cwd: folder.root });
            await run([...words, "leeds"], io, servicesOf(new FakeEngine({ leeds: result })));
            expect([...io.out, ...io.messages].filter(acts)).to.deep.equal([]);
          },
        ),
        { numRuns: 60 },
      );
    } finally {
      folder.remove();
    }
  });
});
