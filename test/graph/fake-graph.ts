import { type GraphClient, type GraphClientSettings, graphClient } from "../../src/graph/graph-client";

/** One HTTP request as the fake service saw it. */
export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly path: string;
  readonly body: unknown;
  readonly headers: Headers;
}

/** What a fake service says to a request (or to an item of a batch). */
export interface Said {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}

const BASE = "https://graph.example/v1.0";

/** A client whose `fetch` is a function of the test's; waits are recorded instead of waited. */
export function fakeGraph(
  answer: (request: Seen) => Said | Promise<Said>,
  settings: Partial<GraphClientSettings> = {},
): { graph: GraphClient; seen: Seen[]; waits: number[] } {
  const seen: Seen[] = [];
  const waits: number[] = [];
  const graph = graphClient({
    baseUrl: BASE,
    tokens: { accessToken: () => Promise.resolve(fakeToken()) },
    fetch: async (url, init) => {
      const request: Seen = {
        method: init.method ?? "GET",
        url,
        path: url.slice(BASE.length),
        body: typeof init.body === "string" ? JSON.parse(init.body) : undefined,
        headers: new Headers(init.headers as Record<string, string>),
      };
      seen.push(request);
      const said = await answer(request);
      return new Response(said.body === undefined ? null : JSON.stringify(said.body), {
        status: said.status,
        headers: { "content-type": "application/json", ...said.headers },
      });
    },
    sleep: async (ms) => {
      waits.push(ms);
    },
    ...settings,
  });
  return { graph, seen, waits };
}

/** Answers a `$batch` item by item, honouring dependsOn as Graph does. */
export function batchOf(request: Seen, item: (item: BatchItem) => Said): Said {
  const requests = (request.body as { requests: BatchItem[] }).requests;
  const said = new Map<string, Said>();
  for (const one of requests) {
    const failed = (one.dependsOn ?? []).some((id) => (said.get(id)?.status ?? 500) > 299);
    said.set(one.id, failed ? { status: 424 } : item(one));
  }
  // any order is allowed on the wire
  return { status: 200, body: { responses: [...said].map(([id, one]) => ({ id, ...one })).reverse() } };
}

/** An item of a batch on the wire. */
export interface BatchItem {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly dependsOn?: string[];
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** An unsigned token with a tenant in it. */
export function fakeToken(
  claims: Record<string, unknown> = { tid: "00000000-0000-0000-0000-00000000000A" },
): string {
  return `eyJhbGciOiJub25lIn0.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.`;
}
