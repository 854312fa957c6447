import { resolve } from "node:path";
import { InvalidArgumentError } from "commander";
import { problem } from "../../../problem/problem";
import { VisibleError } from "../../../problem/visible-error";
import type { Context } from "../../context";
import { examples } from "../../examples";
import { findRoot } from "../../find-root";
import { runningSandbox } from "../../sandbox/running-sandbox";
import { runtimeFiles } from "../../sandbox/runtime-files";
import type { Verb } from "../../verb";
import { startDetached } from "./start-detached";
import { startHere } from "./start-here";
import type { StartOptions } from "./start-options";

function portNumber(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535) throw new InvalidArgumentError("A port is a number up to 65535.");
  return port;
}

/** A text that begins with a bracket is the thing itself. */
function fileOrText(cwd: string, given: string): string {
  return /^\s*[[{]/.test(given) ? given : resolve(cwd, given);
}

async function start(options: StartOptions, context: Context): Promise<void> {
  const { io } = context;
  const files = runtimeFiles(findRoot(io));
  const dataDir = resolve(io.cwd, options.data ?? files.data);
  const seed = options.seed === undefined ? {} : { seed: resolve(io.cwd, options.seed) };
  const settings = options.settings === undefined ? {} : { settings: fileOrText(io.cwd, options.settings) };
  const faults = options.faults === undefined ? {} : { faults: fileOrText(io.cwd, options.faults) };
  const running = runningSandbox(files);
  if (running?.dataDir === dataDir) {
    throw VisibleError.of(problem("sandbox-already-running", { url: running.url }));
  }
  const begin = options.detach ? startDetached : startHere;
  await begin(context, files, dataDir, { ...options, ...seed, ...settings, ...faults });
}

/** `bookings sandbox start`: an emulated tenant on this machine, for training and tests. */
export const startVerb: Verb = {
  declare(command, context) {
    command
      .option("--port <number>", "port to listen on (default: a free one)", portNumber)
      .option("--data <folder>", "where its data are kept (default: .bookings/sandbox/data)")
      .option("--seed <file>", "people and settings to begin with, as YAML or JSON")
      .option("--settings <file>", "settings, as YAML or JSON: a file, or the text in braces")
      .option("--faults <file>", "faults to begin with, as YAML or JSON: a file, or the text in brackets")
      .option("--detach", "let it run in the background")
      .option("--json", "print where everything is as one line of JSON, secrets included")
      .addHelpText(
        "after",
        examples([
          ["bookings sandbox start --detach", "run it in the background"],
          ["bookings sandbox start --seed sandbox/examples/seed.yaml", "begin with the example's people"],
        ]),
      )
      .action((options: StartOptions) => start(options, context));
  },
};
