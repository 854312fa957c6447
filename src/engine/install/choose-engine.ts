import path from "node:path";
import type { EngineFacts, EnginePins, EngineWay, FoundEngine } from "./engine-facts";
import { installWords as words } from "./install-words";

/** Go fetches a newer toolchain by itself from this version on. */
const GO_WITH_TOOLCHAINS = "1.21.0";

/**
 * Decides how to get the engine: the one that was named, the one on the PATH, the one in our cache, the official
 * download, a build; the first that can work. Called again after a way failed, with that failure among the facts.
 */
export function chooseEngine(facts: EngineFacts): EngineWay {
  if (facts.named) return named(facts.named, facts);
  const because: string[] = [];
  for (const way of [onPath, cached, download, build]) {
    const answer = way(facts, because);
    if (answer) return answer;
  }
  return { kind: "none", because };
}

function named(engine: FoundEngine, { pins }: EngineFacts): EngineWay {
  const reason = unfit(engine, pins);
  // What someone asked for by name is never replaced by something else behind their back.
  return reason ? { kind: "none", because: [words.namedUnfit(engine.pulumi, reason)] } : use("named", engine);
}

function onPath({ onPath: engine, pins }: EngineFacts, because: string[]): EngineWay | undefined {
  const reason = engine ? unfit(engine, pins) : undefined;
  if (engine && !reason) return use("path", engine);
  because.push(engine && reason ? words.pathUnfit(engine.pulumi, reason) : words.notOnPath);
  return undefined;
}

function cached({ cached, pins }: EngineFacts): EngineWay | undefined {
  for (const version of [pins.cli, pins.download.version]) {
    const bin = cached[version];
    if (bin) return { kind: "use", origin: "cache", pulumi: path.join(bin, "pulumi"), version };
  }
  return undefined;
}

function download(facts: EngineFacts, because: string[]): EngineWay | undefined {
  const { version, archives } = facts.pins.download;
  const archive = archives[facts.machine];
  if (facts.failed.download) because.push(words.downloadFailed(facts.failed.download));
  else if (!facts.downloadFrom) because.push(words.downloadOff);
  else if (!archive) because.push(words.noArchive(facts.machine));
  else return { kind: "download", version, archive, url: `${facts.downloadFrom}/${archive.name}` };
  return undefined;
}

function build(facts: EngineFacts, because: string[]): EngineWay | undefined {
  const { go, pins } = facts;
  if (facts.failed.build) because.push(words.buildFailed(facts.failed.build));
  else if (!go) because.push(words.noGo(pins.leastGo));
  else if (!canBuild(go, pins.leastGo)) because.push(words.oldGo(go.version, pins.leastGo));
  else return { kind: "build", version: pins.cli, because };
  return undefined;
}

function canBuild(go: NonNullable<EngineFacts["go"]>, least: string): boolean {
  if (versionAtLeast(go.version, least)) return true;
  return go.toolchain !== "local" && versionAtLeast(go.version, GO_WITH_TOOLCHAINS);
}

function unfit(engine: FoundEngine, { leastCli, belowCli }: EnginePins): string | undefined {
  if (!engine.version) return words.noAnswer;
  if (!versionAtLeast(engine.version, leastCli)) return words.tooOld(engine.version, leastCli);
  if (versionAtLeast(engine.version, belowCli)) return words.tooNew(engine.version, belowCli);
  return engine.hasLanguageHost ? undefined : words.noLanguageHost;
}

function use(origin: "named" | "path", engine: FoundEngine): EngineWay {
  return { kind: "use", origin, pulumi: engine.pulumi, version: engine.version ?? "" };
}

const NUMBERS = /(\d+)\.(\d+)(?:\.(\d+))?/;

function numbersOf(version: string): string | undefined {
  const [, major, minor, patch = "0"] = NUMBERS.exec(version) ?? [];
  return major && `${major}.${minor}.${patch}`;
}

/**
 * Whether a version as programs print it (`v3.258.0`, `go1.26.8`, `v24.21.0`, `3.210.0-dev`) is at least the given one.
 * What is not a version is not new enough.
 */
export function versionAtLeast(version: string, least: string): boolean {
  const [have, want] = [numbersOf(version), numbersOf(least)];
  return Boolean(have && want && have.localeCompare(want, "en", { numeric: true }) >= 0);
}
