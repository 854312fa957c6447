import type { Licence } from "./licence";

/** Plans of which a person can have one only. */
const EXCLUSIVE = [
  ["EXCHANGE_S_ENTERPRISE", "EXCHANGE_S_DESKLESS"],
  ["SHAREPOINTENTERPRISE", "SHAREPOINTDESKLESS"],
] as const;

/** Two plans that cannot stand beside each other. */
export interface Clash {
  readonly has: string;
  readonly wanted: string;
}

/** The clash that switching plans on beside others would bring about. Plans by their ids, the clash by names. */
export function clashing(
  has: ReadonlySet<string>,
  wanted: ReadonlySet<string>,
  licences: readonly Licence[],
): Clash | undefined {
  const named = (ids: ReadonlySet<string>): Set<string> =>
    new Set(licences.flatMap(({ plans }) => plans.filter(({ id }) => ids.has(id)).map(({ name }) => name)));
  const [now, then] = [named(has), named(wanted)];
  for (const [one, other] of EXCLUSIVE) {
    if (now.has(one) && then.has(other)) return { has: one, wanted: other };
    if (now.has(other) && then.has(one)) return { has: other, wanted: one };
  }
  return undefined;
}
