import { appendFileSync } from "node:fs";
import type { ConformanceChecker } from "./checker";
import type { Exchange } from "./type-schemas";

/** Names the file to which answers that do not conform are told; without it nothing is checked. */
export const conformanceVariable = "BOOKINGS_SANDBOX_CONFORMANCE";

let checking: Promise<ConformanceChecker> | undefined;

/** One for all sandboxes of a process: compiling the schemas takes longer than a test. */
function sharedChecker(): Promise<ConformanceChecker> {
  checking ??= import("./checker.js").then(({ ConformanceChecker }) => new ConformanceChecker());
  return checking;
}

/** Looks at every answer, where test runs ask for it; a file reaches sandboxes in other processes too. */
export async function conformanceObserver(): Promise<((exchange: Exchange) => void) | undefined> {
  const file = process.env[conformanceVariable];
  if (!file) return undefined;
  const checker = await sharedChecker();
  return (exchange) => {
    for (const violation of checker.check(exchange)) appendFileSync(file, `${JSON.stringify(violation)}\n`);
  };
}
