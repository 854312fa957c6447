import { campaign } from "./campaign";
import { throughHandlers } from "./handlers-driver";
import type { LifeTenant } from "./life-tenant";
import { plantedBugs } from "./planted/planted-bugs";

/** How many random lives it took to catch each planted bug, seed by seed; nothing where it was not caught. */
export interface Catches {
  readonly bug: string;
  readonly lives: readonly (number | undefined)[];
}

/** Lives random lives with each bug until it is caught. */
export async function* catches(
  tenant: LifeTenant,
  seeds: readonly number[],
  most: number,
): AsyncGenerator<Catches> {
  for (const bug of plantedBugs) {
    const taken: (number | undefined)[] = [];
    for (const seed of seeds) {
      const { failure, lives } = await campaign(tenant, {
        lives: most,
        seed,
        begin: throughHandlers(bug),
        shrink: false,
      });
      // by whatever it breaks first
      taken.push(failure ? lives : undefined);
    }
    yield { bug: bug.name, lives: taken };
  }
}

/** One line for people: how many lives were needed at least, usually and at most. */
export function catchText({ bug, lives }: Catches, most: number): string {
  const caught = lives.filter((one) => one !== undefined).sort((a, b) => a - b);
  const missed = lives.length - caught.length;
  const [least, usual, worst] = [caught[0], caught[caught.length >> 1], caught.at(-1)];
  const needed = caught.length > 0 ? `${least} to ${worst} lives, usually ${usual}` : "never caught";
  return `${bug}: ${needed}${missed > 0 ? `; NOT caught with ${missed} of ${lives.length} seeds in ${most} lives` : ""}`;
}
