import type { BookingCalendar } from "../model/booking-calendar";
import { type Problem, problem } from "../problem/problem";
import type { Occupant } from "../tenant/whose";
import { lookupFailure, type PreflightInput, type PreflightView } from "./preflight-view";

/**
 * Calendars that this run would make, as far as specs and records tell. One that the journal knows to have been there is
 * ours, though a run that died kept it out of the inventory: where Graph keeps no marks, nothing else would tell. One that
 * another organisation hands over is there, and not ours yet.
 */
function newOf({ model, before, wasMade }: PreflightInput): BookingCalendar[] {
  return model.calendars.filter(
    ({ name, address, handover }) =>
      before?.calendars[name] === undefined && !wasMade(address) && handover?.from === undefined,
  );
}

function ofActive(
  calendar: BookingCalendar,
  { whose, marker, account = "" }: Extract<Occupant, { whose: string }>,
  { wasTouched, wasBegun }: PreflightInput,
) {
  const { address, source } = calendar;
  switch (whose) {
    case "no one's":
      return [];
    case "ours":
      return wasTouched(address)
        ? [problem("calendar-found-again", { address }, source)]
        : [problem("calendar-not-on-record", { address, organisation: calendar.organisation }, source)];
    case "an account's":
      return wasBegun(address)
        ? [problem("creation-awaited", { address }, source)]
        : [problem("address-in-use", { address, account }, source)];
    case "someone's":
      return [problem("calendar-not-ours", { address, marker }, source)];
  }
}

/** A deletion that no state knows of, of a calendar that lives and does not say that it is another's. */
function ofTombstone({ address, source }: BookingCalendar, occupant: Extract<Occupant, { whose: string }>) {
  const isAlive = occupant.whose === "ours" || (occupant.whose === "someone's" && !occupant.isMarked);
  return isAlive ? [problem("deleted-but-alive", { calendar: address }, source)] : [];
}

function problemsOf(
  calendar: BookingCalendar,
  occupant: Occupant | undefined,
  input: PreflightInput,
): Problem[] {
  const { name, status, source } = calendar;
  if (occupant === undefined) return [];
  if ("unread" in occupant)
    return [problem("calendar-look-failed", { name, reason: occupant.unread }, source)];
  // what another organisation has is no more than handed over
  if (status === "handed-over" && occupant.whose !== "ours") return [];
  return status === "deleted" ? ofTombstone(calendar, occupant) : ofActive(calendar, occupant, input);
}

/**
 * What stands at the addresses of calendars that are to be made: asked in one round, and only of those, so that
 * someone else's calendar is found by the preview and not halfway through the run.
 */
export async function newAddressProblems(
  input: PreflightInput,
  view: PreflightView,
): Promise<readonly Problem[]> {
  const calendars = newOf(input);
  if (calendars.length === 0) return [];
  try {
    const found = await view.occupants(calendars);
    return calendars.flatMap((calendar) => problemsOf(calendar, found.get(calendar.address), input));
  } catch (error) {
    return lookupFailure(error, (reason) =>
      problem("addresses-unreadable", { calendars: calendars.length, reason }),
    );
  }
}
