import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A bucket, of which Pulumi's engine is told that it is Amazon S3: storage that only the engine reaches. */
export interface Bucket {
  /** The variables with which Pulumi keeps its state there. */
  readonly env: Record<string, string>;
  readonly objects: Map<string, Buffer>;
  stop(): Promise<void>;
}

/** Takes a body apart that came in signed chunks: `<size in hex>[;signature]\r\n<bytes>\r\n`, the last of size 0. */
function withoutChunks(body: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    const end = body.indexOf("\r\n", at);
    const size = Number.parseInt(body.subarray(at, Math.max(end, at)).toString(), 16);
    if (!(size > 0)) return Buffer.concat(parts);
    parts.push(body.subarray(end + 2, end + 2 + size));
    at = end + size + 4;
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  return request.headers["content-encoding"]?.includes("aws-chunked") ? withoutChunks(body) : body;
}

const DATE = "2026-11-23T10:00:00.000Z";

/** ListObjectsV2, on one page. */
function listed(objects: ReadonlyMap<string, Buffer>, query: URLSearchParams): string {
  const [prefix, delimiter] = [query.get("prefix") ?? "", query.get("delimiter") ?? ""];
  const folders = new Set<string>();
  const contents = [...objects].sort().flatMap(([key, bytes]) => {
    if (!key.startsWith(prefix)) return [];
    const end = delimiter === "" ? -1 : key.indexOf(delimiter, prefix.length);
    if (end >= 0) folders.add(key.slice(0, end + delimiter.length));
    const facts = `<Key>${key}</Key><LastModified>${DATE}</LastModified><ETag>"x"</ETag><Size>${bytes.length}</Size>`;
    return end >= 0 ? [] : [`<Contents>${facts}</Contents>`];
  });
  const common = [...folders].map((one) => `<CommonPrefixes><Prefix>${one}</Prefix></CommonPrefixes>`);
  return `<ListBucketResult><IsTruncated>false</IsTruncated>${contents.join("")}${common.join("")}</ListBucketResult>`;
}

const keyOf = (path: string): string => decodeURIComponent(path).split("/").slice(2).join("/");

async function answer(
  objects: Map<string, Buffer>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
  const key = keyOf(pathname);
  const source = request.headers["x-amz-copy-source"];
  const from = typeof source === "string" ? objects.get(keyOf(`/${source.replace(/^\//, "")}`)) : undefined;
  const send = (status: number, body: string | Buffer = "", headers: Record<string, string> = {}): void => {
    response.writeHead(status, { ETag: '"x"', "Content-Length": Buffer.byteLength(body), ...headers });
    response.end(request.method === "HEAD" ? undefined : body);
  };
  if (request.method === "PUT" && source === undefined) {
    objects.set(key, await bodyOf(request));
    return send(200);
  }
  if (request.method === "PUT" && from) {
    objects.set(key, from);
    return send(
      200,
      `<CopyObjectResult><ETag>"x"</ETag><LastModified>${DATE}</LastModified></CopyObjectResult>`,
    );
  }
  if (request.method === "DELETE") {
    objects.delete(key);
    return send(204);
  }
  if (key === "") return send(200, listed(objects, searchParams));
  const found = request.method === "PUT" ? undefined : objects.get(key);
  if (!found) return send(404, "<Error><Code>NoSuchKey</Code></Error>");
  return send(200, found, { "Last-Modified": new Date(DATE).toUTCString() });
}

/** As much of Amazon S3 as the engine asks for. */
export async function startBucket(): Promise<Bucket> {
  const objects = new Map<string, Buffer>();
  const server = createServer((request, response) => void answer(objects, request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const options = `endpoint=http://127.0.0.1:${port}&s3ForcePathStyle=true&disableSSL=true&region=eu-west-2`;
  return {
    objects,
    env: {
      PULUMI_BACKEND_URL: `s3://states?${options}`,
      AWS_ACCESS_KEY_ID: "not-asked",
      AWS_SECRET_ACCESS_KEY: "not-asked",
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
