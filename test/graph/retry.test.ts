import { expect } from "chai";
import { GraphError } from "../../src/graph/graph-error";
import { mayRetry } from "../../src/graph/http/retry-table";
import { retryAfterMs, retryDelay } from "../../src/graph/send-with-retries";
import { path } from "../../src/graph/wire";
import { redact } from "../../src/problem/redact";
import { fakeGraph, fakeToken, type Said } from "./fake-graph";

const GET = { method: "GET", path: "/x" } as const;
const POST = { method: "POST", path: "/x", body: {} } as const;

async function failure(work: Promise<unknown>): Promise<GraphError> {
  try {
    await work;
  } catch (error) {
    expect(error).to.be.instanceOf(GraphError);
    return error as GraphError;
  }
  throw new Error("it succeeded");
}

function inTurn(...said: Said[]): () => Said {
  return () => said.shift() ?? { status: 200, body: {} };
}

describe("retry", () => {
  it("reads Retry-After as seconds or as a date, and nothing else", () => {
    const now = Date.parse("2026-11-23T09:00:00Z");
    expect(retryAfterMs("3", now)).to.equal(3000);
    expect(retryAfterMs("Mon, 23 Nov 2026 09:00:09 GMT", now)).to.equal(9000);
    expect(retryAfterMs("Mon, 23 Nov 2026 08:00:00 GMT", now)).to.equal(0);
    expect(retryAfterMs("soon", now)).to.equal(undefined);
    expect(retryAfterMs(undefined, now)).to.equal(undefined);
  });

  it("backs off by doubling, with jitter, up to a ceiling", () => {
    expect(retryDelay(undefined, 0, 0, () => 0)).to.equal(250);
    expect(retryDelay(undefined, 0, 0, () => 1)).to.equal(500);
    expect(retryDelay(undefined, 3, 0, () => 1)).to.equal(4000);
    expect(retryDelay(undefined, 30, 0, () => 1)).to.equal(30_000);
  });

  it("does not hammer a service that says “at once” again and again", () => {
    expect(retryDelay("0", 0, 0)).to.equal(50);
    expect(retryDelay("0", 6, 0)).to.equal(3200);
    expect(retryDelay("60", 3, 0)).to.equal(60_000);
  });

  it("repeats reads after lost and refused answers, a POST only after a throttling", () => {
    for (const status of [0, 429, 500, 502, 503, 504]) {
      expect(mayRetry(GET, status, 0), `GET ${status}`).to.equal(true);
      expect(mayRetry(POST, status, 0), `POST ${status}`).to.equal(status === 429);
    }
    for (const status of [400, 401, 403, 404, 409]) {
      expect(mayRetry(GET, status, 0), `GET ${status}`).to.equal(false);
    }
    expect(mayRetry({ ...POST, fresh: true }, 404, 9)).to.equal(true);
  });

  it("obeys Retry-After and tells of the wait without the query", async () => {
    const told: unknown[] = [];
    const { graph, waits } = fakeGraph(inTurn({ status: 503, headers: { "Retry-After": "4" } }), {
      log: (wait) => told.push(wait),
    });
    await graph.send({ method: "GET", path: "/users?$filter=secret" });
    expect(waits).to.deep.equal([4000]);
    expect(told).to.deep.equal([{ ms: 4000, status: 503 }]);
  });

  it("gives up when the budget of waiting is used up, with the last answer as the reason", async () => {
    const { graph, waits } = fakeGraph(() => ({ status: 429, headers: { "Retry-After": "50" } }), {
      budgetMs: 60_000,
      now: (() => {
        let clock = 0;
        return () => (clock += 20_000);
      })(),
    });
    expect((await failure(graph.send(GET))).kind).to.equal("throttled");
    expect(waits.length).to.be.lessThan(3);
  });

  for (const status of [500, 502, 503, 504]) {
    it(`says lost-answer for a POST answered with ${status}, and sends it once`, async () => {
      const { graph, seen } = fakeGraph(() => ({ status }));
      expect((await failure(graph.send(POST))).kind).to.equal("lost-answer");
      expect(seen.length).to.equal(1);
    });
  }

  it("asks for a new token once when Graph refuses the old one", async () => {
    const renewals: boolean[] = [];
    const { graph } = fakeGraph(inTurn({ status: 401 }), {
      tokens: {
        accessToken: async ({ renew = false } = {}) => {
          renewals.push(renew);
          return fakeToken();
        },
      },
    });
    await graph.send(POST);
    expect(renewals.filter((one) => one).length).to.equal(1);
    const { graph: locked, seen } = fakeGraph(() => ({ status: 401 }));
    expect((await failure(locked.send(GET))).kind).to.equal("unauthenticated");
    expect(seen.length).to.equal(2);
  });

  it("sends nothing once the engine is gone or the run is ended", async () => {
    const { graph, seen } = fakeGraph(() => ({ status: 200 }), { stillWanted: () => false });
    expect((await failure(graph.send(POST))).kind).to.equal("aborted");
    const stop = new AbortController();
    stop.abort();
    const { graph: other } = fakeGraph(() => ({ status: 200 }), { signal: stop.signal });
    expect((await failure(other.send(GET))).kind).to.equal("aborted");
    expect(seen.length).to.equal(0);
  });

  it("ends a wait when the run is ended", async () => {
    const stop = new AbortController();
    const { graph, seen } = fakeGraph(() => ({ status: 429, headers: { "Retry-After": "60" } }), {
      signal: stop.signal,
      sleep: async () => stop.abort(),
    });
    expect((await failure(graph.send(GET))).kind).to.equal("aborted");
    expect(seen.length).to.equal(1);
  });

  it("tells errors apart", async () => {
    const kindOf = async (said: Said) => (await failure(fakeGraph(() => said).graph.send(GET))).kind;
    const error = (code: string) => ({ error: { code, message: "m" } });
    expect(await kindOf({ status: 404, body: error("ErrorNonExistentMailbox") })).to.equal("not-found");
    expect(await kindOf({ status: 404, body: error("ErrorFolderNotFound") })).to.equal("no-role");
    expect(await kindOf({ status: 404, body: error("MailboxNotEnabledForRESTAPI") })).to.equal(
      "mailbox-not-enabled",
    );
    expect(await kindOf({ status: 403, body: error("ErrorAccessDenied") })).to.equal("denied");
    expect(await kindOf({ status: 409 })).to.equal("conflict");
    expect(await kindOf({ status: 400 })).to.equal("invalid");
  });

  it("keeps request id, code and cause, and no token or query value", async () => {
    const { graph } = fakeGraph(() => ({
      status: 400,
      body: {
        error: {
          code: "BadRequest",
          message: `bad Bearer ${fakeToken()}`,
          innerError: { "request-id": "r-1" },
        },
      },
    }));
    const error = await failure(graph.send({ method: "GET", path: "/users?$filter=jane" }));
    expect(error).to.include({ requestId: "r-1", code: "BadRequest", status: 400, path: "/users" });
    expect(error.message).to.not.match(/eyJ|jane/);
    const cut = fakeGraph(() => {
      throw new TypeError("fetch failed");
    });
    expect((await failure(cut.graph.send(POST))).cause).to.be.instanceOf(Error);
  });

  it("sends the token to the configured host only", async () => {
    const { graph, seen } = fakeGraph(() => ({ status: 200, body: {} }));
    await graph.send(GET);
    expect(seen[0]?.headers.get("authorization")).to.match(/^Bearer /);
    expect(seen[0]?.url).to.equal("https://graph.example/v1.0/x");
  });

  it("encodes every value of a path", () => {
    expect(path`/users/${"a/b?c#d@nhs.net"}/x`).to.equal("/users/a%2Fb%3Fc%23d%40nhs.net/x");
  });

  it("hides tokens and secrets in any text", () => {
    const text = redact(
      'client_secret=abc&x {"refresh_token":"0.AXYZ"} Bearer abc.def eyJhbGciOiJub25lIn0.eyJ0aWQi.x',
    );
    expect(text).to.not.match(/abc|AXYZ|eyJ/);
  });
});
