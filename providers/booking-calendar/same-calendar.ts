import type { StaffMember } from "../../src/graph/resources/staff-member";
import type { CalendarRecord } from "./calendar-record";
import { markerOf, ownership } from "./marker";

/**
 * Whether what stands at a calendar's address is the one on record. Our mark says so. Somebody may have written another
 * business type over it: then one of the recorded rows of its staff does, as Graph gives the id of a row once and to no
 * other calendar. Without either it may be another calendar, made where ours was deleted. Where nothing is on record to
 * tell it by, as Graph kept no mark and nobody was put on it yet, the record alone decides.
 */
export function isSameCalendar(
  record: CalendarRecord,
  businessType: string,
  rows: readonly Pick<StaffMember, "id">[],
): boolean {
  const mark = ownership(businessType, markerOf(record));
  if (mark !== "none") {
    return mark === "ours";
  }
  const recorded = new Set(Object.values(record.live.staff).map(({ id }) => id));
  return rows.some(({ id }) => recorded.has(id)) || (recorded.size === 0 && record.live.marker === "none");
}
