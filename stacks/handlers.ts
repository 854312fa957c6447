import { openContext } from "../providers/booking-calendar/context";
import { adoptingCalendars, type WasMade } from "../providers/booking-calendar/create/adopt-calendar";
import { type BookingCalendarHandler, bookingCalendarHandler } from "../providers/booking-calendar/handler";
import { once } from "../providers/once";
import { oneOrganisation } from "../providers/one-organisation";
import { reviewedSteps } from "../providers/reviewed";
import { settlingHandler } from "../providers/settling";
import { adoptingPolicies } from "../providers/user-policy/adopt-policy";
import { openPolicyContext } from "../providers/user-policy/context";
import { type UserPolicyHandler, userPolicyHandler } from "../providers/user-policy/handler";
import type { BatchWindow } from "../src/graph/batch/batcher";
import type { WaitLog } from "../src/graph/http/traffic-log";
import { localPart, namePart } from "../src/model/naming";
import { readJournal } from "../src/records/journal";
import { knowledgeOf } from "../src/records/journal-knowledge";
import { journalFile, openRecords } from "../src/records/open-records";
import { runBudget } from "./run-budget";

/** Whether an organisation's journal says that a calendar was made or adopted, and not ended since. */
function madeBefore(root: string, env: HandlerPorts["env"]): WasMade {
  const made = new Map<string, ReadonlySet<string>>();
  return (organisation, address) => {
    const stack = organisation.toLowerCase();
    const known = made.get(stack) ?? knowledgeOf(readJournal(journalFile(root, env, stack)).lines).made;
    made.set(stack, known);
    return known.has(address.toLowerCase());
  };
}

/** Waits shorter than this are nothing to tell people. */
const WORTH_TELLING_MS = 5000;

/** Our own commands say whose run it is; plain Pulumi tells its providers nothing. */
const STACK = "BOOKINGS_STACK";

/** Set for a run that only takes into the state what the tenant has: `adopt`, or `recover` after the state was lost. */
const ADOPTING = "BOOKINGS_ADOPTING";

interface Handlers {
  readonly bookingCalendar: BookingCalendarHandler;
  readonly userPolicy: UserPolicyHandler;
}

/** Where handlers work. */
interface HandlerPorts {
  /** Credentials come from the environment only: the engine copies stack configuration into the state. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly root: string;
  /** Asked before every call to Graph. */
  readonly stillWanted: () => boolean;
  /** Told of what takes long. */
  readonly tell: (text: string) => void;
  /** How long calls wait for company; not long by default. */
  readonly window?: BatchWindow;
}

/**
 * The handlers of all kinds of resources that the stacks have. The engine loads them also for runs in which nothing is asked
 * of Graph: what they work with is made at the first use.
 */
export function handlersOf({ env, root, stillWanted, tell, window }: HandlerPorts): Handlers {
  const log: WaitLog = ({ ms, status }) => {
    if (ms >= WORTH_TELLING_MS)
      tell(`Waiting ${Math.round(ms / 1000)} s: Microsoft Graph answered ${status || "nothing"}.`);
  };
  const only = oneOrganisation(env[STACK]);
  const budget = runBudget(root, () => only.stack());
  const records = openRecords({ root, env });
  const common = { env, stillWanted, log, only, budget, records, ...(window && { window }) };
  const calendars = once(() => openContext({ ...common, localPart, reviewed: reviewedSteps(env) }));
  const policies = once(() =>
    openPolicyContext({
      ...common,
      reviewed: reviewedSteps(env),
      groupName: (organisation, name) => organisation + namePart(name),
      tell,
    }),
  );
  const handlers = {
    bookingCalendar: bookingCalendarHandler(calendars),
    userPolicy: userPolicyHandler(policies),
  };
  if (env[ADOPTING] === undefined) {
    // our own commands settle by themselves what runs that died had begun
    if (env[STACK] !== undefined) return handlers;
    return {
      bookingCalendar: settlingHandler(handlers.bookingCalendar, { records, tell, field: "address" }),
      userPolicy: settlingHandler(handlers.userPolicy, { records, tell, field: "displayName" }),
    };
  }
  return {
    bookingCalendar: adoptingCalendars(
      handlers.bookingCalendar,
      calendars,
      env[ADOPTING] === "recover" ? madeBefore(root, env) : undefined,
    ),
    userPolicy: adoptingPolicies(handlers.userPolicy, policies),
  };
}
