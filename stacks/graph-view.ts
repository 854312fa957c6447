import type { GraphClient } from "../src/graph/graph-client";
import { openGraph } from "../src/graph/open-graph";
import type { PreflightView } from "../src/preflight/preflight-view";
import { viewThrough } from "./view-through";

type Env = Readonly<Record<string, string | undefined>>;

/** Preflight's questions, asked of Graph as the observer. Signs in at the first question: most runs ask none. */
export function graphView(env: Env): PreflightView {
  let client: GraphClient | undefined;
  return viewThrough(() => {
    client ??= openGraph({ env, identity: "observer" });
    return client;
  });
}
