import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Violation } from "../sandbox/conformance/checker";

/** Names the file to which answers that do not conform are told; it reaches sandboxes in other processes too. */
export const violationsVariable = "SANDBOX_VIOLATIONS";

/** The part of a mocha test that is needed here. */
interface Runnable {
  fn?: ((this: unknown, ...args: unknown[]) => unknown) | undefined;
}

const own = process.env[violationsVariable] === undefined;
let folder = "";

/** Throws if a sandbox, in this process or in one that it started, answered as Graph's own description forbids. */
function assertConforming(): void {
  const file = process.env[violationsVariable] ?? "";
  const text = readFileSync(file, "utf8");
  if (text === "") return;
  writeFileSync(file, "");
  // Written line by line by the sandbox.
  const violations = text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Violation);
  const sentences = violations.map(
    ({ exchange, pointer, message }) => `${exchange}: ${pointer || "/"} ${message}`,
  );
  throw new Error(
    `The sandbox answered what does not conform to Graph's description.\n${[...new Set(sentences)].join("\n")}`,
  );
}

/** Mocha's root hooks: every answer of every sandbox in every test run is checked, and the test that got a wrong one fails. */
export const mochaHooks = {
  beforeAll(): void {
    if (!own) return;
    folder = mkdtempSync(join(tmpdir(), "conformance-"));
    process.env["BOOKINGS_SANDBOX_OBSERVER"] = join(__dirname, "../sandbox/conformance/observe.js");
    process.env[violationsVariable] = join(folder, "violations.jsonl");
    writeFileSync(join(folder, "violations.jsonl"), "");
  },
  // A hook that throws would end the whole run, so that the test itself is made to throw.
  beforeEach(this: { currentTest?: Runnable }): void {
    const test = this.currentTest;
    const body = test?.fn;
    if (!test || !body || body.length > 0) return;
    test.fn = async function (this: unknown) {
      await body.call(this);
      assertConforming();
    };
  },
  afterAll(): void {
    try {
      assertConforming();
    } finally {
      if (own) rmSync(folder, { recursive: true });
    }
  },
};
