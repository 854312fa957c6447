import { readFileSync } from "node:fs";
import { connect as connectPlain, type Socket } from "node:net";
import { connect } from "node:tls";
import type { Sandbox } from "../../../sandbox/start";

/** A connection on which a test sends whatever bytes it likes. */
export interface RawConnection {
  readonly socket: Socket;
  /** Everything that came until the other side closed, or until the time was up. */
  all(milliseconds?: number): Promise<{ text: string; closed: boolean }>;
}

function watched(socket: Socket): RawConnection {
  let text = "";
  let closed = false;
  socket.on("data", (chunk: Buffer) => {
    text += chunk.toString("latin1");
  });
  socket.on("error", () => undefined);
  socket.once("close", () => {
    closed = true;
  });
  socket.once("end", () => {
    closed = true;
  });
  return {
    socket,
    all: (milliseconds = 8000) =>
      new Promise((resolve) => {
        const done = () => resolve({ text, closed });
        if (closed) return done();
        const timer = setTimeout(done, milliseconds);
        const end = () => {
          clearTimeout(timer);
          done();
        };
        socket.once("close", end);
        socket.once("end", end);
      }),
  };
}

const portOf = (sandbox: Sandbox) => Number(new URL(sandbox.url).port);

/** A connection with TLS. */
export function rawConnection(sandbox: Sandbox): Promise<RawConnection> {
  return new Promise((resolve, reject) => {
    const options = { port: portOf(sandbox), host: "127.0.0.1", ca: readFileSync(sandbox.caFile) };
    const socket = connect({ ...options }, () => resolve(watched(socket)));
    // A side that has ended can still be read.
    socket.allowHalfOpen = true;
    socket.once("error", reject);
  });
}

/** A connection without TLS. */
export function plainConnection(sandbox: Sandbox): Promise<RawConnection> {
  return new Promise((resolve, reject) => {
    const socket = connectPlain({ port: portOf(sandbox), host: "127.0.0.1", allowHalfOpen: true }, () =>
      resolve(watched(socket)),
    );
    socket.once("error", reject);
  });
}
