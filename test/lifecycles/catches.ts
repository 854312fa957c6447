import { campaign } from "./campaign";
import { throughHandlers } from "./handlers-driver";
import type { LifecycleTenant } from "./lifecycle-tenant";
import { seededFaults } from "./seeded/seeded-faults";

/** How many random lifecycles it took to catch each seeded fault, seed by seed; nothing where it was not caught. */
export interface Catches {
  readonly bug: string;
  readonly lifecycles: readonly (number | undefined)[];
}

/** Runs random lifecycles with each bug until it is caught. */
export async function* catches(
  tenant: LifecycleTenant,
  seeds: readonly number[],
  most: number,
): AsyncGenerator<Catches> {
  for (const bug of seededFaults) {
    const taken: (number | undefined)[] = [];
    for (const seed of seeds) {
      const { failure, lifecycles } = await campaign(tenant, {
        lifecycles: most,
        seed,
        begin: throughHandlers(bug),
        shrink: false,
      });
      // by whatever it breaks first
      taken.push(failure ? lifecycles : undefined);
    }
    yield { bug: bug.name, lifecycles: taken };
  }
}

/** One line for people: how many lifecycles were needed at least, usually and at most. */
export function catchText({ bug, lifecycles }: Catches, most: number): string {
  const caught = lifecycles.filter((one) => one !== undefined).sort((a, b) => a - b);
  const missed = lifecycles.length - caught.length;
  const [least, usual, worst] = [caught[0], caught[caught.length >> 1], caught.at(-1)];
  const needed = caught.length > 0 ? `${least} to ${worst} lifecycles, usually ${usual}` : "never caught";
  return `${bug}: ${needed}${missed > 0 ? `; NOT caught with ${missed} of ${lifecycles.length} seeds in ${most} lifecycles` : ""}`;
}
