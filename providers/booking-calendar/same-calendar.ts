import type { StaffMember } from "../../src/graph/resources/staff";
import type { CalendarRecord, LiveRecord } from "./calendar-record";
import { markerOf, ownership } from "./marker";

/** What a record knows a calendar by. */
export interface KnownBy {
  readonly marker: LiveRecord["marker"];
  /** Ids of the rows of its staff. */
  readonly rows: readonly string[];
}

/**
 * Whether what stands at a calendar's address is the one on record. Our mark says so. Somebody may have written another
 * business type over it: then one of the recorded rows of its staff does, as Graph gives the id of a row once and to no
 * other calendar. Without either it may be another calendar, made where ours was deleted. Where nothing is on record to
 * tell it by, as Graph kept no mark and nobody was put on it yet, the record alone decides.
 */
export function isKnown(
  known: KnownBy,
  mark: LiveRecord["marker"],
  rows: readonly Pick<StaffMember, "id">[],
): boolean {
  if (mark !== "none") {
    return mark === "ours";
  }
  return (
    rows.some(({ id }) => known.rows.includes(id)) || (known.rows.length === 0 && known.marker === "none")
  );
}

/** By the address, which is fixed: a display name in the record follows what somebody has written in the web app. */
const nameOf = ({ address }: CalendarRecord): string => address.slice(0, address.indexOf("@"));

/** The same for a record as the handlers have it. */
export function isSameCalendar(
  record: CalendarRecord,
  businessType: string,
  rows: readonly Pick<StaffMember, "id">[],
): boolean {
  const { marker, staff } = record.live;
  const known = { marker, rows: Object.values(staff).map(({ id }) => id) };
  return isKnown(known, ownership(businessType, markerOf({ ...record, displayName: nameOf(record) })), rows);
}
