import { expect } from "chai";
import type { GraphCall } from "../../src/graph/call";
import { businessLooks } from "../../src/graph/resources/business-looks";
import { businesses } from "../../src/graph/resources/businesses";
import { batchOf, fakeGraph, type Said, type Seen } from "./fake-graph";

const get = (path: string, more: Partial<GraphCall> = {}): GraphCall => ({ method: "GET", path, ...more });
const post = (path: string, more: Partial<GraphCall> = {}): GraphCall => ({
  method: "POST",
  path,
  body: {},
  ...more,
});
const fine: Said = { status: 200, body: {} };

/** A service that knows batches; `item` answers single requests as well. */
function service(item: (method: string, url: string) => Said) {
  return (request: Seen): Said =>
    request.path === "/$batch"
      ? batchOf(request, (one) => item(one.method, one.url))
      : item(request.method, request.path);
}

describe("batches", () => {
  it("sends a lone call as itself", async () => {
    const { graph, seen } = fakeGraph(() => fine);
    await graph.send(get("/users/a"));
    expect(seen.map((one) => one.path)).to.deep.equal(["/users/a"]);
  });

  it("lets 16 calls made at once share one HTTP request", async () => {
    const { graph } = fakeGraph(service(() => fine));
    await Promise.all(Array.from({ length: 16 }, (_, i) => graph.send(get(`/users/${i}`))));
    expect(graph.counters).to.include({ http: 1, items: 16, batches: 1 });
  });

  it("puts at most 20 in a batch", async () => {
    const { graph, seen } = fakeGraph(service(() => fine));
    await Promise.all(Array.from({ length: 45 }, (_, i) => graph.send(get(`/users/${i}`))));
    const sizes = seen.map((one) => (one.body as { requests: unknown[] }).requests.length);
    expect(Math.max(...sizes)).to.equal(20);
    expect(sizes.reduce((a, b) => a + b, 0)).to.equal(45);
  });

  it("wait for those that come by and by where many have waited at once, and not otherwise", async () => {
    const window = { quietMs: 0, longestMs: 0, holdMs: 0, inCrowd: { quietMs: 500, longestMs: 2000 } };
    const { graph, seen } = fakeGraph(
      service(() => fine),
      { window },
    );
    for (let i = 0; i < 3; i += 1) await graph.send(get(`/users/${i}`));
    expect(seen).to.have.length(3);
    await Promise.all(Array.from({ length: 20 }, (_, i) => graph.send(get(`/users/${i}`))));
    expect(seen).to.have.length(4);
    const byAndBy = Array.from({ length: 3 }, async (_, i) => {
      await new Promise((done) => setTimeout(done, 20 * i));
      await graph.send(get(`/users/${i}`));
    });
    await Promise.all(byAndBy);
    expect(seen).to.have.length(5);
  });

  it("never has more than four of one mailbox in flight over several requests", async () => {
    let inFlight = 0;
    let most = 0;
    const { graph } = fakeGraph(async (request) => {
      const size = (request.body as { requests: unknown[] } | undefined)?.requests.length ?? 1;
      inFlight += Math.min(4, size);
      most = Math.max(most, inFlight);
      await new Promise((done) => setTimeout(done, 5));
      inFlight -= Math.min(4, size);
      return service(() => fine)(request);
    });
    await Promise.all(Array.from({ length: 30 }, (_, i) => graph.send(get(`/x/${i}`, { mailbox: "m" }))));
    expect(most).to.equal(4);
  });

  it("puts what waits for nothing into one batch, and what waited for it into the next", async () => {
    const { graph, seen } = fakeGraph(service(() => ({ status: 201 })));
    const long = (mailbox: string) =>
      Array.from({ length: 7 }, (_, i) =>
        post(`/${mailbox}/${i}`, { mailbox, ...(i > 3 && { after: [i - 4] }) }),
      );
    const outcomes = await Promise.all(["a", "b", "c"].map((mailbox) => graph.sendAll(long(mailbox))));
    expect(outcomes.flat().every(({ ok }) => ok)).to.equal(true);
    const sizes = seen.map(({ body }) => (body as { requests?: unknown[] }).requests?.length ?? 1);
    expect(sizes).to.deep.equal([12, 9]);
  });

  it("does not send the rest of what belongs together when what it waits for has failed", async () => {
    const { graph, seen } = fakeGraph(service((_, url) => ({ status: url === "/c/2" ? 400 : 201 })));
    const calls = (mailbox: string) =>
      Array.from({ length: 7 }, (_, i) => post(`/${mailbox}/${i}`, { mailbox, after: i === 6 ? [2] : [] }));
    const outcomes = await Promise.all(["a", "b", "c"].map((mailbox) => graph.sendAll(calls(mailbox))));
    expect(outcomes[2]?.map((one) => (one.ok ? "done" : one.error.kind))).to.deep.equal([
      ...["done", "done", "invalid", "done", "done", "done"],
      "not-attempted",
    ]);
    const sent = JSON.stringify(seen);
    expect([sent.includes("/b/6"), sent.includes("/c/6")]).to.deep.equal([true, false]);
  });

  it("sends what fills several batches in all of them at once, not one after the other", async () => {
    let [inFlight, most] = [0, 0];
    const { graph, seen } = fakeGraph(async (request) => {
      inFlight += 1;
      most = Math.max(most, inFlight);
      await new Promise((done) => setTimeout(done, 20));
      inFlight -= 1;
      return service((_, url) => ({ status: 200, body: { url } }))(request);
    });
    const paths = Array.from({ length: 100 }, (_, i) => `/users/${i}`);
    const outcomes = await graph.sendAll(paths.map((path) => get(path)));
    const told = outcomes.map((one) => one.ok && (one.answer.body as { url: string }).url);
    expect(told).to.deep.equal(paths);
    expect([seen.length, most]).to.deep.equal([5, 5]);
  });

  it("has at most eight requests of one identity under way: meanwhile batches fill", async () => {
    let underWay = 0;
    let most = 0;
    const { graph } = fakeGraph(async (request) => {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise((done) => setTimeout(done, 5));
      underWay -= 1;
      return service(() => fine)(request);
    });
    await Promise.all(Array.from({ length: 300 }, (_, i) => graph.send(get(`/users/${i}`))));
    expect(most).to.equal(8);
    expect(graph.counters).to.include({ http: 15, items: 300 });
  });

  it("repeats only the item that was throttled, after the wait that it names", async () => {
    const tries = new Map<string, number>();
    const { graph, waits } = fakeGraph(
      service((_, url) => {
        const nth = (tries.get(url) ?? 0) + 1;
        tries.set(url, nth);
        return url === "/users/b" && nth === 1 ? { status: 429, headers: { "Retry-After": "7" } } : fine;
      }),
    );
    const outcomes = await graph.sendAll([get("/users/a"), get("/users/b"), get("/users/c")]);
    expect(outcomes.every((one) => one.ok)).to.equal(true);
    expect([...tries]).to.deep.equal([
      ["/users/a", 1],
      ["/users/b", 2],
      ["/users/c", 1],
    ]);
    expect(waits).to.deep.equal([7000]);
  });

  it("repeats what waited for a throttled item together with it", async () => {
    let first = true;
    const { graph, seen } = fakeGraph(
      service((_, url) => {
        if (url === "/a" && first) {
          first = false;
          return { status: 429, headers: { "Retry-After": "1" } };
        }
        return { status: 201, body: {} };
      }),
    );
    const outcomes = await graph.sendAll([
      post("/a"),
      post("/b", { after: [0] }),
      post("/c", { after: [1] }),
    ]);
    expect(outcomes.map((one) => one.ok)).to.deep.equal([true, true, true]);
    expect(seen.map(({ path }) => path)).to.deep.equal(["/a", "/a", "/b", "/c"]);
  });

  it("does not send what depends on a failed call, across batches too", async () => {
    const { graph, seen } = fakeGraph(
      service((_, url) => (url === "/p/0" ? { status: 400 } : { status: 201 })),
    );
    const calls = Array.from({ length: 25 }, (_, i) => post(`/p/${i}`, i === 0 ? {} : { after: [0] }));
    const outcomes = await graph.sendAll(calls);
    expect(outcomes.filter((one) => !one.ok && one.error.kind === "not-attempted").length).to.equal(24);
    expect(seen.length).to.equal(1);
  });

  it("gives a write without a body an empty one in a batch, which is refused otherwise, and none to what reads or deletes", async () => {
    const { graph, seen } = fakeGraph((request) => batchOf(request, () => ({ status: 204 })));
    await graph.sendAll([
      businesses.publish("a@nhs.net"),
      businessLooks.get("b@nhs.net"),
      businesses.delete("c@nhs.net"),
    ]);
    const sent = seen.map(({ body }) => body as { requests: { body?: unknown; headers?: unknown }[] });
    expect(
      sent.flatMap(({ requests }) => requests).map(({ body, headers }) => [body, headers]),
    ).to.deep.equal([
      [{}, { "Content-Type": "application/json" }],
      [undefined, undefined],
      [undefined, undefined],
    ]);
  });

  for (const status of [400, 404, 501]) {
    it(`goes on with single requests when batches are answered with ${status}, and remembers`, async () => {
      const { graph, seen } = fakeGraph((request) => (request.path === "/$batch" ? { status } : fine));
      for (let round = 0; round < 2; round += 1) {
        const outcomes = await graph.sendAll([get("/users/a"), get("/users/b")]);
        expect(outcomes.every((one) => one.ok)).to.equal(true);
      }
      expect(seen.filter((one) => one.path === "/$batch").length).to.equal(1);
      expect(seen.length).to.equal(5);
    });
  }

  it("sends what waits after what it waits for, in batches that ask Graph for no order", async () => {
    const { graph, seen } = fakeGraph(service((_method, url) => (url === "/p/1" ? { status: 403 } : fine)));
    const lanes = [post("/p/0"), post("/p/1"), post("/p/2", { after: [0] }), post("/p/3", { after: [1] })];
    const more = [post("/p/4"), post("/p/5", { after: [2, 4] }), post("/p/6", { after: [2] })];
    const outcomes = await graph.sendAll([...lanes, ...more]);
    expect(outcomes.map((one) => one.ok)).to.deep.equal([true, false, true, false, true, true, true]);
    const batches = seen.map(({ path, body }) =>
      path === "/$batch" ? (body as { requests: { url: string }[] }).requests.map(({ url }) => url) : path,
    );
    expect(batches).to.deep.equal([["/p/0", "/p/1", "/p/4"], "/p/2", ["/p/5", "/p/6"]]);
    expect(JSON.stringify(seen)).not.to.contain("dependsOn");
  });

  it("does not believe a first 404 of Bookings inside a batch before it has asked outside", async () => {
    const { graph, seen } = fakeGraph((request) =>
      request.path === "/$batch"
        ? batchOf(request, (one) => (one.url.startsWith("/solutions") ? { status: 404 } : fine))
        : fine,
    );
    const calls = [
      get("/solutions/bookingBusinesses/a"),
      get("/solutions/bookingBusinesses/b"),
      get("/users/c"),
    ];
    expect((await graph.sendAll(calls)).map((one) => one.ok)).to.deep.equal([true, true, true]);
    const before = seen.length;
    await graph.sendAll(calls.slice(0, 2));
    expect(seen.slice(before).every((one) => one.path !== "/$batch")).to.equal(true);
  });

  it("gives every item of a lost batch its own fate: a GET is repeated, a POST is not", async () => {
    let lost = true;
    const { graph, seen } = fakeGraph((request) => {
      if (lost) {
        lost = false;
        throw new TypeError("fetch failed");
      }
      return service(() => fine)(request);
    });
    const [read, made] = await graph.sendAll([get("/users/a"), post("/solutions/bookingBusinesses")]);
    expect(read?.ok).to.equal(true);
    expect(made && !made.ok && made.error.kind).to.equal("lost-answer");
    expect(seen.length).to.equal(2);
  });

  for (const status of [0, 502, 503]) {
    it(`never repeats alone what has to come after a POST, when that is answered with ${status} [USR-2]`, async () => {
      const { graph, seen } = fakeGraph(() => {
        if (status === 0) throw new TypeError("fetch failed");
        return { status };
      });
      const [added, removed] = await graph.sendAll([
        post("/staff"),
        { method: "DELETE", path: "/staff/old", after: [0] },
      ]);
      expect(added && !added.ok && added.error.kind).to.equal("lost-answer");
      expect(removed && !removed.ok && removed.error.kind).to.equal("not-attempted");
      expect(seen.map(({ path }) => path)).to.deep.equal(["/staff"]);
    });
  }

  it("sends nothing of the next batch that depends on what got no answer in this one", async () => {
    const { graph, seen } = fakeGraph(() => {
      throw new TypeError("fetch failed");
    });
    const calls = Array.from({ length: 21 }, (_, i) => post(`/p/${i}`, i === 20 ? { after: [0] } : {}));
    const outcomes = await graph.sendAll(calls);
    const last = outcomes[20];
    expect(last && !last.ok && last.error.kind).to.equal("not-attempted");
    expect(seen.length).to.equal(1);
  });

  it("treats an item that the batch leaves out as unanswered", async () => {
    const { graph } = fakeGraph((request) =>
      request.path === "/$batch"
        ? { status: 200, body: { responses: [{ id: "0", status: 200, body: {} }] } }
        : fine,
    );
    const [, made] = await graph.sendAll([get("/users/a"), post("/x")]);
    expect(made && !made.ok && made.error.kind).to.equal("lost-answer");
  });
});
