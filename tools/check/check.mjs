import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { runSteps } from "./run-steps.mjs";
import { steps } from "./steps.mjs";

/** Where the tests' step leaves its figures, and the last line of the whole run is left for .ci/run. */
const FIGURES = "coverage/tests.json";
const LAST_LINE = "coverage/last-line.txt";

/**
 * Runs the steps that are named (all of them by default), tells how each went, and ends with the line
 * `N passed, N failed`: the tests as mocha counted them, and each other step as one. Gives the exit code.
 */
export async function check({ root, env, say, only = [] }) {
  const unknown = only.filter((name) => !steps.some((step) => step.name === name));
  if (unknown.length > 0) {
    say(`There is no step ${unknown.join(", ")}. The steps: ${steps.map((step) => step.name).join(", ")}.`);
    return 1;
  }
  const chosen = steps.filter((step) => only.length === 0 || only.includes(step.name));
  for (const file of [FIGURES, LAST_LINE]) rmSync(path.join(root, file), { force: true });

  const results = await runSteps(chosen, { cwd: root, env, say });
  const count = countResults(results, readFigures(path.join(root, FIGURES)));
  const failing = results.filter((result) => !result.ok).map((result) => result.name);
  if (failing.length > 0) say(`\nTo see one again: npm run check ${failing.join(" ")}`);
  const line = `${count.passed} passed, ${count.failed} failed`;
  mkdirSync(path.join(root, path.dirname(LAST_LINE)), { recursive: true });
  writeFileSync(path.join(root, LAST_LINE), `${line}\n`);
  process.stdout.write(`\n${line}\n`);
  if (results.some((result) => result.interrupted)) return 130;
  return count.failed > 0 || results.length < chosen.length ? 1 : 0;
}

/** The tests' step counts as one more failure only when it failed without a failing test (a crash, the coverage floor). */
export function countResults(results, figures) {
  const count = { passed: figures?.passes ?? 0, failed: figures?.failures ?? 0 };
  for (const { name, ok } of results) {
    if (name !== "tests") count[ok ? "passed" : "failed"] += 1;
    else if (!ok && !figures?.failures) count.failed += 1;
  }
  return count;
}

function readFigures(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
