/** Requests that a batch takes together. */
const BATCH = 20;
/** Values that Graph takes in one `in` of a filter. */
const IN_FILTER = 15;

const batches = (items: number): number => Math.ceil(items / BATCH);

/**
 * The fewest requests in which calendars can be made, a batch counting one. What must be known before anything is
 * written: that every person and reply address exists (fifteen to a filter) and has a mailbox of the right kind (one
 * item each: Graph has no list of that); that no calendar has the address already (one item each). What must be
 * written, each in its own item: a calendar, its people, its first service. The order costs requests too: the first
 * calendar is made alone, as a test of the tenant's naming; people come only after their calendar, and so in a later
 * batch. A list of people cannot wait for a batch of mailboxes: ids are needed first.
 */
export function leastRequests(
  calendars: number,
  members: number,
  others: number,
): { requests: number; items: number } {
  const people = calendars * members + others;
  const filters = Math.ceil(people / IN_FILTER);
  const below = calendars * (members + 1);
  const requests =
    batches(filters) + batches(people) + batches(calendars) + 1 + batches(calendars - 1) + batches(below);
  return { requests, items: filters + people + calendars + calendars + below };
}
