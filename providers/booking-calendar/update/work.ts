import type { GraphCall } from "../../../src/graph/call";
import type { GraphClient } from "../../../src/graph/graph-client";
import type { GraphError } from "../../../src/graph/graph-error";
import type { Business } from "../../../src/graph/resources/businesses";
import type { StaffMember } from "../../../src/graph/resources/staff";
import { isRecord } from "../../../src/graph/wire";
import type { CalendarInputs, LiveRecord } from "../../../src/model/calendar-record";
import type { CalendarContext } from "../context";
import type { MembershipStep } from "./membership-steps";

/** A calendar while a run changes it: the clients that read and write, and what is known of it so far. */
export interface Work {
  readonly context: CalendarContext;
  readonly reader: GraphClient;
  readonly writer: GraphClient;
  readonly inputs: CalendarInputs;
  /** The resource's id in the state. */
  readonly id: string;
  /** Made moments ago: what is not found may not be there yet. */
  readonly fresh: boolean;
  business: Business;
  rows: readonly StaffMember[];
  /** Accounts that are on record, by the ids of their rows. */
  readonly persons: ReadonlyMap<string, string>;
  marker: LiveRecord["marker"];
  /** The maker needs no row of its own. */
  operatorOnStaff: boolean;
  starterOwed: boolean;
  /** How many times it was created again. */
  readonly recreations?: number | undefined;
  unseen: boolean;
}

/** One thing to do, as a call and as what people are told of it. */
export interface Task {
  readonly call: GraphCall;
  readonly what: "fields" | "operator" | "starter" | "member" | "look";
  readonly step?: MembershipStep;
}

/** Something that did not succeed. */
export interface Failure {
  readonly task: Task;
  readonly error: GraphError;
}

/** The role that a call sends, in the word of the wire. */
export function bodyRole(call: GraphCall): unknown {
  return isRecord(call.body) ? call.body["role"] : undefined;
}

/** Exchange runs four requests on one mailbox at once, inside a batch too: a fifth is refused unless it waits for another. */
const LANES = 4;

/** Lets each task wait for the one four before it. That is order only: it is tried again when that one fails. */
export function inLanes(tasks: readonly Task[]): Task[] {
  return tasks.map((task, index) => (index < LANES ? task : waitingFor(task, index - LANES)));
}

function waitingFor(task: Task, other: number): Task {
  const after = [...new Set([...(task.call.after ?? []), other])].sort((a, b) => a - b);
  return { ...task, call: { ...task.call, after } };
}

/** Lets all that say the same of a word wait for the first of them: if that is refused for it, the others are not sent. */
export function afterFirst(tasks: readonly Task[], says: (task: Task) => boolean): Task[] {
  const first = tasks.findIndex(says);
  return tasks.map((task, index) => (index === first || !says(task) ? task : waitingFor(task, first)));
}

/** Without the tasks that failed and are not tried again in this run, and without those that have to wait for them. */
export function withoutFailed(tasks: readonly Task[], failed: ReadonlySet<string>): Task[] {
  const position = new Map<number, number>();
  const kept: Task[] = [];
  for (const [index, task] of tasks.entries()) {
    const after = task.call.after ?? [];
    if (failed.has(keyOf(task)) || after.some((other) => !position.has(other))) continue;
    position.set(index, kept.length);
    kept.push(
      after.length === 0
        ? task
        : { ...task, call: { ...task.call, after: after.map((other) => position.get(other) ?? 0) } },
    );
  }
  return kept;
}

/** Failures that are not tried again: all but tasks that were not sent, or whose answer was lost. */
export function failedForGood(failures: readonly Failure[]): Failure[] {
  return failures.filter(({ error }) => error.kind !== "not-attempted" && error.kind !== "lost-answer");
}

/** Tells tasks apart over rounds. */
export function keyOf(task: Task): string {
  return task.step ? `${task.step.what} ${task.step.address}` : task.what;
}
