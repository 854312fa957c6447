const NUMBERS = /(\d+)\.(\d+)(?:\.(\d+))?/;

function numbersOf(version: string): [number, number, number] | undefined {
  const match = NUMBERS.exec(version);
  return match ? [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)] : undefined;
}

/**
 * Whether a version as programs print it (`v3.258.0`, `go1.26.8`, `v24.21.0`, `3.210.0-dev`) is at least the given one.
 * What is not a version is not new enough.
 */
export function versionAtLeast(version: string, least: string): boolean {
  const [have, want] = [numbersOf(version), numbersOf(least)];
  if (!have || !want) return false;
  for (const [index, wanted] of want.entries()) {
    const difference = (have[index] ?? 0) - wanted;
    if (difference !== 0) return difference > 0;
  }
  return true;
}
