import { type ChildProcess, spawn } from "node:child_process";
import { createHmac, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";

const PROGRAM = join(__dirname, "..", "..", "..", "..", "node_modules", ".bin", "azurite-blob");
const ACCOUNT = "teststate";
const VERSION = "2021-08-06";
const PATIENCE_MS = 90_000;

/** Microsoft's own emulator of Blob storage, with an account and a key that no one else knows. */
export interface Azurite {
  /** The variables with which Pulumi keeps its state there. */
  readonly env: Record<string, string>;
  /** The names of all blobs. */
  list(): Promise<string[]>;
  /** The text of one of them. */
  get(name: string): Promise<string>;
  /** What was asked of it, such as `GET /teststate/state?comp=list…`, in order. */
  readonly requests: readonly string[];
  /** Makes a blob, or overwrites it. */
  put(name: string, text: string): Promise<void>;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

/** A request to the container, or to a blob of it. */
interface BlobRequest {
  readonly method: "GET" | "PUT";
  /** The container, or the container and the blob's name. */
  readonly path: string;
  readonly query?: Record<string, string>;
  readonly text?: string;
}

/** A request's headers, signed by Azure's “Shared Key” rule: the canonical headers and resource under the account's key. */
function signed({ method, path, query = {}, text }: BlobRequest, key: string): Record<string, string> {
  const own = {
    ...(text !== undefined && { "x-ms-blob-type": "BlockBlob" }),
    "x-ms-date": new Date().toUTCString(),
    "x-ms-version": VERSION,
  };
  const type = text === undefined ? {} : { "content-type": "application/json" };
  const length = text ? String(Buffer.byteLength(text)) : "";
  const standard = ["", "", length, "", ...Object.values(type)];
  const parameters = Object.entries(query).sort(([a], [b]) => (a < b ? -1 : 1));
  const lines = [
    method,
    ...Array.from({ length: 11 }, (_, index) => standard[index] ?? ""),
    ...Object.entries(own).map(([name, value]) => `${name}:${value}`),
    `/${ACCOUNT}/${ACCOUNT}/${path}`,
    ...parameters.map(([name, value]) => `${name}:${value}`),
  ].join("\n");
  const signature = createHmac("sha256", Buffer.from(key, "base64")).update(lines, "utf8").digest("base64");
  return { ...own, ...type, authorization: `SharedKey ${ACCOUNT}:${signature}` };
}

async function untilAnswers(child: ChildProcess, ask: () => Promise<Response>): Promise<void> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`azurite ended with ${child.exitCode}`);
    const answer = await ask().catch(() => undefined);
    if (answer?.ok) return;
    if (Date.now() > until)
      throw new Error(`azurite does not answer: ${answer?.status} ${await answer?.text()}`);
    await pause(200);
  }
}

/** Starts Azurite in memory with one container. */
export async function startAzurite(container: string): Promise<Azurite> {
  const key = randomBytes(64).toString("base64");
  const port = await freePort();
  const words = ["--inMemoryPersistence", "--skipApiVersionCheck", "--disableTelemetry"];
  const child = spawn(PROGRAM, [...words, "--blobHost", "127.0.0.1", "--blobPort", String(port)], {
    env: { ...process.env, AZURITE_ACCOUNTS: `${ACCOUNT}:${key}` },
    stdio: ["ignore", "pipe", "ignore"],
  });
  const requests: string[] = [];
  createInterface(child.stdout).on("line", (line) => {
    const [, request] = /"([A-Z]+ \/\S*) HTTP/.exec(line) ?? [];
    if (request !== undefined) requests.push(decodeURIComponent(request));
  });
  const ask = (request: BlobRequest): Promise<Response> =>
    fetch(`http://127.0.0.1:${port}/${ACCOUNT}/${request.path}?${new URLSearchParams(request.query)}`, {
      method: request.method,
      headers: signed(request, key),
      ...(request.text !== undefined && { body: request.text }),
    });
  const textOf = async (request: BlobRequest): Promise<string> => {
    const answer = await ask(request);
    const text = await answer.text();
    if (!answer.ok)
      throw new Error(`azurite answered ${answer.status} to ${request.method} ${request.path}: ${text}`);
    return text;
  };
  await untilAnswers(child, () => ask({ method: "PUT", path: container, query: { restype: "container" } }));
  return {
    env: {
      PULUMI_BACKEND_URL: `azblob://${container}?protocol=http&domain=127.0.0.1:${port}&localemu=true`,
      AZURE_STORAGE_ACCOUNT: ACCOUNT,
      AZURE_STORAGE_KEY: key,
    },
    list: async () => {
      const query = { comp: "list", restype: "container" };
      const text = await textOf({ method: "GET", path: container, query });
      return [...text.matchAll(/<Name>([^<]*)<\/Name>/g)].map(([, name = ""]) => name);
    },
    requests,
    get: (name) => textOf({ method: "GET", path: `${container}/${name}` }),
    put: async (name, text) => void (await textOf({ method: "PUT", path: `${container}/${name}`, text })),
    stop: async () => {
      child.kill("SIGKILL");
      await once(child, "exit");
    },
  };
}
