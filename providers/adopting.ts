import type { GraphClient } from "../src/graph/graph-client";
import { GraphError } from "../src/graph/graph-error";

/** Set in the environment of a run that only takes into the state what the tenant has: `adopt`, or `recover` after the state was lost. */
export const ADOPTING = "BOOKINGS_ADOPTING";

/** A client that refuses whatever is no look, before it is sent. */
export function readOnly(client: GraphClient): GraphClient {
  const assertLook = ({ method, path }: { readonly method: string; readonly path: string }): void => {
    if (method !== "GET") {
      const detail = "adoption reads only";
      throw new GraphError({ kind: "aborted", method, path, status: 0, detail });
    }
  };
  return {
    counters: client.counters,
    claims: () => client.claims(),
    send: async (call) => {
      assertLook(call);
      return client.send(call);
    },
    sendAll: async (calls) => {
      calls.forEach(assertLook);
      return client.sendAll(calls);
    },
  };
}
