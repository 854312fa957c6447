import type { LockHolder } from "./lock-holder";

const UNITS: readonly (readonly [ms: number, word: string])[] = [
  [86_400_000, "day"],
  [3_600_000, "hour"],
  [60_000, "minute"],
  [1000, "second"],
];

/** How long ago, in the largest unit that fits. */
export function ageWords(ms: number): string {
  const [unit, word] = UNITS.find(([size]) => ms >= size) ?? [1000, "second"];
  const count = Math.max(0, Math.floor(ms / unit));
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}

/** Who holds a lock since when, for people. */
export function holderWords({ user, host, pid, since, isUnreadable }: LockHolder, now: Date): string {
  const who = isUnreadable ? "a run whose lock cannot be read" : `${user} on ${host}, process ${pid}`;
  const taken = Date.parse(since);
  if (Number.isNaN(taken)) return who;
  const time = new Date(taken).toISOString().slice(0, 16).replace("T", " ");
  return `${who}, since ${time} UTC (${ageWords(now.getTime() - taken)})`;
}
