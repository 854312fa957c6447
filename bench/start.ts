import { PRODUCT } from "../test/playground/product";
import { runProcess } from "../test/playground/run-process";
import { cpuOfChildren } from "./processes";
import type { BenchResult } from "./result";
import { ratios, spread } from "./spread";

const ROUNDS = 11;
/** Processor seconds that a command may take to start. */
const MOST_S = 0.25;

async function cpuOf(args: readonly string[]): Promise<number> {
  const before = cpuOfChildren();
  const { exitCode, stderr } = await runProcess(process.execPath, args, {
    cwd: PRODUCT,
    env: { ...(process.env as Record<string, string>), BOOKINGS_ROOT: PRODUCT },
  });
  if (exitCode !== 0) throw new Error(stderr);
  return cpuOfChildren() - before;
}

/** What the smallest commands cost: they run at every save in an editor, and before every commit. */
export async function startBench(rounds = ROUNDS): Promise<BenchResult> {
  const main = "dist/src/cli/main.js";
  const found = { node: [] as number[], help: [] as number[], validate: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    found.node.push(await cpuOf(["--eval", "0"]));
    found.help.push(await cpuOf([main, "--help"]));
    found.validate.push(await cpuOf([main, "validate"]));
  }
  return {
    name: "start",
    what: `processor seconds of bookings validate on the examples ÷ ${MOST_S}`,
    goal: 1,
    ratio: ratios(
      found.validate,
      found.validate.map(() => MOST_S),
    ),
    figures: {
      "processor seconds of Node alone": spread(found.node),
      "processor seconds of bookings --help": spread(found.help),
      "processor seconds of bookings validate": spread(found.validate),
    },
  };
}
