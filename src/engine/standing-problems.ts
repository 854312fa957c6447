import { markerOf } from "../../providers/booking-calendar/marker";
import type { BookingCalendar } from "../model/booking-calendar";
import { type Problem, problem } from "../problem/problem";
import { valuesOf } from "./state-resources";
import type { StepFacts, StepLedger } from "./step-facts";

function standing(calendar: BookingCalendar, facts: StepFacts): Problem[] {
  const { address, recreate, status, source } = calendar;
  const live = valuesOf(facts.liveOutputs?.["live"]);
  if (live["another"] === true) {
    return [problem("calendar-mark-lost", { address, marker: markerOf(calendar) }, source)];
  }
  if (live["status"] === "half-made") {
    const given = String(live["actualAddress"] ?? "another address");
    return [problem("half-made", { calendar: address, given }, source)];
  }
  if (live["status"] === "deleting" && status === "active") {
    return [problem("deletion-under-way", { calendar: address }, source)];
  }
  if (live["status"] === "deleted" && facts.op === "update") {
    return [problem("deleted-is-locked", { calendar: address }, source)];
  }
  const isLost = live["status"] === "missing" && status === "active" && recreate === undefined;
  return isLost ? [problem("calendar-missing", { address }, source)] : [];
}

/** What the look at the tenant shows that no run settles by itself: somebody has to decide first. */
export function standingProblems(calendars: readonly BookingCalendar[], ledger: StepLedger): Problem[] {
  return calendars.flatMap((calendar) => {
    const facts = ledger.calendars.get(calendar.name);
    return facts ? standing(calendar, facts) : [];
  });
}
