import { appendFileSync } from "node:fs";
import type { Exchange } from "../../../sandbox/server/graph-endpoint";
import { violationsVariable } from "../../support/conformance-hooks";
import { ConformanceChecker } from "./checker";

/** One for all sandboxes of a process: compiling the schemas takes longer than a test. */
const checker = new ConformanceChecker();

/** Looks at an answer; a file reaches sandboxes in other processes too. */
export function observe(exchange: Exchange): void {
  for (const violation of checker.check(exchange))
    appendFileSync(process.env[violationsVariable] ?? "", `${JSON.stringify(violation)}\n`);
}
