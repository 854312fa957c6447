import type { GraphClient } from "../../../src/graph/graph-client";
import { GraphError } from "../../../src/graph/graph-error";
import { staff } from "../../../src/graph/resources/staff";
import { problem } from "../../../src/problem/problem";
import { VisibleError } from "../../../src/problem/visible-error";
import {
  calendarIn,
  hiddenWords,
  type LiveCalendar,
  lookAtCalendar,
  shownIn,
} from "../../../src/tenant/calendars";
import { sendDeletion } from "./remove-calendar";

/** Which calendar, and how we know that it is one of our half-made ones. */
export interface Discard {
  /** Who sees everything. */
  readonly reader: GraphClient;
  /** Who may delete it; undefined where no sign-in here may. */
  readonly deleter: GraphClient | undefined;
  /** The operator, who can put the deleter on the staff; undefined where it is the deleter itself. */
  readonly writer?: GraphClient;
  /** Its actual address, as the record in the state says. */
  readonly address: string;
  /** What our marker on it is. */
  readonly marker: string;
  /** The account on its staff that is no one's member, by all its addresses in lower case. */
  readonly operator: readonly string[];
  /** The state's own record says that this address is one of our half-made calendars: counts where Graph kept no marker. */
  readonly recorded: boolean;
  /** No reading has shown it yet: its absence proves nothing. */
  readonly unseen?: boolean;
  readonly now: Date;
}

/** How far back and ahead appointments are looked for: no one books further. */
const YEARS = 3;

/**
 * Removes a calendar that came out under another address, once it is certain that it is ours and that no one uses it, and
 * looks whether it is gone. Gone already is success.
 */
export async function discardHalfMade(discard: Discard): Promise<"removed" | "gone-already"> {
  try {
    return await removed(discard);
  } catch (error) {
    if (!(error instanceof GraphError) || error.kind === "aborted") throw error;
    throw VisibleError.of(problem("graph-refused", { calendar: discard.address, why: error.message }));
  }
}

async function removed(discard: Discard): Promise<"removed" | "gone-already"> {
  const { reader, deleter, address } = discard;
  const sight = await lookAtCalendar(reader, {
    address,
    people: true,
    bookedFrom: yearsFrom(discard.now, -YEARS),
    bookedUntil: yearsFrom(discard.now, YEARS),
    bookingsOnly: true,
  });
  const found = shownIn(sight);
  if (!found) return assertAbsent(discard);
  assertUnused(discard, found);
  if (!deleter) throw VisibleError.of(problem("awaiting-removal", { calendar: address }));
  await deleted({ ...discard, deleter });
  await assertGone(discard);
  return "removed";
}

function assertUnused(discard: Discard, { business, rows, booked }: LiveCalendar): void {
  const isOurs = business.businessType.toLowerCase() === discard.marker.toLowerCase();
  const isUnmarked = business.businessType === "" && discard.recorded;
  if (!isOurs && !isUnmarked)
    throw refusal(discard, "it does not carry our marker, so it may be someone else's");
  if (rows.some((row) => !discard.operator.includes(row.emailAddress.toLowerCase())))
    throw refusal(discard, "there are people on it, so it may be in use");
  if (booked !== 0) throw refusal(discard, "it has appointments");
}

/** A lost answer is settled by the look that follows. */
async function deleted({
  deleter,
  writer,
  address,
}: Discard & { readonly deleter: GraphClient }): Promise<void> {
  const outcome = await sendDeletion(deleter, address, async (account) => {
    const member = { displayName: account ?? "", emailAddress: account ?? "", role: "administrator" };
    if (account !== undefined) await writer?.send(staff.add(address, member));
  });
  if (outcome && !outcome.ok && outcome.error.kind !== "not-found") throw outcome.error;
}

/** Nothing is forgotten that may be there: a new calendar shows late, and an account may be all that shows of it. */
async function assertAbsent(discard: Discard): Promise<"gone-already"> {
  const sight = await lookAtCalendar(discard.reader, { address: discard.address });
  if (sight.kind === "hidden") throw refusal(discard, hiddenWords(sight));
  if (calendarIn(sight)) throw refusal(discard, "it came back while it was looked at");
  if (discard.unseen) throw refusal(discard, "it was made moments ago and does not show yet");
  return "gone-already";
}

async function assertGone(discard: Discard): Promise<void> {
  const sight = await lookAtCalendar(discard.reader, { address: discard.address, bookingsOnly: true });
  if (shownIn(sight))
    throw refusal(discard, "Graph still shows it after its removal; look again in some minutes");
}

function refusal({ address }: Discard, why: string): VisibleError {
  return VisibleError.of(problem("discard-refused", { address, why }));
}

function yearsFrom(now: Date, years: number): Date {
  const date = new Date(now);
  date.setUTCFullYear(date.getUTCFullYear() + years);
  return date;
}
