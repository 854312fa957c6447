import { isRecord } from "../../src/graph/wire";

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

function text(value: unknown): string {
  return typeof value === "string" ? value.toLowerCase() : "";
}

function hasMembers(value: unknown): boolean {
  return isRecord(value) && Object.keys(value).length > 0;
}

function confirmation(value: unknown): string {
  const { confirm, reason, withFutureAppointments } = isRecord(value) ? value : {};
  return JSON.stringify([confirm ?? "", reason ?? "", withFutureAppointments === true]);
}
