/** How long a delay that is set to a word lasts, in milliseconds. */
export function delay(word: "none" | "short" | "real", real: number): number {
  return { none: 0, short: 2_000, real }[word];
}
