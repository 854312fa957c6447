// `npm run fuzz:sandbox [-- RUNS [SEED]]`: many requests of the grammar, where the tests send a few hundred.
import { spawnSync } from "node:child_process";

const [runs = "20000", seed] = process.argv.slice(2);
const { status } = spawnSync(
  process.execPath,
  ["node_modules/mocha/bin/mocha.js", "dist/test/sandbox/hostile/fuzz.test.js"],
  {
    stdio: "inherit",
    env: {
      ...process.env,
      SANDBOX_FUZZ_RUNS: runs,
      ...(seed === undefined ? {} : { SANDBOX_FUZZ_SEED: seed }),
    },
  },
);
process.exitCode = status ?? 1;
