import type { CalendarInputs, CalendarRecord, LiveRecord } from "./calendar-record";

/** A row of a calendar's staff: Graph gives the id of a row once. */
type Row = { readonly id: string };

const PREFIX = "managed from git: ";

/** The marker that each of our calendars carries in Graph from its first moment, and an adopted one where its spec asks for it. */
export function markerOf({
  organisation,
  address,
}: Pick<CalendarInputs, "organisation" | "address">): string {
  // by the address, which is fixed: display names follow what someone has written in the web app
  return markerNamed(organisation, address.slice(0, address.indexOf("@")));
}

/** The marker of a calendar by the local part of its address. */
export function markerNamed(organisation: string, localPart: string): string {
  return `${PREFIX}${organisation}/${localPart}`.toLowerCase();
}

/** Whose a live calendar is, by its marker. */
export function ownership(businessType: string, marker: string): "ours" | "none" | "foreign" {
  const text = businessType.trim().toLowerCase();
  if (text === marker.toLowerCase()) return "ours";
  return text.startsWith(PREFIX) ? "foreign" : "none";
}

/** What a record knows a calendar by. */
export interface KnownBy {
  readonly marker: LiveRecord["marker"];
  /** Ids of the rows of its staff. */
  readonly rows: readonly string[];
}

/**
 * Whether what stands at a calendar's address is the one on record. Our marker says so. Someone may have written another
 * business type over it: then one of the recorded rows of its staff does, as Graph gives the id of a row once and to no
 * other calendar. Without either it may be another calendar, made where ours was deleted. Where nothing is on record to
 * tell it by, as Graph kept no marker and no one was put on it yet, the record alone decides.
 */
export function isKnown(known: KnownBy, mark: LiveRecord["marker"], rows: readonly Row[]): boolean {
  if (mark !== "none") return mark === "ours";
  return (
    rows.some(({ id }) => known.rows.includes(id)) || (known.rows.length === 0 && known.marker === "none")
  );
}

/** The same for a record as the handlers have it. */
export function isSameCalendar(record: CalendarRecord, businessType: string, rows: readonly Row[]): boolean {
  const { marker, staff } = record.live;
  const known = { marker, rows: Object.values(staff).map(({ id }) => id) };
  return isKnown(known, ownership(businessType, markerOf(record)), rows);
}
