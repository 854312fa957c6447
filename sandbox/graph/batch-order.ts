import type { BatchItem } from "./batch-item";

function isSequential(items: readonly BatchItem[]): boolean {
  return items.every(({ dependsOn }, at) => {
    const before = items[at - 1]?.id.toLowerCase();
    return before === undefined
      ? dependsOn.length === 0
      : dependsOn.length === 1 && dependsOn[0]?.toLowerCase() === before;
  });
}

/**
 * Does nothing wait, or each item for the one before it? Of other orders, Microsoft's client for JavaScript lets one through,
 * in which everything that waits does so for the same item.
 */
export function isWholeOrder(items: readonly BatchItem[]): boolean {
  const waited = new Set(items.flatMap(({ dependsOn }) => dependsOn.map((id) => id.toLowerCase())));
  return waited.size < 2 || isSequential(items);
}
