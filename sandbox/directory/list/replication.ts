import { delay } from "../../settings/delay";
import type { World } from "../../world";

const realDelay = 60_000;

/** When something written now can be found by its id, and when it is in lists, which takes twice as long. */
export function replication(world: World): { visibleFrom: number; listedFrom: number } {
  const takes = delay(world.settings.replicationDelay, realDelay);
  const now = world.clock.now();
  return { visibleFrom: now + takes, listedFrom: now + 2 * takes };
}
