import { gzipSync } from "node:zlib";
import { expect } from "chai";
import { boundedJson, boundedText } from "../../src/graph/http/bounded-answer";
import type { Fetch } from "../../src/graph/http/http-sender";
import { ServerClock } from "../../src/graph/http/server-clock";
import { AuthorityNetwork } from "../../src/graph/identity/authority-network";
import { hideSecret } from "../../src/problem/hide-tokens";
import { redact } from "../../src/problem/redact";
import { VisibleError } from "../../src/problem/visible-error";
import { failureOf } from "../providers/failure-of";
import { fakeGraph } from "./fake-graph";

const CALL = { method: "GET", path: "/solutions/bookingBusinesses/a@nhs.net" } as const;
const MINUTE = 60_000;

/** A client of a server whose clock is so far behind this machine's. */
function graphBehind(ms: number) {
  const date = new Date(Date.now() - ms).toUTCString();
  const clock = new ServerClock();
  return { clock, ...fakeGraph(() => ({ status: 200, body: {}, headers: { date } }), { clock }) };
}

describe("answers that are hostile", () => {
  it("are not read past a size, which counts after unpacking", async () => {
    const large = new Response("x".repeat(2_000_000));
    expect((await failureOf(boundedText(large, 1024 * 1024))).message).to.contain("larger than 1 MB");
    const bomb = gzipSync(Buffer.alloc(8_000_000));
    const stream = new Response(bomb).body?.pipeThrough(new DecompressionStream("gzip"));
    const unpacked = new Response(stream as ReadableStream);
    expect((await failureOf(boundedText(unpacked, 1024 * 1024))).message).to.contain("larger than 1 MB");
    expect(await boundedText(new Response("Zoë"), 1024)).to.equal("Zoë");
  });

  it("are not parsed where they are nested without end, whatever their texts hold", () => {
    expect(() => boundedJson("[".repeat(100))).to.throw("nested");
    expect(() => boundedJson(`{"a":${"[".repeat(70)}${"]".repeat(70)}}`)).to.throw("nested");
    const text = JSON.stringify({ notes: `\\"${"[".repeat(100)}` });
    expect(boundedJson(text)).to.deep.equal(JSON.parse(text));
    expect(boundedJson("<html>")).to.equal("<html>");
  });

  it("are failures, and never an empty answer [DEL-5]", async () => {
    const deep = Array.from({ length: 100 }).reduce<unknown>((inner) => [inner], []);
    const { graph } = fakeGraph(() => ({ status: 200, body: deep }));
    const error = await failureOf(graph.send(CALL));
    expect(error.message).to.contain("nested");
  });
});

describe("the clock of Microsoft 365", () => {
  it("is the one by which appointments are future or past", async () => {
    const { graph, clock } = graphBehind(2 * MINUTE);
    await graph.send(CALL);
    expect(Date.now() - clock.now().getTime()).to.be.within(115_000, 125_000);
  });

  for (const [minutes, way] of [
    [12, "ahead of"],
    [-12, "behind"],
  ] as const)
    it(`refuses a machine whose clock is ${Math.abs(minutes)} minutes ${way} it, before the next request [DEL-5]`, async () => {
      const { graph, seen } = graphBehind(minutes * MINUTE);
      await graph.send(CALL);
      const error = (await failureOf(graph.send(CALL))) as VisibleError;
      expect(error).to.be.instanceOf(VisibleError);
      expect(error.exitCode).to.equal(5);
      expect(error.problems[0]).to.deep.include({ code: "clock-off" });
      expect(error.message).to.contain(`12 minutes ${way} that of graph.example`);
      expect(seen).to.have.length(1);
    });
});

describe("an authority", () => {
  const network = (fetch: Fetch) => new AuthorityNetwork({ fetch, sleep: async () => undefined });
  const fine: Fetch = async () => new Response("{}");

  for (const elsewhere of ["https://evil.example/token", "http://login.example/token"])
    it(`that names an endpoint at ${elsewhere} is not followed there [OPS-6]`, async () => {
      const asked: string[] = [];
      const own = network((url) => {
        asked.push(url);
        return fine(url, {});
      });
      await own.sendGetRequestAsync("https://login.example/configuration");
      const error = await failureOf(own.sendPostRequestAsync(elsewhere, { body: "refresh_token=abc" }));
      expect(error.message).to.contain("was not asked");
      expect(asked).to.deep.equal(["https://login.example/configuration"]);
    });

  it("that echoes a secret does not have it shown", () => {
    hideSecret("s3cret~Value.of-ours");
    expect(redact("AADSTS7000215: invalid client secret s3cret~Value.of-ours given")).to.equal(
      "AADSTS7000215: invalid client secret (secret hidden) given",
    );
  });
});
