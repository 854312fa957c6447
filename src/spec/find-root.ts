import { existsSync, realpathSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";

/** What makes a folder an estate. */
const MARK = join("specs", "tenant.yaml");

function nearestEstate(folder: string): string | undefined {
  if (existsSync(join(folder, MARK))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : nearestEstate(parent);
}

/**
 * The estate: the folder that BOOKINGS_ROOT names, else the nearest one above with `specs/tenant.yaml`. The examples that
 * come with the program are an estate only for those who work in their folder.
 */
export function findRoot(cwd: string, env: Readonly<Record<string, string | undefined>>): string | undefined {
  return env["BOOKINGS_ROOT"] ? resolve(cwd, env["BOOKINGS_ROOT"]) : nearestEstate(cwd);
}

/** Where a path that someone typed leads, relative to the root, with slashes: absolute paths and links included. */
export function pathFromRoot(root: string, cwd: string, typed: string): string {
  return relative(real(root), real(resolve(cwd, typed)))
    .split(sep)
    .join("/");
}

/** The path without links, as far as it exists. */
function real(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  const parent = dirname(path);
  return parent === path ? path : join(real(parent), basename(path));
}
