// All tests under coverage (.c8rc.json has the floor).
// Not `mocha` by itself: what is counted is written to a file, and a run in which no test ran is a failure.
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { findBrowser } from "../setup/browser.mjs";
import { run } from "../setup/run.mjs";

const FIGURES = "coverage/tests.json";

rmSync(FIGURES, { force: true });
mkdirSync("coverage", { recursive: true });
const browser = await findBrowser((text) => process.stderr.write(`${text}\n`));
const env = { ...process.env, ...(browser ? { CHROMIUM: browser } : {}) };
const { code } = await run("node_modules/.bin/c8", ["node", "tools/check/all-groups.mjs"], { env });
const figures = existsSync(FIGURES) ? JSON.parse(readFileSync(FIGURES, "utf8")) : undefined;
if (!figures?.passes) process.stderr.write("No test passed, or the run did not come to its end.\n");
process.exitCode = code === 0 && !figures?.passes ? 1 : code;
