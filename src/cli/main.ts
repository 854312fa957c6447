import { run } from "./run";
import { runAsProcess } from "./run-as-process";

void runAsProcess((io) => run(process.argv.slice(2), io));
