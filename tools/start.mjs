// `npm start`: from a fresh clone to calendars in the sandbox. Plain JavaScript for Node 20 without any package, because
// it is what installs them. All that comes after the set-up is tools/main-job.ts.
import path from "node:path";
import { run } from "./setup/run.mjs";
import { main, root, setUp } from "./setup/set-up.mjs";

await main(async () => {
  const { node, env } = await setUp();
  const job = path.join(root, "dist/tools/main-job.js");
  const { code } = await run(node, [job, ...process.argv.slice(2)], { cwd: root, env });
  return code;
});
