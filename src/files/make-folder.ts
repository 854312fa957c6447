import { existsSync, mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";

/**
 * Makes a folder, and those above it that are not there; false where it was there. One call for each: Node's own
 * `recursive` never returns below a place that accepts no folders, such as /proc.
 */
export function makeFolder(folder: string, mode = 0o777): boolean {
  const place = resolve(folder);
  if (existsSync(place)) return false;
  makeFolder(dirname(place), mode);
  try {
    mkdirSync(place, { mode });
    return true;
  } catch (error) {
    // another process may have made it meanwhile
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}
