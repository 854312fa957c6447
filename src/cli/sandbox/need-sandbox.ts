import { problem } from "../../problem/problem";
import { VisibleError } from "../../problem/visible-error";
import { findRoot } from "../find-root";
import type { Io } from "../io";
import { type RunningSandbox, runningSandbox } from "./running-sandbox";
import { runtimeFiles } from "./runtime-files";

/** The sandbox that runs for this folder, or an error that says how to start one. */
export function needSandbox(io: Io): RunningSandbox {
  const sandbox = runningSandbox(runtimeFiles(findRoot(io)));
  if (!sandbox) throw VisibleError.of(problem("sandbox-not-running", {}));
  return sandbox;
}
