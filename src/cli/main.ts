import { setFlagsFromString } from "node:v8";
import { run } from "./run";
import { runAsProcess } from "./run-as-process";

// On a machine with much memory Node throws away only when four times as much is held as is used.
setFlagsFromString("--heap-growing-percent=60");
void runAsProcess((io) => run(process.argv.slice(2), io));
