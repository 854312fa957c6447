import { connect, type TLSSocket } from "node:tls";

/** Where requests go and what is sent: the text of one whole request, sent again and again. */
export interface Target {
  readonly port: number;
  readonly ca: Buffer;
  readonly request: string;
}

/** What a round came to. */
export interface Round {
  readonly perSecond: number;
  /** Milliseconds within which 99 of 100 requests were answered. */
  readonly p99: number;
  /** Answers whose status was not 200. */
  readonly failures: number;
}

const head = Buffer.from("\r\n\r\n");

/** Bytes of the answer at the start of the buffer; 0 while it is not whole. */
function lengthOf(buffer: Buffer): number {
  const end = buffer.indexOf(head);
  if (end < 0) return 0;
  const length = Number(/content-length: (\d+)/i.exec(buffer.toString("latin1", 0, end))?.[1] ?? 0);
  const whole = end + head.length + length;
  return buffer.length >= whole ? whole : 0;
}

/** Sends requests one after the other on one connection until there are no more. */
function drive(target: Target, take: () => boolean, times: number[], failed: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket: TLSSocket = connect({ port: target.port, host: "127.0.0.1", ca: target.ca });
    let buffer: Buffer = Buffer.alloc(0);
    let sent = 0;
    const next = () => {
      if (!take()) {
        socket.end();
        resolve();
        return;
      }
      sent = performance.now();
      socket.write(target.request);
    };
    socket.setNoDelay(true);
    socket.once("secureConnect", next);
    socket.once("error", reject);
    socket.on("data", (chunk: Buffer) => {
      buffer = buffer.length === 0 ? chunk : Buffer.concat([buffer, chunk]);
      const length = lengthOf(buffer);
      if (length === 0) return;
      times.push(performance.now() - sent);
      if (buffer.toString("latin1", 9, 12) !== "200") failed();
      buffer = buffer.subarray(length);
      next();
    });
  });
}

/** A number of requests over a number of connections at once. */
export async function load(target: Target, requests: number, connections: number): Promise<Round> {
  let left = requests;
  let failures = 0;
  const take = () => left-- > 0;
  const failed = () => {
    failures += 1;
  };
  const times: number[] = [];
  const began = performance.now();
  await Promise.all(Array.from({ length: connections }, () => drive(target, take, times, failed)));
  const seconds = (performance.now() - began) / 1000;
  times.sort((left, right) => left - right);
  return { perSecond: requests / seconds, p99: times[Math.floor(times.length * 0.99)] ?? 0, failures };
}
