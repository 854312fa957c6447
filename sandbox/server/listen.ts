import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { Certificates } from "../tls/certificates";

/** Answers one request. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** A server that answers on loopback, and nowhere else. */
export interface Listening {
  readonly origin: string;
  close(): Promise<void>;
}

const seconds = 1000;

function guarded(handler: () => Handler) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    handler()(request, response).catch((error: unknown) => {
      // A client that went away is no defect.
      if (!request.destroyed && !response.destroyed) console.error("sandbox defect:", error);
      if (response.headersSent) response.destroy();
      else
        response
          .writeHead(500, { "Content-Type": "application/json" })
          .end('{"error":{"code":"generalException","message":""}}');
    });
  };
}

/** Listens with TLS on 127.0.0.1. The handler is asked for at each request, as it needs the origin that is known only then. */
export async function listen(
  certificates: Certificates,
  port: number,
  handler: () => Handler,
): Promise<Listening> {
  const { certificate: cert, key } = certificates;
  const server: Server = createServer(
    { cert, key, maxHeaderSize: 32 * 1024, keepAlive: true, connectionsCheckingInterval: seconds },
    guarded(handler),
  );
  server.headersTimeout = 10 * seconds;
  server.requestTimeout = 30 * seconds;
  server.keepAliveTimeout = 10 * seconds;
  server.maxHeadersCount = 100;
  server.maxConnections = 500;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  // A listening TCP server has an address with a port.
  const origin = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
