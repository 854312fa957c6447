// Runs every group of tests, and leaves the sum of their figures for the check.
import { writeFileSync } from "node:fs";
import { groupsIn, runGroups, sumOf } from "./test-groups.mjs";

const FIGURES = "coverage/tests.json";

const say = (text) => process.stdout.write(`${text}\n`);
const results = await runGroups(groupsIn("dist/test"), { say });
const { passes, failures, pending, leftOut } = sumOf(results);
writeFileSync(FIGURES, JSON.stringify({ passes, failures, pending, leftOut }));
say(`\n  ${passes} tests passed, ${failures} failed, ${pending} left out`);
process.exitCode = results.every(({ code }) => code === 0) ? 0 : 1;
