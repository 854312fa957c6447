import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import { withFileLock } from "../../files/file-lock";
import { makeFolder } from "../../files/make-folder";
import { problem } from "../../problem/problem";
import { VisibleError } from "../../problem/visible-error";
import { buildEngine } from "./build-engine";
import { chooseEngine } from "./choose-engine";
import { downloadEngine } from "./download-engine";
import {
  type EngineFacts,
  type EngineWay,
  type EnsureOptions,
  engineBin,
  engineCache,
  enginePins,
  homeFolder,
} from "./engine-facts";
import { installWords as words } from "./install-words";
import { isEngineFolder, lookForEngine } from "./look-for-engine";

/** An engine that is ready to run. */
export interface ReadyEngine {
  /** The folder that holds `pulumi`, to be put on the PATH. */
  readonly bin: string;
  readonly pulumi: string;
  readonly version: string;
  readonly origin: "named" | "path" | "cache" | "download" | "build";
}

type InstallOptions = EnsureOptions & { readonly cache: string };

type Installing = Extract<EngineWay, { kind: "download" | "build" }>;

/** Makes sure that there is an engine, installing one if needed. Refuses with what to install where no way works. */
export async function ensureEngine(options: EnsureOptions): Promise<ReadyEngine> {
  const way = chooseEngine(await lookForEngine(options));
  if (way.kind === "use") return ready(way.pulumi, way.version, way.origin);
  if (way.kind === "none") throw nothingWorks(way.because, options);
  const { cache } = options;
  if (cache === undefined) throw VisibleError.of(problem("home-unknown", {}));
  makeFolder(cache);
  // two terminals need not build the same; if they do all the same, each renames a whole engine into place
  return withFileLock(path.join(cache, "install"), () => installAny({ ...options, cache }), {
    patienceMs: Number.POSITIVE_INFINITY,
    signal: options.signal,
    onWait: (holder) => options.say(words.waiting(holder)),
  });
}

/** Looks again, now under the lock: whoever held it may have installed what we need. */
async function installAny(options: InstallOptions): Promise<ReadyEngine> {
  let facts = await lookForEngine(options);
  for (;;) {
    const way = chooseEngine(facts);
    if (way.kind === "use") return ready(way.pulumi, way.version, way.origin);
    if (way.kind === "none") throw nothingWorks(way.because, options);
    const answer = await tryToInstall(way, options);
    if ("bin" in answer) return answer;
    facts = { ...facts, failed: { ...facts.failed, [way.kind]: answer.reason } };
  }
}

async function tryToInstall(
  way: Installing,
  options: InstallOptions,
): Promise<ReadyEngine | { readonly reason: string }> {
  try {
    const bin = await installIntoCache(options.cache, way.version, (staging) => fill(way, staging, options));
    options.say(words.ready(way.version, bin));
    return ready(path.join(bin, "pulumi"), way.version, way.kind);
  } catch (error) {
    options.signal.throwIfAborted();
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}

function fill(way: Installing, bin: string, options: EnsureOptions): Promise<void> {
  if (way.kind === "download") {
    options.say(words.downloading(way.version, new URL(way.url).host));
    return downloadEngine({ ...options, ...way, bin });
  }
  options.say(words.building(way.version, options.pins.languageHost, way.because, availableParallelism()));
  return buildEngine({ ...options, bin });
}

function nothingWorks(because: readonly string[], { pins }: Pick<EngineFacts, "pins">): VisibleError {
  return new VisibleError(words.none(because, pins.leastCli, pins.leastGo));
}

function ready(pulumi: string, version: string, origin: ReadyEngine["origin"]): ReadyEngine {
  return { bin: path.dirname(pulumi), pulumi, version: version.replace(/^v/, ""), origin };
}

const STAGING = "unfinished-";

/**
 * Lets `fill` put the programs into a temporary folder beside the final one, and renames it into place once it is
 * complete: whatever happens before, the cache holds either a whole engine or none. What an earlier run left
 * unfinished is removed first; call it under the lock.
 */
export async function installIntoCache(
  cache: string,
  version: string,
  fill: (bin: string) => Promise<void>,
): Promise<string> {
  makeFolder(cache);
  for (const name of readdirSync(cache).filter((entry) => entry.startsWith(STAGING)))
    rmSync(path.join(cache, name), { recursive: true, force: true });

  const staging = mkdtempSync(path.join(cache, STAGING));
  try {
    const bin = path.join(staging, "bin");
    mkdirSync(bin);
    await fill(bin);
    if (!isEngineFolder(bin)) throw new Error(words.incomplete(bin));
    moveIntoPlace(staging, path.join(cache, version));
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
  return engineBin(cache, version);
}

function moveIntoPlace(staging: string, final: string): void {
  if (existsSync(final)) {
    // Either someone was faster, or the folder there is damaged: a whole one takes its place.
    const aside = path.join(path.dirname(final), `${STAGING}${path.basename(final)}-${process.pid}`);
    renameSync(final, aside);
    renameSync(staging, final);
    rmSync(aside, { recursive: true, force: true });
  } else renameSync(staging, final);
}

/**
 * Makes sure of the engine on this machine, with this process's environment. Takes no time where there is one; an
 * installation takes minutes, talks through `say` and ends at once when aborted.
 */
export function engineHere(say: (text: string) => void, signal: AbortSignal): Promise<ReadyEngine> {
  const machine = `${process.platform}-${process.arch}`;
  return ensureEngine({
    pins: enginePins,
    env: process.env,
    machine,
    cache: engineCache({ env: process.env, home: homeFolder, machine }),
    // From dist/src/engine/install.
    modules: path.resolve(__dirname, "../../../../tools/engine"),
    signal,
    say,
  });
}
