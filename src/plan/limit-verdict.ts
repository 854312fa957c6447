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
