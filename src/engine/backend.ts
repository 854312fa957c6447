import { execFile } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { firstSentence } from "../files/write-file";
import { PROJECT } from "../plan/project";
import { problem } from "../problem/problem";
import { redact } from "../problem/redact";
import { systemWords } from "../problem/system-words";
import { VisibleError } from "../problem/visible-error";
import { lastErrorLine } from "./internals/engine-events";

const PATIENCE_MS = 60_000;

/** Where states are kept: a folder of this machine, or a service that only the engine reaches. */
export type StateBackend =
  | { readonly kind: "disk"; readonly folder: string; readonly url: string }
  | { readonly kind: "elsewhere"; readonly url: string }
  | { readonly kind: "unusable"; readonly url: string; readonly why: string };

const FILE = "file://";

/**
 * The place that PULUMI_BACKEND_URL names, in Pulumi's own forms too (`file://~`, `file://./state`, from `root`), or the
 * default below `root`. The URL of a folder is escaped: `#`, `?` and `%` in a folder's name mean something in a URL.
 */
export function stateBackend(
  named: string | undefined,
  { root, home }: { readonly root: string; readonly home: string | undefined },
): StateBackend {
  if (!named) return onDisk(join(root, ".bookings", "state"));
  // Pulumi would take a bare path for the address of its own service, and ask for a token
  if (/^[~./]/.test(named))
    return { kind: "unusable", url: named, why: `it is a path and not a URL; write ${FILE}${named}` };
  if (!named.startsWith(FILE)) return { kind: "elsewhere", url: named };
  const place = named.slice(FILE.length);
  const ofHome = /^~(?:\/(.*))?$/.exec(place);
  if (ofHome && !home)
    return { kind: "unusable", url: named, why: "it names your home folder, and HOME is not set" };
  if (ofHome && home) return onDisk(join(home, ofHome[1] ?? ""));
  if (!place.startsWith("/")) return onDisk(resolve(root, place));
  try {
    return { kind: "disk", folder: fileURLToPath(named), url: named };
  } catch {
    return {
      kind: "unusable",
      url: named,
      why: "it is not a valid file URL; “%”, “#” and “?” must be escaped in one",
    };
  }
}

/** Where the states of a root folder are kept. */
export const backendOf = (root: string): StateBackend =>
  stateBackend(process.env["PULUMI_BACKEND_URL"], { root, home: process.env["HOME"] });

/** Does something in the place where states are kept; that it cannot be reached is told in words. */
export async function reaching<T>(url: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const why = redact(firstSentence(cause));
    throw VisibleError.of(problem("state-not-reached", { url, why }), { cause });
  }
}

const onDisk = (folder: string): StateBackend => ({ kind: "disk", folder, url: pathToFileURL(folder).href });

/**
 * Whether the engine reaches the place where states are kept: it reads one stack there, and changes nothing. Stacks are never
 * listed: that takes minutes where there are a thousand, and the specs tell their names. The answer is why not.
 */
export function askBackend(
  pulumi: string,
  env: Readonly<Record<string, string | undefined>>,
  stack: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const name = `organization/${PROJECT}/${stack}`;
  const words = ["stack", "export", "--stack", name, "--non-interactive", "--color", "never"];
  // a neutral folder: the engine reads the project around it
  const options = { cwd: tmpdir(), env, timeout: PATIENCE_MS, signal, maxBuffer: 256 * 1024 * 1024 };
  return new Promise((resolve) => {
    execFile(pulumi, words, options, (error, _stdout, stderr) =>
      resolve(error && !/no stack named/.test(stderr) ? reason(error, stderr) : undefined),
    );
  });
}

function reason(error: Error & { killed?: boolean }, stderr: string): string {
  if (error.killed) return `no answer within ${PATIENCE_MS / 1000} seconds`;
  return stderr.trim() === "" ? "the engine did not say why" : redact(lastErrorLine(stderr));
}

/** Why this account cannot keep files in a folder; nothing where it can. A folder that is not there yet is made by the first run. */
export function folderFault(folder: string): string | undefined {
  try {
    accessSync(nearestFolder(folder), constants.R_OK | constants.W_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    return systemWords(error, "write") ?? "it names no folder of this machine";
  }
}

function nearestFolder(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearestFolder(dirname(folder));
}
