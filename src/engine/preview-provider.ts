import { LOADING_TEXT as CALENDAR } from "../../providers/booking-calendar/record/partly-done";
import { LOADING_TEXT as POLICY } from "../../providers/user-policy/record";
import { handlersOf } from "../../stacks/handlers";
import { type ReadingProvider, readingProvider } from "./internals/reading-provider";
import type { RunOptions } from "./run-result";

/** The handlers for one preview, inside this process. Who interrupts a preview stops its reading. */
export function previewProvider(
  { root, organisation, signal }: RunOptions,
  tell: (text: string) => void,
): Promise<ReadingProvider> {
  const handlers = handlersOf({
    env: { ...process.env, BOOKINGS_STACK: organisation },
    root,
    stillWanted: () => signal?.aborted !== true,
    tell,
  });
  return readingProvider({ [CALENDAR]: handlers.bookingCalendar, [POLICY]: handlers.userPolicy });
}
