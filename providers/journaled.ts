import { isRecord } from "../src/graph/wire";
import type { Problem, ProblemCode } from "../src/problem/problem";
import type { JournalEvent } from "../src/records/journal";
import type { Records } from "../src/records/open-records";
import { type Standing, settlement } from "../src/records/settle";
import { once } from "./once";
import type { RecordPartlyDone } from "./record-partly-done";
import { problemsIn, Refusal } from "./refuse";

/** What the journal says went wrong: the code of a refusal, the kind of Graph's failure, and never a text. */
function failureCode(error: unknown): string {
  if (error instanceof Refusal) return error.code;
  const kind = isRecord(error) ? error["kind"] : undefined;
  return typeof kind === "string" ? `graph: ${kind}` : "unexpected";
}

type PartlyDone<R extends { readonly id: string }> = new (
  code: ProblemCode,
  record: R,
  problems: readonly Problem[],
  cause?: unknown,
) => RecordPartlyDone<R>;

type End = Pick<JournalEvent, "outcome" | "problem">;

/** One change of a calendar or policy, as the journal is told of it. */
export interface JournaledChange<R extends { readonly id: string }> {
  readonly PartlyDone: PartlyDone<R>;
  readonly records: Records;
  readonly organisation: string;
  readonly name: string;
  readonly isOnRecord: boolean;
  begun(): JournalEvent;
  ended(end: End, after?: R): JournalEvent;
  /** How it stands, where nothing was left to be done: what a run that died had begun is done then. */
  standing(after: R): Standing | undefined;
}

/**
 * Does something, and notes what came of it: nothing is done that cannot be noted. That it begins is to be noted before the
 * first write, so that a run which dies in the middle leaves a line too.
 */
export async function journaled<R extends { readonly id: string }, T extends { readonly outs: R }>(
  change: JournaledChange<R>,
  work: (begin: () => Promise<void>) => Promise<T>,
): Promise<T> {
  const { PartlyDone, records, organisation, name } = change;
  await records.assertWritable(organisation);
  const tell = (end: End, after?: R): Promise<void> => {
    const isSettling = change.isOnRecord && end.outcome === "done";
    const died = isSettling ? records.diedOver(organisation, name) : undefined;
    const standing = died && after && change.standing(after);
    const event = died && standing ? settlement(died, standing) : change.ended(end, after);
    return records.note(organisation, event);
  };
  let result: T;
  try {
    result = await work(once(() => records.announce(organisation, change.begun())));
  } catch (error) {
    const partly = error instanceof PartlyDone ? error.properties : undefined;
    const problem = failureCode(error);
    // people must see this error: that it could not be noted as well must not replace it
    await tell({ outcome: partly ? "partly" : "failed", problem }, partly).catch(() => undefined);
    throw error;
  }
  try {
    await tell({ outcome: "done" }, result.outs);
  } catch (error) {
    throw new PartlyDone("journal-not-written", result.outs, problemsIn(error), error);
  }
  return result;
}
