/** How much was asked: what bench and tests compare with the least possible. */
export interface GraphCounters {
  /** HTTP requests; a batch is one. */
  http: number;
  /** Things asked, inside batches or alone. */
  items: number;
  /** HTTP requests that were batches. */
  batches: number;
}

/** Told of each wait before a repetition, and of the status that asks for it: 0 where there was no answer. */
export type WaitLog = (wait: { readonly ms: number; readonly status: number }) => void;

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
