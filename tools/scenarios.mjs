// `npm run scenarios -- [story …] [--update] [--agrees]`: runs the stories of test/scenarios/, or writes their goldens again from
// what happens now. Read the diff of every golden before it is kept. With --agrees every preview is compared with the engine's.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const args = process.argv.slice(2);
const root = fileURLToPath(new URL("..", import.meta.url));
const mocha = fileURLToPath(new URL("../node_modules/mocha/bin/mocha.js", import.meta.url));
const { status } = spawnSync(process.execPath, [mocha, "dist/test/scenarios/scenarios.test.js"], {
  stdio: "inherit",
  cwd: root,
  env: {
    ...process.env,
    SCENARIOS: args.filter((arg) => !arg.startsWith("--")).join(","),
    ...(args.includes("--update") && { UPDATE_GOLDEN: "1" }),
    ...(args.includes("--agrees") && { STORY_AGREES: "1" }),
  },
});
process.exit(status ?? 1);
