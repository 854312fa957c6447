import type { GraphCall } from "../src/graph/call";
import type { GraphClient } from "../src/graph/graph-client";
import { GraphError } from "../src/graph/graph-error";

/** A client that first does something with each of its calls. Where there is nothing to wait for, it does not wait. */
function beforeCalls(
  client: GraphClient,
  first: (call: GraphCall) => Promise<void> | undefined,
): GraphClient {
  return {
    counters: client.counters,
    claims: () => client.claims(),
    send: async (call) => {
      const wait = first(call);
      if (wait) await wait;
      return client.send(call);
    },
    sendAll: async (calls) => {
      for (const wait of calls.map(first)) if (wait) await wait;
      return client.sendAll(calls);
    },
  };
}

/** A client that sends nothing which may change something before `begin` is done. Looks go through as they are. */
export function begunFirst(client: GraphClient, begin: () => Promise<void>): GraphClient {
  return beforeCalls(client, ({ method }) => (method === "GET" ? undefined : begin()));
}

/** A client that refuses every call except looks, before it is sent. */
export function readOnly(client: GraphClient): GraphClient {
  return beforeCalls(client, ({ method, path }) => {
    if (method === "GET") return undefined;
    throw new GraphError({ kind: "aborted", method, path, status: 0, detail: "adoption reads only" });
  });
}
