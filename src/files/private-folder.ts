import { chmodSync, existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { makeFolder } from "./make-folder";

/** Makes a folder, and those above it that are not there, for this account alone: whatever the umask, which only takes away. */
export function makePrivateFolder(folder: string): void {
  const place = resolve(folder);
  if (existsSync(place)) return;
  makePrivateFolder(dirname(place));
  if (makeFolder(place, 0o700)) chmodSync(place, 0o700);
}
