import type { GraphClient } from "../src/graph/graph-client";

/** A client that sends nothing which may change something before `begin` is done. Looks go through as they are. */
export function begunFirst(client: GraphClient, begin: () => Promise<void>): GraphClient {
  return {
    counters: client.counters,
    claims: () => client.claims(),
    send: async (call) => {
      if (call.method !== "GET") await begin();
      return client.send(call);
    },
    sendAll: async (calls) => {
      if (calls.some(({ method }) => method !== "GET")) await begin();
      return client.sendAll(calls);
    },
  };
}
