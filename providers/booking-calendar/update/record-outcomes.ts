import type { GraphAnswer, GraphOutcome } from "../../../src/graph/call";
import type { StaffMember } from "../../../src/graph/resources/staff";
import { isTeamMemberWord, parseStaffMember } from "../../../src/graph/resources/staff";
import { markerOf, ownership } from "../../../src/model/calendar-marker";
import type { MembershipStep } from "./membership-steps";
import { bodyRole, type Failure, type Task, type Work } from "./work";

/** Takes the outcomes of a round into what is known, and returns what did not succeed. */
export function recordOutcomes(
  work: Work,
  tasks: readonly Task[],
  outcomes: readonly GraphOutcome[],
): Failure[] {
  const failures: Failure[] = [];
  for (const [index, task] of tasks.entries()) {
    const outcome = outcomes[index];
    if (outcome?.ok) {
      succeeded(work, task, outcome.answer);
    } else if (outcome && isGone(task, outcome.error.kind)) {
      succeeded(work, task, { status: 204, headers: {}, body: undefined });
    } else if (outcome) {
      failures.push({ task, error: outcome.error });
    }
  }
  return failures;
}

/** Someone who is to be removed and is not there any more counts as removed. */
function isGone(task: Task, kind: string): boolean {
  return task.step?.what === "remove" && kind === "not-found";
}

function succeeded(work: Work, task: Task, answer: GraphAnswer): void {
  // a calendar that accepts a write is no longer too new to be found
  work.unseen = false;
  switch (task.what) {
    case "fields":
      work.business = { ...work.business, ...(task.call.body as Partial<typeof work.business>) };
      work.marker = ownership(work.business.businessType, markerOf(work.inputs));
      break;
    case "operator":
      work.operatorOnStaff = true;
      break;
    case "starter":
      work.starterOwed = false;
      break;
    case "member":
      if (task.step) {
        noteWord(work, task);
        work.rows = rowsAfter(work.rows, task.step, answer);
      }
  }
}

function noteWord({ context }: Work, { call }: Task): void {
  const role = bodyRole(call);
  if (isTeamMemberWord(role)) context.memory.teamMember.took(role);
}

function rowsAfter(rows: readonly StaffMember[], step: MembershipStep, answer: GraphAnswer): StaffMember[] {
  switch (step.what) {
    case "add": {
      const row = parseStaffMember(answer.body);
      return row ? [...rows, { ...row, emailAddress: row.emailAddress || step.address }] : [...rows];
    }
    case "change":
      return rows.map((row) => (row.id === step.id ? { ...row, role: step.role } : row));
    case "remove":
      return rows.filter((row) => row.id !== step.id);
  }
}
