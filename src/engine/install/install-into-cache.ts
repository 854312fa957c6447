import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { engineBin } from "./engine-cache";
import { installWords as words } from "./install-words";
import { isEngineFolder } from "./look-for-engine";

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
  mkdirSync(cache, { recursive: true });
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
    // Either somebody was faster, or the folder there is damaged: a whole one takes its place.
    const aside = path.join(path.dirname(final), `${STAGING}${path.basename(final)}-${process.pid}`);
    renameSync(final, aside);
    renameSync(staging, final);
    rmSync(aside, { recursive: true, force: true });
  } else renameSync(staging, final);
}
