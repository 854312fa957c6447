import type { GraphClient } from "../../../src/graph/graph-client";
import type { HandoverSide } from "../../../src/model/booking-calendar";
import { markerOf, ownership } from "../../../src/model/calendar-marker";
import type { LiveCalendar } from "../../../src/tenant/calendars";
import type { CalendarContext } from "../context";
import { operatorRows } from "../operator-account";

/**
 * Whether an organisation has been given a calendar: its marker stands on it. A calendar that carries no marker was given
 * where the organisation's service account is an administrator of it.
 */
export async function isGivenTo(
  context: Pick<CalendarContext, "memory">,
  reader: GraphClient,
  { organisation, operator }: HandoverSide,
  { address }: { readonly address: string },
  { business, rows }: LiveCalendar,
): Promise<boolean> {
  const mark = ownership(business.businessType, markerOf({ organisation, address }));
  if (mark !== "none") return mark === "ours";
  if (operator === undefined) return false;
  const isTheirs = await operatorRows(context, reader, operator.toLowerCase(), rows);
  return rows.some((row) => isTheirs(row) && row.role === "administrator");
}
