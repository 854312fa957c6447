import { isRecord } from "../../src/graph/wire";

/** The fields that git manages. Hours, services, pages and everything else belong to the calendar's admins. */
const MANAGED = ["displayName", "phone", "status", "viewerRole"] as const;

/** Live states in which something remains to be done even if all fields agree. */
const UNFINISHED: readonly unknown[] = ["half-made", "deleting", "missing"];

/** Whether there is anything to do. Nothing is ever replaced: a calendar made anew would lose its patients. */
export function diffCalendar(olds: unknown, news: unknown): boolean {
  if (!isRecord(olds) || !isRecord(news)) {
    return true;
  }
  if (isDeleted(olds["live"])) {
    return tombstoneDiffers(olds, news);
  }
  return (
    MANAGED.some((field) => (olds[field] ?? "") !== (news[field] ?? "")) ||
    text(olds["replyTo"]) !== text(news["replyTo"]) ||
    members(olds["members"]) !== members(news["members"]) ||
    isUnfinished(olds["live"])
  );
}

function isDeleted(live: unknown): boolean {
  return isRecord(live) && live["status"] === "deleted";
}

function isUnfinished(live: unknown): boolean {
  return (
    isRecord(live) &&
    (UNFINISHED.includes(live["status"]) || live["starterOwed"] === true || live["another"] === true)
  );
}

/** Mail addresses are compared without case. */
function text(value: unknown): string {
  return typeof value === "string" ? value.toLowerCase() : "";
}

function members(value: unknown): string {
  const entries = Object.entries(isRecord(value) ? value : {});
  return JSON.stringify(entries.map(([address, role]) => [address.toLowerCase(), role]).sort());
}

/** What of a deleted calendar is locked. What viewers see is the tenant's setting, and no matter of a deleted calendar's. */
const LOCKED = ["status", "displayName", "phone", "replyTo"] as const;

/** Whether somebody changed a record that is locked for ever. */
export function tombstoneDiffers(olds: unknown, news: unknown): boolean {
  if (!isRecord(olds) || !isRecord(news)) {
    return true;
  }
  return (
    LOCKED.some((field) => text(olds[field]) !== text(news[field])) ||
    hasMembers(news["members"]) ||
    confirmation(olds["deletion"]) !== confirmation(news["deletion"])
  );
}

function hasMembers(value: unknown): boolean {
  return isRecord(value) && Object.keys(value).length > 0;
}

function confirmation(value: unknown): string {
  const { confirm, reason, withFutureAppointments } = isRecord(value) ? value : {};
  return JSON.stringify([confirm ?? "", reason ?? "", withFutureAppointments === true]);
}
