import type { LimitOverride } from "../model/organisation";
import type { Limit, LimitName } from "../model/tenant";
import type { LimitCount } from "./limit-counts";

/** Up to here a share says nothing: one of three calendars is a third, and a perfectly ordinary change. */
const SHARE_COUNTS_ABOVE: Readonly<Record<LimitName, number>> = {
  calendarsDeleted: 1,
  membersRemoved: 4,
  rolesChanged: 4,
  policiesEmptied: 1,
  calendarsMissing: 1,
};

/** What a run would do, in an LA's words. */
const WORDS: Readonly<Record<LimitName, (some: string) => string>> = {
  calendarsDeleted: (some) => `delete ${some} calendars`,
  membersRemoved: (some) => `remove ${some} users of calendars`,
  rolesChanged: (some) => `change the role of ${some} users of calendars`,
  policiesEmptied: (some) => `remove all users from ${some} user policies`,
  calendarsMissing: (some) => `find ${some} calendars missing`,
};

const WEEK_MS = 7 * 24 * 3600 * 1000;

/** A day a week after another: long enough for a review and a run, too short to be forgotten. */
export const aWeekAfter = (today: string): string =>
  new Date(Date.parse(`${today}T00:00:00Z`) + WEEK_MS).toISOString().slice(0, 10);

/** What is told of a limit that a run would exceed; `file` is where an override goes. */
export function exceeded(
  name: LimitName,
  counted: LimitCount,
  limit: Limit,
  { today, file }: { readonly today: string; readonly file: string },
) {
  const what = WORDS[name](`${counted.count} of ${counted.total}`);
  return { ...counted, ...limit, what, limit: name, expires: aWeekAfter(today), file };
}

export interface Verdict {
  readonly allowed: boolean;
  /** An override for this limit that has ended. */
  readonly expired?: LimitOverride;
}

/**
 * Whether a run may do so much. `today` is a day such as `2026-11-23`: an override counts through its last day.
 * A valid override's number takes the place of both the number and the share.
 */
export function limitVerdict(
  name: LimitName,
  { count, total }: LimitCount,
  limit: Limit,
  overrides: readonly LimitOverride[],
  today: string,
): Verdict {
  const override = overrides.find((one) => one.limit === name);
  if (override && override.expires >= today) return { allowed: count <= override.number };
  const share = total === 0 ? 0 : (100 * count) / total;
  const tooLarge = count > SHARE_COUNTS_ABOVE[name] && share > limit.percent;
  return { allowed: count <= limit.number && !tooLarge, ...(override && { expired: override }) };
}
