import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import type { Certificates } from "./certificates";

/** Answers one request. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** A server that answers on loopback, and nowhere else. */
interface Listening {
  readonly origin: string;
  close(): Promise<void>;
}

const seconds = 1000;

/** How long a client may take, in milliseconds. */
export interface Patience {
  /** To send all headers; also for the handshake of TLS. */
  readonly headers: number;
  readonly request: number;
  /** Between two requests on one connection. */
  readonly idle: number;
}

const usual: Patience = { headers: 10 * seconds, request: 30 * seconds, idle: 10 * seconds };
const mostConnections = 500;
const mostHeaders = 100;

/** Status lines for what cannot be read as a request, as Node has no request to answer then. */
const refusals: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
  ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout",
};

function refuseUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || error.code === "ECONNRESET") {
    socket.destroy();
    return;
  }
  const line = refusals[error.code ?? ""] ?? "400 Bad Request";
  const body = JSON.stringify({
    error: { code: line.slice(4).replaceAll(" ", ""), message: "The request cannot be read." },
  });
  const head = `HTTP/1.1 ${line}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n`;
  // A client that does not close its side must not keep the connection.
  socket.end(head + body, () => socket.destroy());
}

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
  patience: Partial<Patience> = {},
): Promise<Listening> {
  const { headers, request, idle } = { ...usual, ...patience };
  const { certificate: cert, key } = certificates;
  const server: Server = createServer(
    {
      cert,
      key,
      // A client that asks for 1.0 alone would be cut off otherwise.
      ALPNProtocols: ["http/1.1", "http/1.0"],
      maxHeaderSize: 32 * 1024,
      keepAlive: true,
      connectionsCheckingInterval: Math.min(seconds, headers / 2),
      handshakeTimeout: headers,
    },
    guarded(handler),
  );
  server.headersTimeout = headers;
  server.requestTimeout = request;
  server.keepAliveTimeout = idle;
  server.maxHeadersCount = mostHeaders;
  server.maxConnections = mostConnections;
  server.on("clientError", refuseUnreadable);
  // Whatever is no TLS is cut off; the event without a listener would do so too, but not the half-open socket.
  server.on("tlsClientError", (_error, socket) => socket.destroy());
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
