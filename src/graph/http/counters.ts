/** How much was asked: what bench and tests compare with the least possible. */
export interface GraphCounters {
  /** HTTP requests; a batch is one. */
  http: number;
  /** Things asked, inside batches or alone. */
  items: number;
  /** HTTP requests that were batches. */
  batches: number;
  /** Waits before a repetition. */
  waits: number;
}

/** Counters at nought. */
export function newCounters(): GraphCounters {
  return { http: 0, items: 0, batches: 0, waits: 0 };
}
