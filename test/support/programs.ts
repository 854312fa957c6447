import { join } from "node:path";
import type { Suite } from "mocha";

/** The part of tools/setup/programs.mjs that tests use; it is plain JavaScript, as the set-up is. */
interface ProgramTable {
  findProgram(name: ProgramName): string | undefined;
  howToGet(name: ProgramName): string;
  isAskedFor(): boolean;
}

/** Programs that only tests need, found on the machine or installed where BOOKINGS_TEST_PROGRAMS=install asks. */
export type ProgramName =
  | "chromium"
  | "soffice"
  | "pdftoppm"
  | "pdftotext"
  | "zsh"
  | "fish"
  | "python3"
  | "python-pptx"
  | "zizmor"
  | "check-jsonschema";

const table = require(join(__dirname, "../../../tools/setup/programs.mjs")) as ProgramTable;

/** The path of a program that a test cannot do without. */
export function program(name: ProgramName): string {
  const found = table.findProgram(name);
  if (found) return found;
  throw new Error(`This test needs ${table.howToGet(name)}.`);
}

/**
 * `describe` for tests that need programs. Where one is absent the suite is left out and named at the end of the run;
 * with BOOKINGS_TEST_PROGRAMS=install, as in continuous integration, its absence is a failure.
 */
export function describeWith(
  names: readonly ProgramName[],
  title: string,
  tests: (this: Suite) => void,
): void {
  const absent = names.filter((name) => !table.findProgram(name));
  if (absent.length === 0) describe(title, tests);
  else
    describe(title, () => {
      const needs = `needs ${absent.map(table.howToGet).join(" and ")}`;
      if (table.isAskedFor()) it(needs, () => absent.forEach(program));
      else it(needs);
    });
}
