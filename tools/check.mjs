// `npm run check [step …]`: what a pull request must pass. The packages must be installed; `npm test` sees to that first.
import { check } from "./check/check.mjs";
import { main, root, say, setUp } from "./setup/set-up.mjs";

await main(async () => {
  const { env } = await setUp();
  return check({ root, env, say, only: process.argv.slice(2) });
});
