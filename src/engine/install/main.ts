import { homedir } from "node:os";
import path from "node:path";
import { VisibleError } from "../../problem/visible-error";
import { engineCache } from "./engine-cache";
import { enginePins } from "./engine-pins";
import { ensureEngine } from "./ensure-engine";

const INTERRUPTED = 130;

// The process that the set-up starts: makes sure of the engine and prints where it is as one line of JSON.
const machine = `${process.platform}-${process.arch}`;
const stop = new AbortController();
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => stop.abort());

ensureEngine({
  pins: enginePins,
  env: process.env,
  machine,
  cache: engineCache({ env: process.env, home: homedir(), machine }),
  // From dist/src/engine/install.
  modules: path.resolve(__dirname, "../../../../tools/engine"),
  signal: stop.signal,
  say: (text) => process.stderr.write(`${text}\n`),
}).then(
  (engine) => process.stdout.write(`${JSON.stringify(engine)}\n`),
  (error: unknown) => {
    if (stop.signal.aborted) process.exitCode = INTERRUPTED;
    else if (error instanceof VisibleError) {
      process.stderr.write(`${error.message}\n`);
      process.exitCode = error.exitCode;
    } else throw error;
  },
);
