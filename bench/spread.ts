/** Several measurements of one thing. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
  readonly all: readonly number[];
}

const round = (value: number): number => Math.round(value * 1000) / 1000;

/** The middle of measurements, and how far they lie apart. */
export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((one, other) => one - other);
  const at = (index: number): number => round(sorted[index] ?? Number.NaN);
  const middle = Math.floor(sorted.length / 2);
  const median = sorted.length % 2 === 1 ? at(middle) : round((at(middle - 1) + at(middle)) / 2);
  return { median, least: at(0), most: at(sorted.length - 1), all: values.map(round) };
}

/** The ratios of measurements taken in turns, each pair under the same conditions. */
export const ratios = (values: readonly number[], bases: readonly number[]): Spread =>
  spread(values.map((value, index) => value / (bases[index] ?? Number.NaN)));
