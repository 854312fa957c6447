/** Heap after a number of requests. */
export interface Sample {
  readonly requests: number;
  readonly heapUsed: number;
  readonly rss: number;
}

const megabyte = 1024 * 1024;
/** More than this over the second half of a run is growth, and no longer the filling of caches. */
const allowed = 16;

/** Whether memory grows on and on: the heap, collected, between the middle of the run and its end. */
export function memoryVerdict(samples: readonly Sample[]): {
  grownMegabytes: number;
  verdict: "steady" | "grows";
} {
  const middle = samples[Math.floor(samples.length / 2)];
  const end = samples.at(-1);
  const grown = ((end?.heapUsed ?? 0) - (middle?.heapUsed ?? 0)) / megabyte;
  return { grownMegabytes: Math.round(grown * 10) / 10, verdict: grown > allowed ? "grows" : "steady" };
}
