import { defineCollection } from "../store/collection";
import type { World } from "../store/world";
import { users } from "./user";

/** Licences of a group that the directory has yet to give to, or take from, its members. */
export interface LicenceJob {
  readonly id: string;
  readonly group: string;
  /** Object ids of the users it is about; absent: all that the group has or had. */
  readonly users?: readonly string[];
  /** Milliseconds: until then it waits, */
  readonly startsAt: number;
  /** and then it is done. */
  readonly due: number;
}

/** Work on licences that is not done yet. */
export const licenceJobs = defineCollection<LicenceJob>({
  name: "licence_jobs",
  key: (job) => job.id,
  indexes: { group: (job) => [job.group] },
});

/** How many units of a licence the tenant has bought. */
export interface Subscription {
  readonly skuId: string;
  readonly enabled: number;
  /** Lapsed, but in their grace time: they can still be used. */
  readonly warning: number;
  readonly suspended: number;
  readonly lockedOut: number;
}

/** What a tenant has of a licence of which its seed says nothing. */
const plenty = { enabled: 25_000, warning: 0, suspended: 0, lockedOut: 0 };

/** The tenant's subscriptions, where they differ from plenty. */
export const subscriptions = defineCollection<Subscription>({
  name: "subscriptions",
  key: (subscription) => subscription.skuId,
});

/** What the tenant has of a licence. */
export function subscriptionOf(world: World, skuId: string): Subscription {
  return world.store.of(subscriptions).get(skuId) ?? { skuId, ...plenty };
}

/** Seats taken: users who hold the licence, each once. */
export function consumedUnits(world: World, skuId: string): number {
  return world.store.of(users).countBy("seat", skuId);
}

/** Is there a seat left? Counting takes long in a big tenant, and is needless when there is one for everybody. */
export function hasFreeUnit(world: World, skuId: string): boolean {
  const { enabled, warning } = subscriptionOf(world, skuId);
  const units = enabled + warning;
  return units > world.store.of(users).count() || units > consumedUnits(world, skuId);
}
