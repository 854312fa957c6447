import { parseArgs } from "node:util";
import { classes } from "./classes";
import { every, runCases } from "./hostile-class";

/** `npm run hostile`: every case of every class, or of those that are named. Ends with 1 where an invariant did not hold. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { every: { type: "string" } },
  });
  const step = Number(values.every ?? 1);
  const chosen = classes.filter(
    ({ name }) => positionals.length === 0 || positionals.some((word) => name.includes(word)),
  );
  let failed = 0;
  for (const one of chosen) {
    const started = performance.now();
    const { count, findings } = await runCases(one, every(step, one.cases()));
    failed += findings.length;
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`${one.name}: ${count} cases, ${findings.length} findings, ${seconds} s`);
    for (const finding of findings) console.log(`  ${finding}`);
  }
  process.exitCode = failed > 0 ? 1 : 0;
}

void main();
