import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { run } from "../setup/run.mjs";

/** As many as two cores run side by side: most tests wait for processes that they started. */
const AT_ONCE = 2;

/** Those that take minutes begin first, so that none of them is left over at the end. */
const LONG = ["scenarios", "lives", "kill", "cli", "engine", "sandbox", "pulumi"];

/** Where mocha's reporter leaves what a group came to. */
const FOLDER = "coverage/groups";

/** The folders with tests, the long ones first. */
export function groupsIn(folder) {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .filter((name) => filesIn(path.join(folder, name)).some((file) => file.endsWith(".test.js")))
    .sort();
  const long = LONG.filter((name) => names.includes(name));
  return [...long, ...names.filter((name) => !long.includes(name))].map((name) => ({
    name,
    files: `${folder}/${name}/**/*.test.js`,
  }));
}

/** A run of mocha for each group, two at once, each one's output in a piece. What failed is said again at the end. */
export async function runGroups(groups, { say, mocha = runMocha }) {
  mkdirSync(FOLDER, { recursive: true });
  const waiting = [...groups];
  const results = [];
  let interrupted = false;
  const worker = async () => {
    for (let next = waiting.shift(); next && !interrupted; next = waiting.shift()) {
      const result = { name: next.name, ...(await mocha(next)) };
      interrupted ||= Boolean(result.interrupted);
      results.push(result);
      say(`${next.name}\n${result.output.trimEnd()}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  for (const line of results.flatMap(troublesOf)) say(line);
  return results;
}

/** What all groups came to. A group that did not come to its end counts as a failure, whatever it had counted. */
export function sumOf(results) {
  const sum = { passes: 0, failures: 0, pending: 0, leftOut: [] };
  for (const { code, figures } of results) {
    for (const name of ["passes", "failures", "pending"]) sum[name] += figures?.[name] ?? 0;
    sum.leftOut.push(...(figures?.leftOut ?? []));
    if (code !== 0 && !figures?.failures) sum.failures += 1;
  }
  return sum;
}

function troublesOf({ name, code, figures }) {
  if (code === 0) return [];
  const failed = figures?.failed ?? [];
  if (failed.length === 0) return [`\n✗ ${name}: ended with ${code}, and no test of it failed`];
  return failed.map(({ title, text }) => `\n✗ ${name}: ${title}\n${text.replace(/^/gm, "    ")}`);
}

async function runMocha({ name, files }) {
  const file = path.join(FOLDER, `${name}.json`);
  rmSync(file, { force: true });
  // A handle that a test forgot to close must not keep a pipeline waiting for ever.
  const words = ["--exit", "--reporter", "tools/check/mocha-reporter.cjs", files];
  const env = { ...process.env, TEST_FIGURES: file };
  const result = await run("node_modules/.bin/mocha", words, { env, collect: "all" });
  return { ...result, figures: existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined };
}

const filesIn = (folder) => readdirSync(folder, { recursive: true });
