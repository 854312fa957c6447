import { accessSync, constants, realpathSync, statSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";

/** A `pulumi` that was found, and what it said of itself. */
export interface FoundEngine {
  readonly pulumi: string;
  /** As printed by `pulumi version`; absent where it did not answer. */
  readonly version?: string;
  /** Whether `pulumi-language-nodejs` is beside it or on the PATH. */
  readonly hasLanguageHost: boolean;
}

/** Everything the decision is made from. */
export interface EngineFacts {
  readonly pins: EnginePins;
  /** Named by `BOOKINGS_PULUMI`. */
  readonly named?: FoundEngine;
  /** The first `pulumi` on the PATH. */
  readonly onPath?: FoundEngine;
  /** Folders in our cache that hold a finished engine, by version. */
  readonly cached: Readonly<Record<string, string>>;
  /** Node's `process.platform` and `process.arch`, joined by a hyphen. */
  readonly machine: string;
  /** Where official archives come from; absent where downloading is switched off. */
  readonly downloadFrom?: string;
  /** The `go` on the PATH. */
  readonly go?: {
    readonly version: string;
    /** `local`, or something that lets Go fetch a newer toolchain by itself. */
    readonly toolchain: string;
  };
  /** Ways that were tried in this run and why each did not work. */
  readonly failed: { readonly download?: string; readonly build?: string };
}

/** What the cache's place depends on. */
export interface CacheFacts {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Asked only where nothing else says where. An account in a container may have none. */
  readonly home: () => string | undefined;
  /** Node's `process.platform` and `process.arch`, joined by a hyphen. */
  readonly machine: string;
}

/**
 * The folder that engines are kept in, outside any clone, so that a fresh clone reuses them. Per kind of machine too:
 * home folders are shared between machines more often than one thinks. Nothing where there is no place for it: an engine that
 * is named or on the PATH needs none.
 */
export function engineCache({ env, home, machine }: CacheFacts): string | undefined {
  const own = env["BOOKINGS_ENGINE_CACHE"];
  if (own) return path.resolve(own);
  // The XDG rule: a relative path there is to be ignored.
  const xdg = env["XDG_CACHE_HOME"];
  const caches = xdg && path.isAbsolute(xdg) ? xdg : cachesIn(home());
  return caches && path.join(caches, "nhsmail-bookings", "engine", machine);
}

const cachesIn = (home: string | undefined): string | undefined => home && path.join(home, ".cache");

/** The home folder of this account. A container may run an account that has none. */
export function homeFolder(): string | undefined {
  try {
    return homedir();
  } catch {
    return undefined;
  }
}

/** The folder of one version's programs. */
export function engineBin(cache: string, version: string): string {
  return path.join(cache, version, "bin");
}

/** A way that can be taken now. */
export type EngineWay =
  | {
      readonly kind: "use";
      readonly origin: "named" | "path" | "cache";
      readonly pulumi: string;
      readonly version: string;
    }
  | {
      readonly kind: "download";
      readonly version: string;
      readonly url: string;
      readonly archive: PinnedArchive;
    }
  | { readonly kind: "build"; readonly version: string; readonly because: readonly string[] }
  | { readonly kind: "none"; readonly because: readonly string[] };

/** Whether this is a file that may be run. */
export function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/**
 * The first program of that name in the folders of a PATH. Folders of npm's links are skipped: the npm package `pulumi`
 * puts a launcher there that downloads an engine, unpinned, when it is first asked anything.
 */
export function findProgram(name: string, pathList: string): string | undefined {
  return pathList
    .split(path.delimiter)
    .filter((folder) => path.isAbsolute(folder) && path.basename(folder) !== ".bin")
    .map((folder) => path.join(folder, name))
    .find((file) => isProgram(file) && !realpathSync(file).includes(`${path.sep}node_modules${path.sep}`));
}

/** The official archive for one kind of machine. */
export interface PinnedArchive {
  readonly name: string;
  readonly sha256: string;
}

/**
 * The versions that this product is tested with, and where they come from. Change them together with tools/engine/
 * (docs/engine.md says how).
 *
 * The download has a number of its own: a checksum is worth something only if it does not come from the host that
 * serves the archive, and this is the newest release whose checksums are on record elsewhere (nixpkgs, pulumi-bin).
 */
export const enginePins = {
  /** Built from `github.com/pulumi/pulumi/pkg/v3`: the same number as in tools/engine/cli/go.mod. */
  cli: "3.276.0",
  /** The newest Node language host that is published as a Go module; it works with the newer engine. */
  languageHost: "3.68.0",
  /** An engine on the PATH is used from this version on. */
  leastCli: "3.200.0",
  /** And below this one: a new major version may change what this product leans on. */
  belowCli: "4.0.0",
  leastGo: "1.26.6",
  download: {
    version: "3.221.0",
    /** By `platform-arch`, in Node's words. */
    archives: {
      "linux-x64": {
        name: "pulumi-v3.221.0-linux-x64.tar.gz",
        sha256: "fe736f91b4153f94f859870e34dda01e648552c25f702c8a42282acf3a5db9ad",
      },
      "linux-arm64": {
        name: "pulumi-v3.221.0-linux-arm64.tar.gz",
        sha256: "baaf077a8b851da4fd1f6434860b56fec43f877709fe5a22ed3bbd335af57a37",
      },
      "darwin-x64": {
        name: "pulumi-v3.221.0-darwin-x64.tar.gz",
        sha256: "6c275ff21c2a2790dc4ac9536be745f0fa65b9eab32e5dc896d1e4cd79fafb6b",
      },
      "darwin-arm64": {
        name: "pulumi-v3.221.0-darwin-arm64.tar.gz",
        sha256: "4d3024f24131440cacc9d04cf9a19dc673c821216fe5fec848d1ce5af0c06092",
      },
    } as Readonly<Record<string, PinnedArchive>>,
  },
};

export type EnginePins = typeof enginePins;

/** Where to look. */
export interface Surroundings {
  readonly pins: EnginePins;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absent where this account has no place for one. */
  readonly cache?: string | undefined;
  readonly machine: string;
}

/** What getting the engine needs besides its surroundings. */
export interface EnsureOptions extends Surroundings {
  /** tools/engine of this project. */
  readonly modules: string;
  readonly signal: AbortSignal;
  /** Talk for people; nothing is said when the engine is there. */
  readonly say: (text: string) => void;
  /** How long to wait for the download host's first answer. */
  readonly connectMs?: number;
  /** How often to tell how far a build is. */
  readonly sayEveryMs?: number;
}
