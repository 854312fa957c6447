// House budgets that no linter counts: files of a size to read, folders of a size to see over, and few suppressions.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

const MOST_LINES = 400;
/** A file this short is worth a name of its own only now and then. */
const SHORT = 20;
const MOST_SHORT = 0.1;
const MEDIAN = [60, 120];
const MOST_SIDE_BY_SIDE = 25;
const PRODUCT = /^(src|providers|stacks|sandbox)\/(?!.*\/generated\/)/;
const MOST_SUPPRESSIONS = 10;
const NOT_OURS =
  /^(package-lock\.json|schemas\/|src\/spec\/generated\/|tools\/engine\/.*go\.)|(^|\/)golden\//;
/** One statement on one line has no braces of its own, which no linter here can ask for. */
const BRACED =
  /^( *)(?:if|for|while) .*\{\n\1 {2}(?!if|for|while|const|let|switch|try|\/\/)\S.*;\n\1\}\n(?! *else)/gm;
const SUPPRESSION = /\/[/*]\s*(biome-ignore|@ts-ignore|@ts-expect-error|@ts-nocheck|c8 ignore|v8 ignore)/;

const files = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
  encoding: "utf8",
})
  .split("\0")
  .filter((file) => /\.(ts|mjs|cjs)$/.test(file) && !NOT_OURS.test(file));

const problems = [];
const suppressions = [];
const sizes = new Map();
for (const file of new Set(files)) {
  const lines = linesOf(file);
  if (PRODUCT.test(file) && lines.length > 0) sizes.set(file, lines.length - 1);
  if (lines.length > MOST_LINES)
    problems.push(`${file}: ${lines.length} lines, at most ${MOST_LINES}: split it by what it does`);
  if (PRODUCT.test(file))
    for (const { 0: braced } of lines.join("\n").matchAll(BRACED))
      problems.push(`${file}: one statement needs no braces: ${braced.trim().split("\n")[0]}`);
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

problems.push(...spreadProblems(sizes));

for (const problem of problems) process.stderr.write(`${problem}\n`);
process.exitCode = problems.length > 0 ? 1 : 0;

function linesOf(file) {
  try {
    return readFileSync(file, "utf8").split("\n");
  } catch {
    return [];
  }
}

/** What is wrong with the sizes of the product's files as a whole. */
function spreadProblems(lines) {
  const sorted = [...lines.values()].sort((one, other) => one - other);
  const median = sorted[Math.floor(sorted.length / 2)];
  const short = [...lines].filter(([, count]) => count <= SHORT);
  const folders = Map.groupBy(lines.keys(), (file) => file.slice(0, file.lastIndexOf("/")));
  return [
    ...(short.length > MOST_SHORT * lines.size
      ? [
          `${short.length} of ${lines.size} source files have at most ${SHORT} lines, at most a tenth may: put helpers with what uses them (${short.map(([file]) => file).join(", ")})`,
        ]
      : []),
    ...(median < MEDIAN[0] || median > MEDIAN[1]
      ? [`the median of source files is ${median} lines, not ${MEDIAN.join(" to ")}`]
      : []),
    ...[...folders]
      .filter(([, inside]) => inside.length > MOST_SIDE_BY_SIDE)
      .map(
        ([folder, inside]) =>
          `${folder}: ${inside.length} files side by side, at most ${MOST_SIDE_BY_SIDE}: group or join them`,
      ),
  ];
}
