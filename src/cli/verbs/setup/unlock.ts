import { holderState, holderWords, type LockHolder, lockedProblem } from "../../../engine/lock";
import { problem } from "../../../problem/problem";
import { refuse } from "../../../problem/visible-error";
import { openRecords } from "../../../records/open-records";
import { isConfirmed } from "../../ask";
import type { Context } from "../../context";
import type { Verb } from "../../verb";

/** Whoever says that a run elsewhere is dead must have looked there: the typed name is their word for it. */
const isSaidOver = (
  { io }: Context,
  organisation: string,
  holder: string,
  given: string | undefined,
): Promise<boolean> =>
  isConfirmed(io, {
    name: organisation,
    given,
    question: `Locked by ${holder}. If that run is certainly over, type ${organisation}: `,
    missing: problem("needs-unlock-confirm", { organisation, holder }),
    wrong: problem("unlock-not-confirmed", { organisation }),
  });

/** A live holder is never unlocked; a dead one here needs no word of anybody's. False where that word was no. */
async function isOver(
  context: Context,
  organisation: string,
  holders: readonly LockHolder[],
  given: string | undefined,
): Promise<boolean> {
  const now = context.io.now();
  const alive = holders.find((holder) => holderState(holder) === "alive");
  if (alive) refuse(lockedProblem(organisation, [alive], now));
  const elsewhere = holders.filter((holder) => holderState(holder) === "elsewhere");
  if (elsewhere.length === 0) return true;
  const words = elsewhere.map((holder) => holderWords(holder, now)).join("; ");
  return isSaidOver(context, organisation, words, given);
}

/** Since when the first of them holds the lock, where that can be read. */
function lockedSince(holders: readonly LockHolder[]): { readonly lockedSince?: string } {
  const times = holders.map(({ since }) => Date.parse(since));
  const first = Math.min(...times);
  return Number.isFinite(first) ? { lockedSince: new Date(first).toISOString() } : {};
}

async function unlock(named: string, confirm: string | undefined, context: Context): Promise<void> {
  const { io, root } = context;
  const [organisation = named] = context.organisations([named]);
  const engine = await context.engine();
  const holders = await engine.lockHolders({ root, organisation });
  if (holders.length === 0 && engine.seesLocks(root)) return context.say(`${organisation} is not locked.`);
  // a damaged state is told before any lock is taken away: where locks are seen, by opening the stack
  if (holders.length === 0) await engine.readRecorded({ root, organisation });
  const isWanted =
    holders.length === 0
      ? await isSaidOver(context, organisation, "whoever Pulumi names", confirm)
      : await isOver(context, organisation, holders, confirm);
  if (!isWanted) return context.say("Nothing was changed.");
  const records = openRecords({ root, env: io.env, now: () => io.now() });
  const event = { what: "unlock", ...lockedSince(holders) } as const;
  await records.note(organisation, { ...event, outcome: "begun" });
  await engine.unlockStack({ root, organisation }, holders);
  await records.note(organisation, { ...event, outcome: "done" });
  context.say(`${organisation} is unlocked.`);
  if (holders.length === 0) {
    context.say("  This machine cannot see who held the lock: the journal records the last run as dead.");
    context.say("  The state is no longer refused for lacking what that run made.");
  }
  context.say(`  → bookings up ${organisation} completes what the dead run left.`);
}

/** `bookings unlock`: removes the lock that a dead run left. */
export const unlockVerb: Verb = {
  declare(command, context) {
    command
      .argument("<organisation>", "short name of the organisation")
      .option("--confirm <organisation>", "its short name once more, where the run was on another machine")
      .examples([["bookings unlock leeds", "remove the lock, if the run that holds it is dead"]])
      .action((named: string, { confirm }: { confirm?: string }) => unlock(named, confirm, context));
  },
};
