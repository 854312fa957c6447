import { problem } from "../problem/problem";
import { type Check, checkOf } from "./check";
import type { StateFacts } from "./facts";

/** Where the record is kept, and who holds it. */
export function judgeState({ backend, problem: why, notTried, locks, seesLocks }: StateFacts): Check[] {
  if (notTried !== undefined) {
    return [{ what: "state", of: backend, result: "not-tried", detail: notTried, findings: [] }];
  }
  if (why !== undefined) {
    return [
      checkOf("state", backend, "cannot be used", [problem("doctor-state-unreachable", { backend, why })]),
    ];
  }
  if (!seesLocks) {
    const detail = "cannot be seen from here";
    return [
      checkOf("state", backend, "reached"),
      { what: "lock", of: "all", result: "not-tried", detail, findings: [] },
    ];
  }
  const taken = locks.map((lock) =>
    checkOf("lock", lock.organisation, lock.isDead ? "left by a dead run" : "taken", [
      problem("doctor-state-locked", lock),
    ]),
  );
  return [
    checkOf("state", backend, "reached"),
    ...(taken.length > 0 ? taken : [checkOf("lock", "all", "free")]),
  ];
}
