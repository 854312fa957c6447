import { createHash } from "node:crypto";
import { once } from "node:events";
import { createWriteStream, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { runLong } from "./build-engine";
import type { EnsureOptions, PinnedArchive } from "./engine-facts";
import { installWords as words } from "./install-words";

const CONNECT_MS = 10_000;

interface DownloadOptions extends Pick<EnsureOptions, "env" | "signal" | "connectMs"> {
  readonly url: string;
  readonly archive: PinnedArchive;
  /** Where the programs go. */
  readonly bin: string;
}

/** Downloads the official archive, compares its checksum with the pinned one, and unpacks what is needed of it. */
export async function downloadEngine(options: DownloadOptions): Promise<void> {
  const folder = path.dirname(options.bin);
  const file = path.join(folder, options.archive.name);
  const sha256 = await fetchInto(file, options);
  if (sha256 !== options.archive.sha256)
    throw new Error(words.wrongChecksum(options.archive.name, options.archive.sha256, sha256));
  await unpack(file, options);
  rmSync(file);
}

async function fetchInto(file: string, { url, signal, connectMs }: DownloadOptions): Promise<string> {
  const response = await connect(url, signal, connectMs ?? CONNECT_MS);
  if (!response.ok || !response.body) throw new Error(words.refused(url, response.status));
  const hash = createHash("sha256");
  const out = createWriteStream(file);
  for await (const chunk of response.body) {
    hash.update(chunk);
    if (!out.write(chunk)) await once(out, "drain");
  }
  out.end();
  await once(out, "close");
  return hash.digest("hex");
}

/** The time-out is for the first answer only: the archive itself may take its time. */
async function connect(url: string, signal: AbortSignal, connectMs: number): Promise<Response> {
  const impatience = new AbortController();
  const timer = setTimeout(
    () => impatience.abort(new Error(`no answer in ${connectMs / 1000} s`)),
    connectMs,
  );
  try {
    return await fetch(url, { signal: AbortSignal.any([signal, impatience.signal]) });
  } catch (error) {
    signal.throwIfAborted();
    const { cause, message } = error as Error;
    throw new Error(words.unreachable(new URL(url).host, cause instanceof Error ? cause.message : message), {
      cause: error,
    });
  } finally {
    clearTimeout(timer);
  }
}

async function unpack(file: string, { archive, bin, env, signal }: DownloadOptions): Promise<void> {
  const args = ["-xzf", file, "-C", bin, "--strip-components=1"];
  const code = await runLong({ program: "tar", args, cwd: bin, env, signal, onLine: () => undefined });
  if (code !== 0) throw new Error(words.notUnpacked(archive.name));
  // The hosts of other languages are most of the archive's size.
  for (const name of readdirSync(bin))
    if (name !== "pulumi" && !name.endsWith("nodejs")) rmSync(path.join(bin, name), { recursive: true });
}
