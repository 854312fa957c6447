// All tests under coverage (.c8rc.json has the floor).
// Not `mocha` by itself: what is counted is written to a file, and a run in which no test ran is a failure.
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { ASK, installPrograms } from "../setup/programs.mjs";
import { run } from "../setup/run.mjs";

const FIGURES = "coverage/tests.json";

rmSync(FIGURES, { force: true });
mkdirSync("coverage", { recursive: true });
const say = (text) => process.stderr.write(`${text}\n`);
installPrograms(say);
const { code } = await run("node_modules/.bin/c8", ["node", "tools/check/all-groups.mjs"]);
const figures = existsSync(FIGURES) ? JSON.parse(readFileSync(FIGURES, "utf8")) : undefined;
if (!figures?.passes) say("No test passed, or the run did not come to its end.");
if (figures?.leftOut?.length > 0) {
  say(`\nLeft out, as this machine lacks the programs:`);
  for (const title of figures.leftOut) say(`  ${title}`);
  say(`To run these too, install the programs, or let the run do it: ${ASK}=install npm test`);
}
process.exitCode = code === 0 && !figures?.passes ? 1 : code;
