import type { BookingCalendarHandler } from "../providers/booking-calendar/handler";
import { isEngineAlive } from "../providers/engine-alive";
import type { UserPolicyHandler } from "../providers/user-policy/handler";
import { PATIENT_WINDOW } from "../src/graph/batch/batcher";
import { safeText } from "../src/problem/safe-text";
import { findRoot } from "../src/spec/find-root";
import { handlersOf } from "./handlers";

const handlers = handlersOf({
  env: process.env,
  root: findRoot(__dirname, process.env) ?? process.cwd(),
  stillWanted: isEngineAlive,
  tell: (text) => console.error(safeText(text)),
  window: PATIENT_WINDOW,
});

/**
 * The dynamic providers, under the names that every state since the first version holds:
 * `exports.handler=()=>require("./provider.js").bookingCalendar`. This file's place and its exports never change.
 */
export const bookingCalendar: BookingCalendarHandler = handlers.bookingCalendar;

/** As `bookingCalendar`; states load it as `exports.handler=()=>require("./provider.js").userPolicy`. */
export const userPolicy: UserPolicyHandler = handlers.userPolicy;
