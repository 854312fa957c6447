import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { join, resolve, sep } from "node:path";

// Loaded before every test (.mocharc.cjs), and before the commands that tests start (test/support/run-bookings.ts): the
// specs of this checkout are for people to edit, so no test may come to depend on what they say.

const LIVE_SPECS = join(__dirname, "..", "..", "..", "specs");
const READERS = [
  "openSync",
  "open",
  "readFileSync",
  "readFile",
  "readdirSync",
  "readdir",
  "opendirSync",
  "opendir",
  "cpSync",
  "cp",
  "copyFileSync",
  "copyFile",
  "symlinkSync",
] as const;

type Call = (...args: unknown[]) => unknown;
type Calls = Record<string, Call | undefined>;

let allowed = false;

/** For the one test that asks whether these specs are valid, whatever people have written. */
export function withLiveSpecs<T>(read: () => T): T {
  allowed = true;
  try {
    return read();
  } finally {
    allowed = false;
  }
}

function guard(calls: Calls): void {
  for (const name of READERS) {
    const original = calls[name];
    if (!original) continue;
    calls[name] = function (this: unknown, ...args: unknown[]) {
      const path = args[0] instanceof URL ? args[0].pathname : args[0];
      if (!allowed && typeof path === "string" && `${resolve(path)}${sep}`.startsWith(LIVE_SPECS + sep))
        throw new Error(
          `A test reads ${path} of the checkout, which people edit. Take test/fixtures/estate, or files of its own.`,
        );
      return original.apply(this, args);
    };
  }
}

guard(fs as unknown as Calls);
guard(fs.promises as unknown as Calls);
syncBuiltinESMExports();
