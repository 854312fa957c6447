// Writes the goldens again from what the program says now. Read the diff before it is kept.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const mocha = fileURLToPath(new URL("../node_modules/mocha/bin/mocha.js", import.meta.url));
const { status } = spawnSync(process.execPath, [mocha, "dist/test/report/**/*.test.js"], {
  stdio: "inherit",
  cwd: root,
  env: { ...process.env, UPDATE_GOLDEN: "1" },
});
process.exit(status ?? 1);
