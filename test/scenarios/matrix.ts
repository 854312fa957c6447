import { spawnSync } from "node:child_process";
import path from "node:path";
import { parseArgs } from "node:util";
import { type Flip, settingFlips } from "../support/setting-flips";

// `npm run matrix -- [--only SETTING] [--stories a,b]`: stories through the real engine, with each setting for what is not
// established about Graph flipped alone. What they come to must be the same; their requests may differ.

/** The stories that notice most. */
const STORIES = "half-failure,lost-answer,admin-swap,user-policy,policy-taken-over";

/** Where another outcome is right, with the story that shows it. */
const OTHERWISE: readonly Flip["name"][] = [
  "mailboxDomain: initialDomain",
  "markerOnCreate: drop",
  "lonePlan: refused",
];

const mocha = path.resolve(__dirname, "../../../node_modules/mocha/bin/mocha.js");

function holds({ settings }: Flip, stories: string): boolean {
  const { status } = spawnSync(process.execPath, [mocha, path.join(__dirname, "scenarios.test.js")], {
    stdio: "inherit",
    env: {
      ...process.env,
      SCENARIOS: stories,
      STORY_OUTCOMES_ONLY: "1",
      BOOKINGS_SANDBOX_SETTINGS: JSON.stringify(settings),
    },
  });
  return status === 0;
}

const { values } = parseArgs({
  options: { only: { type: "string", default: "" }, stories: { type: "string", default: STORIES } },
});
const meant = settingFlips.filter(({ name }) => name.startsWith(values.only) && !OTHERWISE.includes(name));
const failed = meant.filter((flip) => {
  process.stdout.write(`\n${flip.name}\n`);
  return !holds(flip, values.stories);
});
process.stdout.write(
  `\n${meant.length - failed.length} of ${meant.length} settings lead to the same outcome.\n`,
);
for (const { name } of failed) process.stdout.write(`Another outcome: ${name}\n`);
process.exitCode = failed.length > 0 || meant.length === 0 ? 1 : 0;
