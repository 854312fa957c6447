import { chmodSync, existsSync, statSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { makeFolder } from "./make-folder";

/**
 * Makes a folder, and those above it that are not there, for this account alone: whatever the umask, which only takes away. A
 * `.bookings` above it that is there already, and that others may read, is taken away from them.
 */
export function makePrivateFolder(folder: string): void {
  const place = resolve(folder);
  if (existsSync(place)) {
    closeToOthers(place);
    return;
  }
  makePrivateFolder(dirname(place));
  if (makeFolder(place, 0o700)) chmodSync(place, 0o700);
}

/** Only what belongs to this account; what stands above the folder of our files is not ours to change. */
function closeToOthers(place: string): void {
  if (basename(place) === ".bookings") {
    const { uid, mode } = statSync(place);
    if (uid === process.getuid?.() && (mode & 0o077) !== 0) chmodSync(place, 0o700);
  } else if (dirname(place) !== place) closeToOthers(dirname(place));
}
