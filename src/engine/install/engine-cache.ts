import path from "node:path";

/** What the cache's place depends on. */
export interface CacheFacts {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  /** Node's `process.platform` and `process.arch`, joined by a hyphen. */
  readonly machine: string;
}

/**
 * The folder that engines are kept in, outside any clone, so that a fresh clone reuses them. Per kind of machine too:
 * home folders are shared between machines more often than one thinks.
 */
export function engineCache({ env, home, machine }: CacheFacts): string {
  const own = env["BOOKINGS_ENGINE_CACHE"];
  if (own) return path.resolve(own);
  // The XDG rule: a relative path there is to be ignored.
  const xdg = env["XDG_CACHE_HOME"];
  const caches = xdg && path.isAbsolute(xdg) ? xdg : path.join(home, ".cache");
  return path.join(caches, "nhsmail-bookings", "engine", machine);
}

/** The folder of one version's programs. */
export function engineBin(cache: string, version: string): string {
  return path.join(cache, version, "bin");
}
