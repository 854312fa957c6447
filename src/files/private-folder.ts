import { chmodSync, existsSync, mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";

/** Makes a folder, and those above it that are not there, for this account alone: whatever the umask, which only takes away. */
export function makePrivateFolder(folder: string): void {
  const place = resolve(folder);
  if (existsSync(place)) return;
  makePrivateFolder(dirname(place));
  // another process may have made it meanwhile
  if (mkdirSync(place, { recursive: true, mode: 0o700 }) !== undefined) chmodSync(place, 0o700);
}
