import { problem } from "../problem/problem";
import { VisibleError } from "../problem/visible-error";
import { findRoot as findRootFrom } from "../spec/find-root";
import type { Io } from "./io";

/** The root folder of a command, or the problem that there is none. */
export function findRoot({ env, cwd }: Io): string {
  const root = findRootFrom(cwd, env);
  if (root === undefined) throw VisibleError.of(problem("no-root", { cwd }));
  return root;
}
