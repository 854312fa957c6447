import { sandboxVariables } from "../engine/sandbox-variables";
import type { Io } from "./io";
import { sandboxHere } from "./sandbox/sandbox-here";
import { trustAuthority } from "./trust-authority";

/** The environment of commands that sign in and run no engine: the caller's, or that of this folder's sandbox. */
export function graphEnvironmentOf(io: Io, root: string): Io["env"] {
  const sandbox = sandboxHere(io, root);
  if (!sandbox) return io.env;
  trustAuthority(sandbox.caFile);
  return { ...io.env, ...sandboxVariables(sandbox) };
}
