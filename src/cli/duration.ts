import { problem } from "../problem/problem";
import { VisibleError } from "../problem/visible-error";

const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000 };

/** Milliseconds of `90s`, `10m` or `1h`. */
export function durationMs(text: string): number {
  const [, count = "", unit = ""] = /^(\d{1,6})([smh])$/.exec(text) ?? [];
  const size = UNITS[unit];
  if (size === undefined) throw VisibleError.of(problem("not-a-duration", { text }));
  return Number(count) * size;
}
