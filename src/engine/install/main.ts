import { VisibleError } from "../../problem/visible-error";
import { engineHere } from "./ensure-engine";

const INTERRUPTED = 130;

// The process that the set-up starts: makes sure of the engine and prints where it is as one line of JSON.
const stop = new AbortController();
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => stop.abort());

engineHere((text) => process.stderr.write(`${text}\n`), stop.signal).then(
  (engine) => process.stdout.write(`${JSON.stringify(engine)}\n`),
  (error: unknown) => {
    if (stop.signal.aborted) process.exitCode = INTERRUPTED;
    else if (error instanceof VisibleError) {
      process.stderr.write(`${error.message}\n`);
      process.exitCode = error.exitCode;
    } else throw error;
  },
);
