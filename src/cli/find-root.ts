import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { problem } from "../problem/problem";
import { VisibleError } from "../problem/visible-error";
import type { Io } from "./io";

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
export function findRoot({ env, cwd }: Io): string {
  if (env["BOOKINGS_ROOT"]) return resolve(cwd, env["BOOKINGS_ROOT"]);
  const root = nearestParent(cwd) ?? nearestParent(__dirname);
  if (root === undefined) throw VisibleError.of(problem("no-root", { cwd }));
  return root;
}
