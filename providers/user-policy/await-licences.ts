import { refuse } from "../refuse";
import { isIdle } from "./is-idle";
import { lookAtGroup } from "./look";
import { fromGroup } from "./policy-person";
import type { PolicyWork } from "./policy-work";

/** Waits between looks, growing. */
const WAITS_MS = [1000, 2000, 4000, 8000];
const LONGEST_WAIT_MS = 15_000;

/** Progress is told no more often than this. */
const TELL_EVERY_MS = 5000;

/** Waits until the directory has given everybody in the group what it has, or failed to; and shows how far it is. */
export async function awaitLicences(work: PolicyWork): Promise<void> {
  const { context, writer, facts } = work;
  const started = context.now();
  let told = started;
  for (let looks = 0; ; looks += 1) {
    const live = await lookAtGroup(writer, facts.inputs, work.live.group.id, work.fresh);
    if (!live) {
      throw refuse("group-gone", { policy: facts.inputs.displayName });
    }
    work.live = live;
    const open = stillOpen(work);
    work.processing = open > 0 || !isIdle(live.group.processing);
    const waited = context.now() - started;
    if (!work.processing || waited >= context.patienceMs) {
      return;
    }
    if (context.now() - told >= TELL_EVERY_MS) {
      told = context.now();
      context.tell(progress(work, open, waited));
    }
    await context.sleep(WAITS_MS[looks] ?? LONGEST_WAIT_MS);
  }
}

/** People of whom the directory does not say yet what became of the group's licence. */
function stillOpen({ live, facts: { licence } }: PolicyWork): number {
  const has = live.group.licences.some(({ skuId }) => skuId === licence.skuId);
  return has ? live.people.filter((person) => !fromGroup(person, live.group.id, licence.skuId)).length : 0;
}

function progress({ facts, live }: PolicyWork, open: number, waited: number): string {
  const people = live.people.length;
  return `${facts.inputs.displayName}: licences of ${people - open} of ${people} people are done after ${Math.round(waited / 1000)} s.`;
}
