import type { IncomingMessage } from "node:http";
import { graphFaults } from "../odata/faults-of-graph";

/** The most that a request may send. */
export const bodyLimit = 4 * 1024 * 1024;

/** The whole body; one that is too long is refused as soon as that is known. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  if (Number(request.headers["content-length"] ?? 0) > bodyLimit) throw graphFaults.tooLarge();
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > bodyLimit) throw graphFaults.tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
