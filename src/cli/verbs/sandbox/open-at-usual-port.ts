import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import type { Sandbox, SandboxOptions } from "../../../../sandbox/start";
import type { RuntimeFiles } from "../../sandbox/runtime-files";
import { openSandbox } from "./open-sandbox";

function lastPort({ port }: RuntimeFiles): number | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(port, "utf8"));
    return typeof value === "number" ? value : undefined;
  } catch {
    return undefined;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}

/** Starts where the last sandbox was, if nobody else is there: shells and browsers that point at it stay right. */
export async function openAtUsualPort(options: SandboxOptions, files: RuntimeFiles): Promise<Sandbox> {
  const port = lastPort(files);
  return openSandbox(port !== undefined && (await isFree(port)) ? { ...options, port } : options);
}
