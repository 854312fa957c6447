// Compiles everything to dist/. Runs with whatever Node started it (20 or newer): it only starts the compiler.
// Files are emitted even when types are wrong elsewhere; the exit code still says so.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const compiler = fileURLToPath(new URL("../node_modules/typescript-7/bin/tsc", import.meta.url));
const { status } = spawnSync(process.execPath, [compiler, "--project", root], {
  stdio: "inherit",
  cwd: root,
});
process.exit(status ?? 1);
