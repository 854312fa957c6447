/** The middle of some figures and how far they lie apart. */
export interface Figures {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

const rounded = (value: number) => Math.round(value * 100) / 100;

/** Median, least and most. */
export function figures(values: readonly number[]): Figures {
  const sorted = [...values].sort((left, right) => left - right);
  const at = (share: number) => rounded(sorted[Math.floor((sorted.length - 1) * share)] ?? 0);
  return { median: at(0.5), least: at(0), most: at(1) };
}
