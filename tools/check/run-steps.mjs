import { run } from "../setup/run.mjs";

const AT_ONCE = 2;

/**
 * Runs the steps and gives each one's result, in the steps' order: all of them, whatever fails, except that nothing else
 * is worth running when the first does not compile.
 */
export async function runSteps(steps, { cwd, env, say }) {
  const results = new Map();
  const runOne = async (step) => {
    const started = Date.now();
    if (step.alone) say(`\n▶ ${step.name}: ${step.what}`);
    const [program, ...args] = step.run;
    const collect = step.alone ? "none" : "all";
    const { code, output, interrupted } = await run(program, args, { cwd, env, collect });
    const result = { name: step.name, ok: code === 0, interrupted, seconds: (Date.now() - started) / 1000 };
    results.set(step.name, result);
    say(`${result.ok ? "✓" : "✗"} ${step.name}: ${step.what} (${result.seconds.toFixed(1)} s)`);
    if (!result.ok && output) say(indent(output));
    return result;
  };
  for (const group of groupsOf(steps)) {
    await inParallel(group, runOne);
    const answers = [...results.values()];
    if (answers.some((result) => result.interrupted)) break;
    if (results.get("types")?.ok === false) break;
  }
  return [...results.values()];
}

/** Neighbours that may run together are one group. */
function groupsOf(steps) {
  const groups = [];
  for (const step of steps) {
    const last = groups.at(-1);
    if (!step.alone && last && !last[0].alone) last.push(step);
    else groups.push([step]);
  }
  return groups;
}

async function inParallel(group, job) {
  const waiting = [...group];
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await job(next);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

function indent(text) {
  return text.trimEnd().replace(/^/gm, "    ");
}
