import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "chai";

// Goldens live beside the test sources, not beside what is compiled from them.
const SOURCES = join(__dirname, "..", "..", "..", "test");

/** Compares a text with a file under test/; `npm run golden` writes what is there now, to be read before it is kept. `seen` leaves out what need not agree. */
export function expectGolden(path: string, text: string, seen = (one: string) => one): void {
  const file = join(SOURCES, path);
  if (process.env["UPDATE_GOLDEN"] === "1") {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  expect(existsSync(file), `${path} is missing: npm run golden`).to.equal(true);
  expect(seen(text)).to.equal(seen(readFileSync(file, "utf8")));
}
