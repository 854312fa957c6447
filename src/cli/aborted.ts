/** Resolves when somebody interrupts. Keeps the process alive until then. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    // A promise alone does not keep Node running.
    const alive = setInterval(() => undefined, 2 ** 30);
    const end = (): void => {
      clearInterval(alive);
      resolve();
    };
    signal.addEventListener("abort", end, { once: true });
  });
}
