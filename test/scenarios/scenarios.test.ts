import { hasRealDelays } from "../playground/run-process";
import { Beginning } from "./walker/beginning";
import { Pool } from "./walker/pool";
import { readStories } from "./walker/read-stories";
import { StoryRun } from "./walker/story-run";

/** As many as this machine runs without making each of them slow. */
const AT_ONCE = 2;
/** A step may have to wait for the stories before it, and with Graph's real delays for the steps. */
const PATIENCE = hasRealDelays ? 6_000_000 : 300_000;

const named = (process.env["SCENARIOS"] ?? "").split(",").filter((name) => name !== "");
const runs = readStories(named).map((story) => new StoryRun(story));
const beginning = new Beginning();
const pool = new Pool(
  AT_ONCE,
  runs.map((run) => () => run.run(beginning)),
);

after(() => beginning.discard());

for (const { story, steps, end } of runs) {
  describe(`${story.title} (${story.name})`, () => {
    before(() => pool.start());
    story.steps.forEach((step, index) => {
      it(step.it, () => steps[index]).timeout(PATIENCE);
    });
    it("leaves the tenant as told", () => end).timeout(PATIENCE);
  });
}
