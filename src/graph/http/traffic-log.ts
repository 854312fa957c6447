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

/** Something a person may want to know while Graph is being asked. Holds no token and no query value. */
export type GraphEvent =
  | {
      readonly what: "wait";
      readonly ms: number;
      readonly method: string;
      readonly path: string;
      readonly status: number;
      readonly repetition: number;
    }
  | { readonly what: "batch-refused"; readonly status: number; readonly scope: "all" | "bookings" }
  | { readonly what: "note"; readonly text: string };

/** Where events go. */
export type GraphLog = (event: GraphEvent) => void;

/** Waits, unless told to stop: then it ends early. Never throws. */
export function abortableSleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal?.aborted) {
      done();
      return;
    }
    const finish = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", finish);
      done();
    };
    const timer = setTimeout(finish, ms);
    signal?.addEventListener("abort", finish, { once: true });
  });
}
