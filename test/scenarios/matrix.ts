import { spawnSync } from "node:child_process";
import path from "node:path";
import { parseArgs } from "node:util";
import { type Flip, settingFlips } from "../support/setting-flips";

// `npm run matrix -- [--only SETTING] [--from SETTING] [--stories a,b]`: stories through the real engine, with each setting
// for what is not established about Graph flipped alone. What they come to must be the same; their requests may differ.

/** The stories that notice most. */
const STORIES = "half-failure,lost-answer,admin-swap,user-policy,policy-taken-over";

/** Positions that are not run here, and what shows them. */
const OTHERWISE: Readonly<Record<Flip["name"], string>> = {
  "mailboxDomain: initialDomain": "another outcome is right: the story other-address",
  "markerOnCreate: drop": "another outcome is right: the story graph-drops-the-marker",
  "lonePlan: refused": "another outcome is right: test/providers/policy-settings.test.ts",
  "licenceDelay: real": "ten minutes for each change: the story user-policy by itself takes half an hour",
};

/**
 * All that makes a run harder, at once: what is not here is so by default, or is a word in place of another. A deleted
 * address that cannot be had again, and a maker who need not be on the staff, lead lost-calendar to another end.
 */
const HARDEST: Flip = {
  setting: "duplicateName",
  name: "hardest: all of them at once",
  settings: {
    duplicateName: "suffix",
    mailboxDelay: "short",
    licenceDelay: "short",
    replicationDelay: "short",
    lonePlan: "perUser",
    deleterOnStaff: true,
    delegatedList: "staffed",
    listOverflow: "error",
    missingMailbox: "NotFound",
    lastAdministratorGuard: true,
    bookingMailboxPurpose: "user",
    pageSize: 1,
  },
};

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
  options: {
    only: { type: "string", default: "" },
    from: { type: "string", default: "" },
    stories: { type: "string", default: STORIES },
  },
});
const flips = [HARDEST, ...settingFlips];
const first = flips.findIndex(({ name }) => name.startsWith(values.from));
const meant = flips
  .slice(Math.max(first, 0))
  .filter(({ name }) => name.startsWith(values.only) && !(name in OTHERWISE));
const failed = meant.filter((flip) => {
  process.stdout.write(`\n${flip.name}\n`);
  return !holds(flip, values.stories);
});
process.stdout.write(
  `\n${meant.length - failed.length} of ${meant.length} settings lead to the same outcome.\n`,
);
for (const { name } of failed) process.stdout.write(`Another outcome: ${name}\n`);
process.exitCode = failed.length > 0 || meant.length === 0 ? 1 : 0;
