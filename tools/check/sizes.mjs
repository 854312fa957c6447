// House budgets that no linter counts: no file above 400 lines, and suppressions are few and have reasons.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

const MOST_LINES = 400;
const MOST_SUPPRESSIONS = 10;
const NOT_OURS =
  /^(package-lock\.json|schemas\/|src\/spec\/generated\/|tools\/engine\/.*go\.)|(^|\/)golden\//;
const SUPPRESSION = /\/[/*]\s*(biome-ignore|@ts-ignore|@ts-expect-error|@ts-nocheck|c8 ignore|v8 ignore)/;

const files = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
  encoding: "utf8",
})
  .split("\0")
  .filter((file) => /\.(ts|mjs|cjs)$/.test(file) && !NOT_OURS.test(file));

const problems = [];
const suppressions = [];
for (const file of new Set(files)) {
  const lines = linesOf(file);
  if (lines.length > MOST_LINES)
    problems.push(`${file}: ${lines.length} lines, at most ${MOST_LINES}: split it by what it does`);
  lines.forEach((line, index) => {
    if (SUPPRESSION.test(line)) suppressions.push(`${file}:${index + 1}: ${line.trim()}`);
    if (/\b(it|describe)\.(only|skip)\(/.test(line))
      problems.push(`${file}:${index + 1}: a test is left out (${line.trim()})`);
  });
}
if (suppressions.length > MOST_SUPPRESSIONS)
  problems.push(
    `${suppressions.length} suppressions, at most ${MOST_SUPPRESSIONS}:`,
    ...suppressions.map((line) => `  ${line}`),
  );

for (const problem of problems) process.stderr.write(`${problem}\n`);
process.exitCode = problems.length > 0 ? 1 : 0;

function linesOf(file) {
  try {
    return readFileSync(file, "utf8").split("\n");
  } catch {
    return [];
  }
}
