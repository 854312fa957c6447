import { GraphError } from "../../../src/graph/graph-error";
import type { CalendarRecord } from "../../../src/model/calendar-record";
import { type Problem, problem } from "../../../src/problem/problem";
import { PartlyDone } from "../record/partly-done";
import { recordOf } from "../record/record-of";
import { applyChanges, staffOf, type Undone } from "./apply-changes";
import type { Failure, Work } from "./work";

/** Brings a calendar that exists to what is asked for, or records how far it came: the next run does the rest. */
export async function finish(work: Work): Promise<CalendarRecord> {
  const undone = await applyOrFail(work);
  const record = recordOf(work, await staffOrRows(work));
  const problems = problemsOf(work, undone);
  if (problems.length > 0) {
    const admins = Object.values(record.members).includes("admin");
    const why = undone.failures[0]?.error;
    throw new PartlyDone(codeOf(admins, why), record, problems, why);
  }
  return record;
}

async function applyOrFail(work: Work): Promise<Undone> {
  try {
    return await applyChanges(work);
  } catch (error) {
    const call = { method: "GET" as const, path: "" };
    const failure = error instanceof GraphError ? error : undefined;
    if (!failure) throw error;
    return { failures: [{ task: { what: "look", call }, error: failure }], heldBack: [] };
  }
}

/** Matching asks the directory; where even that fails, the rows by their own addresses must do. */
async function staffOrRows(work: Work) {
  return staffOf(work).catch((error: unknown) => {
    if (!(error instanceof GraphError)) throw error;
    return {
      known: new Map(),
      extra: new Map(work.rows.map((row) => [row.emailAddress.toLowerCase(), row])),
    };
  });
}

function codeOf(admins: boolean, why: GraphError | undefined) {
  if (why?.kind === "aborted") return "engine-gone" as const;
  return admins ? ("not-completed" as const) : ("admins-not-added" as const);
}

function problemsOf(work: Work, { failures, heldBack }: Undone): Problem[] {
  const calendar = work.inputs.address;
  // what was not tried is a consequence
  const causes = failures.filter(({ error }) => error.kind !== "not-attempted");
  return [
    ...causes.map((failure) =>
      problem("not-completed", { calendar, ...stepOf(failure), why: failure.error.message }),
    ),
    ...heldBack.map((who) => problem("last-admin-kept", { calendar, who })),
  ];
}

function stepOf({ task }: Failure): { step: string; who: string } {
  const step = task.step;
  return step ? { step: step.what, who: step.address } : { step: task.what, who: "" };
}
