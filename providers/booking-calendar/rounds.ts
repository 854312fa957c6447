import type { Failure, Task } from "./work";

/** Exchange runs four requests on one mailbox at once, inside a batch too: a fifth is refused unless it waits for another. */
const LANES = 4;

/** Lets each task wait for the one four before it. That is order only: it is tried again when that one fails. */
export function inLanes(tasks: readonly Task[]): Task[] {
  return tasks.map((task, index) => {
    if (index < LANES) {
      return task;
    }
    const after = [...new Set([...(task.call.after ?? []), index - LANES])].sort((a, b) => a - b);
    return { ...task, call: { ...task.call, after } };
  });
}

/** Lets all that say the same of a word wait for the first of them: if that is refused for it, the others are not sent. */
export function afterFirst(tasks: readonly Task[], says: (task: Task) => boolean): Task[] {
  const first = tasks.findIndex(says);
  return tasks.map((task, index) => {
    if (index === first || !says(task)) {
      return task;
    }
    const after = [...new Set([...(task.call.after ?? []), first])].sort((a, b) => a - b);
    return { ...task, call: { ...task.call, after } };
  });
}

/** Without the tasks that have failed for good in this run, and without what must not happen before them. */
export function withoutFailed(tasks: readonly Task[], failed: ReadonlySet<string>): Task[] {
  const position = new Map<number, number>();
  const kept: Task[] = [];
  for (const [index, task] of tasks.entries()) {
    const after = task.call.after ?? [];
    if (failed.has(keyOf(task)) || after.some((other) => !position.has(other))) {
      continue;
    }
    position.set(index, kept.length);
    kept.push(
      after.length === 0
        ? task
        : { ...task, call: { ...task.call, after: after.map((other) => position.get(other) ?? 0) } },
    );
  }
  return kept;
}

/** What failed for good: not what a failure of others or a lost answer left open. */
export function failedForGood(failures: readonly Failure[]): Failure[] {
  return failures.filter(({ error }) => error.kind !== "not-attempted" && error.kind !== "lost-answer");
}

/** Tells tasks apart over rounds. */
export function keyOf(task: Task): string {
  return task.step ? `${task.step.what} ${task.step.address}` : task.what;
}
