/** Does pieces of work that bear one key one after another. */
export type Turns = <T>(key: string, work: () => Promise<T>) => Promise<T>;

/**
 * The engine changes an organisation's policies at the same time. Two that each take somebody off, because the other one
 * gives a mailbox, would take it together: so what is looked at and what follows from it are one turn.
 */
export function takingTurns(): Turns {
  const last = new Map<string, Promise<unknown>>();
  return (key, work) => {
    const mine = (last.get(key) ?? Promise.resolve()).then(work);
    // whoever is next waits for the end, however it was
    last.set(
      key,
      mine.catch(() => undefined),
    );
    return mine;
  };
}
