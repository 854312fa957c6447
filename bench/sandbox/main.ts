// `npm run bench:sandbox`: the sandbox's throughput and latency against a bare server's, and its memory over many requests.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { certificates } from "../../sandbox/server/certificates";
import type { Sandbox } from "../../sandbox/start";
import { TestClient } from "../../test/sandbox/support/client";
import { Child } from "./child";
import { figures } from "./figures";
import { load, type Round, type Target } from "./load";
import { memoryVerdict, type Sample } from "./memory-verdict";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "7" },
    requests: { type: "string", default: "4000" },
    connections: { type: "string", default: "4" },
    memory: { type: "string", default: "200000" },
  },
});
const [rounds, requests, connections, memory] = [
  values.rounds,
  values.requests,
  values.connections,
  values.memory,
].map(Number) as [number, number, number, number];
const path = "/v1.0/solutions/bookingBusinesses/LeedsXRay@nhs.net";
const say = (text: string) => process.stderr.write(`${text}\n`);

function requestText(token: string): string {
  return `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\nAuthorization: Bearer ${token}\r\n\r\n`;
}

interface Pair {
  readonly sandbox: Target;
  readonly bare: Target;
}

async function pairOf(sandboxChild: Child, bareChild: Child, folder: string): Promise<Pair> {
  const seed = { calendars: [{ displayName: "LeedsXRay" }] };
  const started = await sandboxChild.ask<Sandbox>({ kind: "sandbox", seed });
  const client = new TestClient(started);
  const token = await client.minted(["Bookings.Read.All"]);
  const { text, headers } = await client.call(token, "GET", path.replace("/v1.0", ""));
  client.close();
  const { certificate, key, caFile } = await certificates(folder);
  const kept = ["content-type", "content-length", "request-id", "odata-version", "cache-control"];
  const same = Object.fromEntries(kept.map((name) => [name, String(headers[name] ?? "")]));
  const { port } = await bareChild.ask<{ port: number }>({
    kind: "bare",
    certificate,
    key,
    body: text,
    headers: same,
  });
  const request = requestText(token);
  return {
    sandbox: { port: Number(new URL(started.url).port), ca: readFileSync(started.caFile), request },
    bare: { port, ca: readFileSync(caFile), request },
  };
}

type Measured = Round & { readonly cpu: number };

/** A round, with the processor time that the server took for each request: that hardly depends on what else runs. */
async function measured(target: Target, child: Child): Promise<Measured> {
  const before = await child.ask<{ microseconds: number }>("cpu");
  const round = await load(target, requests, connections);
  const after = await child.ask<{ microseconds: number }>("cpu");
  return { ...round, cpu: (after.microseconds - before.microseconds) / requests };
}

/** Both servers in turn, so that whatever else the machine does falls on both. */
async function compare(pair: Pair, children: { sandbox: Child; bare: Child }): Promise<object> {
  const found: { sandbox: Measured; bare: Measured }[] = [];
  for (let n = -1; n < rounds; n += 1) {
    const sandbox = await measured(pair.sandbox, children.sandbox);
    const bare = await measured(pair.bare, children.bare);
    // The first round only warms up.
    if (n >= 0) found.push({ sandbox, bare });
    say(`round ${n + 1}: ${Math.round(sandbox.perSecond)}/s against ${Math.round(bare.perSecond)}/s`);
  }
  const of = (value: (round: { sandbox: Measured; bare: Measured }) => number) => figures(found.map(value));
  return {
    rounds,
    requestsPerRound: requests,
    connections,
    throughput: {
      sandbox: of((one) => one.sandbox.perSecond),
      bare: of((one) => one.bare.perSecond),
      ratio: of((one) => one.bare.perSecond / one.sandbox.perSecond),
    },
    p99Milliseconds: {
      sandbox: of((one) => one.sandbox.p99),
      bare: of((one) => one.bare.p99),
      ratio: of((one) => one.sandbox.p99 / one.bare.p99),
    },
    cpuMicrosecondsPerRequest: {
      sandbox: of((one) => one.sandbox.cpu),
      bare: of((one) => one.bare.cpu),
      ratio: of((one) => one.sandbox.cpu / one.bare.cpu),
    },
    failures: found.reduce((sum, one) => sum + one.sandbox.failures + one.bare.failures, 0),
  };
}

async function remember(target: Target, child: Child): Promise<object> {
  const parts = 10;
  const samples: Sample[] = [];
  for (let part = 0; part <= parts; part += 1) {
    if (part > 0) await load(target, memory / parts, connections);
    samples.push({
      requests: (memory / parts) * part,
      ...(await child.ask<{ heapUsed: number; rss: number }>("memory")),
    });
    say(
      `memory after ${samples.at(-1)?.requests}: ${Math.round((samples.at(-1)?.heapUsed ?? 0) / 1024 / 1024)} MB`,
    );
  }
  return { requests: memory, ...memoryVerdict(samples), samples };
}

async function seeding(): Promise<object> {
  const child = new Child();
  const { seconds } = await child.ask<{ seconds: number }>({
    kind: "sandbox",
    seed: { generate: { users: 20_000, calendars: 3_000, staffPerCalendar: 7 } },
  });
  child.stop();
  return { users: 20_000, calendars: 3_000, staff: 21_000, seconds: Math.round(seconds * 10) / 10 };
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  const [sandbox, bare] = [new Child(), new Child()];
  try {
    const pair = await pairOf(sandbox, bare, folder);
    const get = await compare(pair, { sandbox, bare });
    const heap = memory > 0 ? await remember(pair.sandbox, sandbox) : undefined;
    const report = { get, ...(heap ? { memory: heap } : {}), seed: await seeding() };
    process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
  } finally {
    sandbox.stop();
    bare.stop();
    rmSync(folder, { recursive: true });
  }
}

void main();
