import { isRecord } from "../../src/graph/is-record";

/** Whether there is anything to do. Nothing is ever replaced: its people would lose their applications in between. */
export function diffPolicy(olds: unknown, news: unknown): boolean {
  if (!isRecord(olds) || !isRecord(news)) {
    return true;
  }
  if (olds["status"] === "deleted" && news["status"] === "deleted") {
    return isUnfinished(olds["live"]);
  }
  return (
    ["displayName", "status", "grantsLicence"].some((field) => olds[field] !== news[field]) ||
    keys(olds["applications"]) !== keys(news["applications"]) ||
    keys(olds["users"]) !== keys(news["users"]) ||
    isComplete(olds["adopt"]) !== isComplete(news["adopt"]) ||
    isUnfinished(olds["live"])
  );
}

function isComplete(adopt: unknown): boolean {
  return !isRecord(adopt) || adopt["complete"] === true;
}

/** Something remains to be done even if all fields agree. */
function isUnfinished(live: unknown): boolean {
  if (!isRecord(live)) {
    return true;
  }
  const failures = isRecord(live["failures"]) ? Object.keys(live["failures"]).length : 0;
  return (
    failures > 0 || live["processing"] === true || ["missing", "retiring"].includes(String(live["status"]))
  );
}

function keys(value: unknown): string {
  return JSON.stringify(
    Object.keys(isRecord(value) ? value : {})
      .map((key) => key.toLowerCase())
      .sort(),
  );
}
