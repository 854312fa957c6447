import { once } from "node:events";
import { createServer } from "node:net";

/** An address at which no one listens. */
export async function closedPort(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  server.close();
  await once(server, "close");
  return `https://127.0.0.1:${address.port}`;
}
