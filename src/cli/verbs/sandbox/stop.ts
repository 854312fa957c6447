import { setTimeout as pause } from "node:timers/promises";
import { problem } from "../../../problem/problem";
import { VisibleError } from "../../../problem/visible-error";
import type { Context } from "../../context";
import { findRoot } from "../../find-root";
import { needSandbox } from "../../sandbox/need-sandbox";
import { forgetRunning, runningSandbox } from "../../sandbox/running-sandbox";
import { runtimeFiles } from "../../sandbox/runtime-files";
import type { Verb } from "../../verb";

const PATIENCE = 10_000;
const POLL = 50;

async function stop(context: Context): Promise<void> {
  const { io } = context;
  const files = runtimeFiles(findRoot(io));
  const { pid, url } = needSandbox(io);
  process.kill(pid, "SIGTERM");
  const until = Date.now() + PATIENCE;
  while (runningSandbox(files)?.pid === pid && Date.now() < until) {
    await pause(POLL, undefined, { signal: io.signal });
  }
  if (runningSandbox(files)?.pid === pid) {
    const reason = `process ${pid} has not ended after ten seconds.`;
    throw VisibleError.of(problem("sandbox-refused", { what: "stop", reason }));
  }
  forgetRunning(files, pid);
  context.say(`The sandbox at ${url} has stopped. Its data are kept.`);
}

/** `bookings sandbox stop`. */
export const stopVerb: Verb = {
  declare(command, context) {
    command.action(() => stop(context));
  },
};
