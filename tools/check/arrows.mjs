// The architecture rules (.dependency-cruiser.cjs) on the sources. Folders that do not exist yet are left out: the
// program refuses them.
import { existsSync } from "node:fs";
import { run } from "../setup/run.mjs";

const folders = ["src", "providers", "stacks", "sandbox", "bench", "test", "tools"].filter((folder) =>
  existsSync(folder),
);
const { code } = await run("node_modules/.bin/depcruise", ["--output-type", "err-long", ...folders]);
process.exitCode = code;
