import { type BookingCalendarHandler, bookingCalendarHandler } from "../providers/booking-calendar/handler";
import { openContext } from "../providers/booking-calendar/open-context";
import { isEngineAlive } from "../providers/engine-alive";
import { type UserPolicyHandler, userPolicyHandler } from "../providers/user-policy/handler";
import { openPolicyContext } from "../providers/user-policy/open-context";
import type { GraphEvent } from "../src/graph/graph-log";
import { localPart, namePart } from "../src/model/naming";
import { openRecords } from "../src/records/open-records";
import { findRoot } from "../src/spec/find-root";

/** Waits shorter than this are nothing to tell people. */
const WORTH_TELLING_MS = 5000;

/**
 * The dynamic providers, under the names that every state since the first version holds:
 * `exports.handler=()=>require("./provider.js").bookingCalendar`. This file's place and its exports never change.
 */
export const bookingCalendar: BookingCalendarHandler = bookingCalendarHandler(
  once(() =>
    openContext({
      // Credentials come from the environment only: the engine copies stack configuration into the state.
      env: process.env,
      localPart,
      stillWanted: isEngineAlive,
      log: tell,
      records: openRecords({ root: findRoot(__dirname, process.env) ?? process.cwd(), env: process.env }),
    }),
  ),
);

/** As `bookingCalendar`; states load it as `exports.handler=()=>require("./provider.js").userPolicy`. */
export const userPolicy: UserPolicyHandler = userPolicyHandler(
  once(() =>
    openPolicyContext({
      env: process.env,
      groupName: (organisation, name) => organisation + namePart(name),
      stillWanted: isEngineAlive,
      log: tell,
      tell: (text) => console.error(text),
      records: openRecords({ root: findRoot(__dirname, process.env) ?? process.cwd(), env: process.env }),
    }),
  ),
);

function tell(event: GraphEvent): void {
  if (event.what === "wait" && event.ms >= WORTH_TELLING_MS) {
    console.error(
      `Waiting ${Math.round(event.ms / 1000)} s: Microsoft Graph answered ${event.status || "nothing"}.`,
    );
  }
}

/** Made at the first use: the engine loads this also for runs in which nothing is asked of Graph. */
function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
