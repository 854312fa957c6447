const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;

/** How long to wait before a repetition: what the service says, else exponential back-off with jitter. */
export function retryDelay(
  retryAfter: string | undefined,
  repetitions: number,
  now: number,
  random: () => number = Math.random,
): number {
  const said = retryAfterMs(retryAfter, now);
  return said === undefined ? backOff(repetitions, random) : Math.max(said, leastWait(repetitions));
}

/** `Retry-After` as milliseconds: digits are seconds, anything else a date; nonsense is undefined. */
export function retryAfterMs(value: string | undefined, now: number): number | undefined {
  const text = value?.trim();
  if (!text) {
    return undefined;
  }
  if (/^\d+(\.\d+)?$/.test(text)) {
    return Number(text) * 1000;
  }
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** «At once» is not obeyed for ever: a service that says so again and again is not hammered. */
function leastWait(repetitions: number): number {
  return Math.min(LONGEST_WAIT_MS, 50 * 2 ** repetitions);
}

/** Between half and all of the doubled wait: many callers do not come back in the same instant. */
function backOff(repetitions: number, random: () => number): number {
  const full = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** repetitions);
  return full / 2 + random() * (full / 2);
}
