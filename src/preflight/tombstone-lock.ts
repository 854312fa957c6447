import { createHash } from "node:crypto";
import type { BookingCalendar } from "../model/booking-calendar";
import type { InventoryEntry, TombstoneLock } from "../plan/inventory";
import { type Problem, problem } from "../problem/problem";

/** What is remembered of a deleted calendar, so that nobody rewrites why it went. */
export function tombstoneLock({ deletion, phone }: BookingCalendar): TombstoneLock | undefined {
  if (!deletion) return undefined;
  const { confirm, reason } = deletion;
  return { confirm, phone, reason: createHash("sha256").update(reason).digest("hex").slice(0, 16) };
}

/** A locked field: where it stands in the spec, and what it says and said. */
interface LockedField {
  readonly pointer: string;
  readonly field: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** Every field of a tombstone that was changed after the calendar was deleted, each with its line. Pure. */
export function tombstoneEdits(entry: InventoryEntry, calendar: BookingCalendar): Problem[] {
  const was = entry.tombstone;
  const is = tombstoneLock(calendar);
  const locked: LockedField[] = [
    { pointer: "/replyTo", field: "replyTo", from: entry.replyTo.toLowerCase(), to: calendar.replyTo },
    { pointer: "/phone", field: "phone", from: was?.phone, to: is?.phone },
    { pointer: "/deletion/confirm", field: "deletion.confirm", from: was?.confirm, to: is?.confirm },
    { pointer: "/deletion/reason", field: "deletion.reason", from: was?.reason, to: is?.reason },
  ];
  return locked
    .filter(({ from, to }) => from !== undefined && to !== undefined && from !== to)
    .map(({ pointer, field, from }) => {
      const old = field === "deletion.reason" ? undefined : from;
      const args = { address: entry.address, field, file: calendar.source.file, old };
      return problem("tombstone-edited", args, calendar.placeOf(pointer));
    });
}
