import { type ChildProcess, spawn } from "node:child_process";
import { createHmac, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const PROGRAM = join(__dirname, "..", "..", "..", "..", "node_modules", ".bin", "azurite-blob");
const ACCOUNT = "teststate";
const VERSION = "2021-08-06";
const PATIENCE_MS = 90_000;

/** Microsoft's own emulator of Blob storage, with an account and a key that nobody else knows. */
export interface Azurite {
  /** The variables with which Pulumi keeps its state there. */
  readonly env: Record<string, string>;
  /** The names of all blobs. */
  list(): Promise<string[]>;
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

/** A request signed by Azure's «Shared Key» rule: the canonical headers and resource under the account's key. */
function signed(
  method: string,
  container: string,
  query: Record<string, string>,
  key: string,
): Record<string, string> {
  const date = new Date().toUTCString();
  const resource = `/${ACCOUNT}/${ACCOUNT}/${container}`;
  const parameters = Object.entries(query).sort(([a], [b]) => (a < b ? -1 : 1));
  const text = [
    method,
    ...Array<string>(11).fill(""),
    `x-ms-date:${date}`,
    `x-ms-version:${VERSION}`,
    [resource, ...parameters.map(([name, value]) => `${name}:${value}`)].join("\n"),
  ].join("\n");
  const signature = createHmac("sha256", Buffer.from(key, "base64")).update(text, "utf8").digest("base64");
  return { "x-ms-date": date, "x-ms-version": VERSION, authorization: `SharedKey ${ACCOUNT}:${signature}` };
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
  const words = ["--silent", "--inMemoryPersistence", "--skipApiVersionCheck", "--disableTelemetry"];
  const child = spawn(PROGRAM, [...words, "--blobHost", "127.0.0.1", "--blobPort", String(port)], {
    env: { ...process.env, AZURITE_ACCOUNTS: `${ACCOUNT}:${key}` },
    stdio: "ignore",
  });
  const ask = (method: string, query: Record<string, string>): Promise<Response> =>
    fetch(`http://127.0.0.1:${port}/${ACCOUNT}/${container}?${new URLSearchParams(query)}`, {
      method,
      headers: signed(method, container, query, key),
    });
  await untilAnswers(child, () => ask("PUT", { restype: "container" }));
  return {
    env: {
      PULUMI_BACKEND_URL: `azblob://${container}?protocol=http&domain=127.0.0.1:${port}&localemu=true`,
      AZURE_STORAGE_ACCOUNT: ACCOUNT,
      AZURE_STORAGE_KEY: key,
    },
    list: async () => {
      const text = await (await ask("GET", { comp: "list", restype: "container" })).text();
      return [...text.matchAll(/<Name>([^<]*)<\/Name>/g)].map(([, name = ""]) => name);
    },
    stop: async () => {
      child.kill("SIGKILL");
      await once(child, "exit");
    },
  };
}
