// A server in a process of its own: the sandbox, or a bare one of the same library with the same certificate and body.
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { startSandbox } from "../../sandbox/start";

/** What the process is to be, sent to it first. */
export type ServerOrder =
  | { readonly kind: "sandbox"; readonly seed: object }
  | {
      readonly kind: "bare";
      readonly certificate: string;
      readonly key: string;
      readonly body: string;
      readonly headers: Record<string, string>;
    };

/** What the process can be asked then. */
export type ServerQuestion = "memory" | "cpu";

async function sandbox(seed: object): Promise<object> {
  const began = performance.now();
  const { identities: _identities, ...reachable } = await startSandbox({
    seed,
    // Limits are what is not to be measured.
    settings: { throttling: false },
  });
  return { ...reachable, seconds: (performance.now() - began) / 1000 };
}

function bare(order: ServerOrder & { kind: "bare" }): Promise<object> {
  const { certificate: cert, key, body, headers } = order;
  const options = { cert, key, maxHeaderSize: 32 * 1024, keepAlive: true };
  const server = createServer(options, (_request, response) => {
    response.writeHead(200, headers).end(body);
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve({ port: (server.address() as AddressInfo).port }));
  });
}

process.on("message", (message: ServerOrder | ServerQuestion) => {
  if (message === "memory") {
    global.gc?.();
    const { heapUsed, rss } = process.memoryUsage();
    process.send?.({ heapUsed, rss });
    return;
  }
  if (message === "cpu") {
    const { user, system } = process.cpuUsage();
    process.send?.({ microseconds: user + system });
    return;
  }
  void (message.kind === "sandbox" ? sandbox(message.seed) : bare(message)).then((ready) =>
    process.send?.(ready),
  );
});
