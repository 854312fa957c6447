import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

const MARK = "Pulumi.yaml";

function nearestParent(folder: string): string | undefined {
  if (existsSync(join(folder, MARK))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : nearestParent(parent);
}

/**
 * The folder with `specs/`, `stacks/` and `Pulumi.yaml`: BOOKINGS_ROOT, else the nearest one above the working folder,
 * else the one that this program belongs to.
 */
export function findRoot(cwd: string, env: Readonly<Record<string, string | undefined>>): string | undefined {
  if (env["BOOKINGS_ROOT"]) return resolve(cwd, env["BOOKINGS_ROOT"]);
  return nearestParent(cwd) ?? nearestParent(__dirname);
}
