import { once } from "../providers/once";
import type { GraphClient } from "../src/graph/graph-client";
import { openGraph } from "../src/graph/open-graph";

/**
 * The observer for all that a program asks beforehand, so that its questions share batches. It signs in at the first: most
 * runs ask none.
 */
export function observer(env: Readonly<Record<string, string | undefined>>): () => GraphClient {
  return once(() => openGraph({ env, identity: "observer" }));
}
